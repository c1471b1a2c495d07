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

/** A message before it has words: what it tells, and in which language. */
export type Letter = { readonly lang: string } & (
  | { readonly about: 'answer' | 'withdrawn'; readonly check: ToldCheck }
  | { readonly about: 'correction'; readonly check: ToldCheck; readonly explain: Readonly<Record<string, string>> }
  | { readonly about: 'closed' | 'appeal' }
  /** The template in use, as it goes out. */
  | { readonly about: 'question'; readonly text: string }
);

/** One message on its way: whose sealed contact it goes to, and what it tells. */
export type Outgoing = {
  readonly id: Id;
  /** Null once it was taken back. */
  readonly contact: { readonly id: Id; readonly day: Day; readonly sealed: Uint8Array } | null;
  /** The page that only its reader has, and what its secret is made from. */
  readonly own: { readonly page: 'ticket' | 'subscription' | 'appeal'; readonly id: Id };
  /** Whether more is to be told to the same address after this, and by which checks its ticket is answered. */
  readonly more: boolean;
  readonly answeredBy: readonly Id[];
  readonly letter: Letter;
};
