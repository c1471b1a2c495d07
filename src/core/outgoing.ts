// What goes out: words of a closed kind, bound to what they answer, carrying a published version or a public template.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Verdict } from './verdict.ts';

/** What became of a message. `unknown`: handed over, and the other side did not say; it is not sent again. */
export type Settled = 'sent' | 'unknown' | 'failed';

/** What a message tells of a check: enough to read the finding without opening anything. */
export type ToldCheck = {
  readonly slug: string;
  readonly title: string;
  readonly claim: string;
  readonly short: string;
  readonly verdict: Verdict | null;
  readonly label: string | null;
};

/** What becomes of an account of the team that its holder is told; each is a template, `account-<change>`. */
export const accountChanges = [
  'way-in',
  'password',
  'factor',
  'recovery',
  'passkey-added',
  'passkey-removed',
  'role',
  'removed',
] as const;
export type AccountChange = (typeof accountChanges)[number];

/** A message before it has words: what it tells, and in which language. */
export type Letter = { readonly lang: string } & (
  | { readonly about: 'answer' | 'withdrawn'; readonly check: ToldCheck }
  /** A correction says that we were wrong, an update that something new is known. */
  | {
      readonly about: 'correction' | 'update';
      readonly check: ToldCheck;
      readonly explain: Readonly<Record<string, string>>;
    }
  | { readonly about: 'closed' | 'appeal' }
  | { readonly about: 'account'; readonly change: AccountChange }
  /** The template in use, as it goes out. */
  | { readonly about: 'question'; readonly text: string }
  /** The claim in the words that two agreed to, and the day until which a side can be told. */
  | { readonly about: 'reply-request'; readonly claim: string; readonly due: Day }
);

/** One message on its way: whose sealed contact it goes to, and what it tells. */
export type Outgoing = {
  readonly id: Id;
  /** The sealed address; null once it was taken back, and for somebody of the team. */
  readonly contact: { readonly id: Id; readonly day: Day; readonly sealed: Uint8Array } | null;
  /** The address that somebody of the team has in it. */
  readonly member: string | null;
  /** The page that only its reader has, and what its secret is made from; an account has none of its own. */
  readonly own: { readonly page: 'ticket' | 'subscription' | 'appeal' | 'reply'; readonly id: Id } | null;
  /** Whether more is to be told to the same address after this, and by which checks its ticket is answered. */
  readonly more: boolean;
  /** Whether what it tells was ended by one person and may be opened again within the day, so that the address stays as long. */
  readonly undoable: boolean;
  readonly answeredBy: readonly Id[];
  readonly letter: Letter;
};
