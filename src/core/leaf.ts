// What the public log holds: one entry for one public fact, in canonical JSON. Ids, verdicts and days; no word of anybody.
// Where a text matters it stands as a salted hash, so that the text and its salt can be erased and the log stays valid; only what
// many were sent has none (`went-out.ts`).
import { toHex } from '../base/bytes.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Standing } from '../kit/bridge/index.ts';
import { leafHash, sha256 } from '../kit/tlog/index.ts';
import type { AppealKind, AppealOutcome } from './appeal.ts';
import type { PublicReason } from './case.ts';
import type { Check, CorrectionKind } from './check.ts';
import type { SubmissionKind } from './decision.ts';
import type { EventType } from './event.ts';
import type { AgreedThing } from './let-in.ts';
import type { OutsideRequest } from './outside-request.ts';
import type { ProposalKind } from './rater-proposal.ts';
import type { Role, TeamChange } from './rights.ts';
import type { Verdict } from './verdict.ts';
import type { OutChannel, WentOut } from './went-out.ts';

/** What a leaf says beside its day and its hashes of texts. `supersedes`: the RFC 6962 hash (hex) of the leaf it follows. */
export type LeafBody =
  | ({ readonly kind: 'check-published' | 'check-corrected'; readonly check: Id } & Concluded & Later)
  | ({ readonly kind: 'check-withdrawn'; readonly check: Id } & Later)
  | ({ readonly kind: 'note-published'; readonly case: Id } & Later)
  | { readonly kind: 'claim-declined'; readonly case: Id; readonly because: PublicReason }
  | ({ readonly kind: 'claim-reopened'; readonly case: Id; readonly appeal: Id } & Later)
  | ({
      readonly kind: 'explainer-published' | 'explainer-corrected' | 'explainer-withdrawn';
      readonly explainer: Id;
    } & Later)
  | ({ readonly kind: 'labels-changed' } & Later)
  | { readonly kind: 'review-overridden'; readonly submission: Id; readonly of: SubmissionKind }
  | { readonly kind: 'appeal-received'; readonly appeal: Id; readonly about: AppealedInLog }
  | {
      readonly kind: 'appeal-answered';
      readonly appeal: Id;
      readonly about: AppealedInLog;
      readonly outcome: AppealOutcome;
    }
  | ({
      readonly kind: 'appeal-corrected' | 'appeal-settled';
      readonly appeal: Id;
      readonly about: AppealedInLog;
    } & Later)
  | { readonly kind: 'source-opted'; readonly source: Id; readonly site: string; readonly answers: boolean }
  | {
      readonly kind: 'rights-changed';
      readonly change: TeamChange;
      readonly role: Role;
      readonly of?: AgreedThing;
    }
  | ({
      readonly kind: 'request-told';
      readonly request: Id;
      readonly from: OutsideRequest['kind'];
      readonly wanted: OutsideRequest['wanted'];
      readonly outcome: OutsideRequest['outcome'];
      readonly check?: Id;
    } & Later)
  | ({ readonly kind: 'proposal-accepted'; readonly proposal: Id; readonly of: ProposalKind } & ProposedInLog)
  | { readonly kind: 'standing-answered'; readonly answer: Id; readonly check: Id; readonly cut: number }
  | { readonly kind: 'template-changed'; readonly template: string; readonly lang: string; readonly n: number }
  | ({ readonly kind: 'day-counted' } & DayCounts)
  | ({ readonly kind: 'standings-cut' } & CutInLog)
  | ({ readonly kind: 'standing-changed' } & ChangedStanding)
  /** `pages`: which of them say something else than before; not told by older leaves. */
  | { readonly kind: 'statements-changed'; readonly pages?: readonly string[] }
  | { readonly kind: 'version-started'; readonly version: string }
  | { readonly kind: 'keys-changed'; readonly keys: readonly string[] }
  | { readonly kind: 'salts-erased'; readonly leaves: readonly string[] };

type Concluded = {
  readonly verdict: Verdict | null;
  readonly asOf: Day | null;
  readonly change?: CorrectionKind;
  readonly verdictBefore?: Verdict;
  /** The day on which two took off the mark that its case is about ourselves. */
  readonly ourselvesOff?: Day;
};
type Later = { readonly supersedes?: string };
/** What a rater's proposal is to: a check, or a case with a public note. */
type ProposedInLog = { readonly check?: Id; readonly case?: Id };
type AppealedInLog = { readonly [kind in AppealKind]?: Id };

/** All ratings fitted anew: by which software, over how much, and the SHA-256 (hex) of each public file. */
type CutInLog = {
  readonly cut: number;
  readonly version: string;
  readonly ratings: number;
  readonly raters: number;
  readonly files: Readonly<Record<string, string>>;
};
/** What stands of a check by a cut, what stood before, and the rule that decided. */
type ChangedStanding = {
  readonly cut: number;
  readonly check: Id;
  readonly standing: Standing;
  readonly before: Standing;
  readonly rule: string;
};

/** Numbers of one day; what went out goes in bands, since a few letters are somebody's. */
export type DayCounts = {
  readonly received: number;
  /** Of those, at once; and claims of earlier days, on this one. */
  readonly answered: number;
  readonly answeredLater: number;
  readonly closed: Readonly<Record<string, number>>;
  readonly waitingOver7Days: number;
  readonly sent: Readonly<Record<string, string>>;
  /** By channel, with the hashes of what was said to many; absent on a day on which nothing went out, and in older leaves. */
  readonly outgoing?: Readonly<Partial<Record<OutChannel, WentOut>>>;
  readonly textsErased: number;
  /** How many came to rate, were invited to, and left; absent on a day on which nobody did. */
  readonly raters?: Readonly<Partial<Record<'admitted' | 'invited' | 'left', number>>>;
  readonly forgotten: Readonly<Record<string, number>>;
};

export type LeafKind = LeafBody['kind'];

export const leafKinds = [
  ...([
    'check-published',
    'check-corrected',
    'check-withdrawn',
    'note-published',
    'claim-declined',
    'claim-reopened',
  ] as const),
  ...(['explainer-published', 'explainer-corrected', 'explainer-withdrawn', 'labels-changed'] as const),
  ...(['review-overridden', 'appeal-received', 'appeal-answered'] as const),
  ...(['appeal-corrected', 'appeal-settled', 'source-opted', 'rights-changed'] as const),
  ...(['request-told', 'template-changed', 'day-counted', 'standings-cut', 'standing-changed'] as const),
  ...(['proposal-accepted', 'standing-answered'] as const),
  ...(['statements-changed', 'version-started', 'keys-changed'] as const),
  'salts-erased',
] as const satisfies readonly LeafKind[];

export const isLeafKind = (text: string): text is LeafKind => (leafKinds as readonly string[]).includes(text);

/** Events that are public facts by themselves; what two people decide has its leaf by its submission. */
export const publicEvents = [
  'source.opted',
  'team.changed',
  'appeal.opened',
  'appeal.answered',
  'appeal.corrected',
  'appeal.settled',
  'claim.reopened',
  'request.told',
  'proposal.accepted',
  'standing.answered',
  'template.changed',
] as const satisfies readonly EventType[];
export type PublicEvent = (typeof publicEvents)[number];

export const isPublicEvent = (type: EventType): type is PublicEvent =>
  (publicEvents as readonly string[]).includes(type);

/** Hashes of texts by the name of what they are of: `page`, `content`, `reason`, `answer`, `why`. */
export type Commitments = Readonly<Record<string, string>>;

/** The entry as it is hashed. `backfilled`: told of something older than the log. */
export const leafText = (
  body: LeafBody,
  more: { readonly on: Day; readonly commitments?: Commitments; readonly backfilled?: boolean },
): string =>
  canonicalJson({
    ...body,
    v: 1,
    on: more.on,
    ...(more.commitments === undefined || Object.keys(more.commitments).length === 0
      ? {}
      : { hashes: more.commitments }),
    ...(more.backfilled === true ? { backfilled: true } : {}),
  } as unknown as Json);

/** SHA-256 of the salt's bytes and the text in UTF-8, in hex: who has both can compare, nobody can guess without the salt. */
export const committed = (salt: string, text: string): string =>
  toHex(
    sha256(
      Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
      encode(text),
    ),
  );

/** How a later leaf names this one. */
export const leafName = (entry: string): string => toHex(leafHash(encode(entry)));

/** What a check's page says, in canonical JSON. Wordings taught later, and that it was taken back, are no part of it. */
export const pageText = (check: Check): string =>
  canonicalJson({
    id: check.id,
    slug: check.slug,
    verdict: check.verdict,
    asOf: check.asOf,
    reviewBy: check.reviewBy,
    publishedOn: check.publishedOn,
    topics: check.topics,
    claimant: check.claimant,
    appearances: check.appearances,
    texts: check.texts,
    evidence: check.evidence,
    searches: check.searches,
    corrections: check.corrections,
    related: check.related ?? [],
    replies: check.replies ?? [],
    // Left out where there are none, so that what was logged before there were pictures still holds.
    ...(check.pictures === undefined ? {} : { pictures: check.pictures }),
  } as unknown as Json);

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
