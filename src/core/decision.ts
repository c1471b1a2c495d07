// What is decided by two people: what a submission holds, who may decide on it, and what it may conclude.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { PublicReason } from './case.ts';
import { type Check, type CheckRefusal, type CheckText, type CorrectionKind, publishable } from './check.ts';
import { neededFields } from './draft.ts';
import { type Evidence, evidenceChange } from './evidence.ts';
import type { Explainer, ExplainerWithdrawal } from './explainer.ts';
import { type Hand, type KeptApart, keptApart } from './let-in.ts';
import { isOpinion } from './opinion.ts';
import { type CheckPicture, pictureChange, showsOthers } from './picture.ts';
import { type PublicReply, repliesSince } from './public-reply.ts';
import { type Actor, may, type StaffId } from './rights.ts';
import type { TopicNames } from './topic.ts';
import type { Verdict } from './verdict.ts';
import type { LabelSet } from './verdict-labels.ts';
import { asksOf } from './wording-asks.ts';

/** What two people decide on. `closing` declines a claim in public; `note` says what is known so far, without a verdict. */
export const caseKinds = ['check', 'correction', 'withdrawal', 'closing', 'note'] as const;
/** What belongs to no single case: background (new or changed), its withdrawal, and the words that verdicts go by. */
export const apartKinds = ['explainer', 'explainer-withdrawal', 'labels'] as const;
export const submissionKinds = [...caseKinds, ...apartKinds] as const;
export type SubmissionKind = (typeof submissionKinds)[number];

/** `changes`: sent back with remarks. `approved`: agreed, public when its time comes. */
export type SubmissionState = 'waiting' | 'approved' | 'changes' | 'rejected' | 'withdrawn' | 'published';

/** Words per language. */
export type Texts = Readonly<Record<string, string>>;

export type Withdrawal = { readonly check: Id; readonly slug: string; readonly because: Texts };
export type Closing = {
  readonly reason: PublicReason;
  readonly claim: Texts;
  readonly explain: Texts;
};
/** What is known, what is not, and when there will be more. */
export type Note = {
  readonly claim: Texts;
  readonly known: Texts;
  readonly unknown: Texts;
  readonly nextOn: Day | null;
};

/** What becomes public, whole; a correction is the whole check as it will be, its last correction telling the change. */
export type SubmissionContent = CaseContent | ApartContent;

/** Of a case. */
export type CaseContent =
  | { readonly kind: 'check' | 'correction'; readonly content: Check }
  | { readonly kind: 'withdrawal'; readonly content: Withdrawal }
  | { readonly kind: 'closing'; readonly content: Closing }
  | { readonly kind: 'note'; readonly content: Note };

/** Apart from cases. */
export type ApartContent =
  | { readonly kind: 'explainer'; readonly content: Explainer }
  | { readonly kind: 'explainer-withdrawal'; readonly content: ExplainerWithdrawal }
  | { readonly kind: 'labels'; readonly content: LabelSet };

/** The text of which a reviewer approves the SHA-256. */
export const contentText = ({ content }: SubmissionContent): string => canonicalJson(content as unknown as Json);

/** A passage of the content, named by where it stands, and what a reviewer says of it. */
export type PassageRemark = { readonly passage: string; readonly text: string };

export type ReviewOutcome = 'approved' | 'changes' | 'rejected' | 'overridden';

export type DecidedReview = {
  readonly outcome: ReviewOutcome;
  readonly by: StaffId;
};

/** What deciding looks at. */
export type Decidable = {
  readonly state: SubmissionState;
  readonly contentHash: string;
  readonly submittedBy: StaffId;
  /** Whoever handed it in may do so still; else it is handed in anew by somebody who may. */
  readonly submitterMay: boolean;
  readonly writers: readonly StaffId[];
  readonly reviews: readonly DecidedReview[];
  readonly hand: Hand;
};

export type DecisionRefusal = Refusal<
  | 'forbidden'
  | 'reviewed-own'
  | 'let-in-lately'
  | 'first-without-right'
  | 'submission-changed'
  | 'submission-not-waiting'
  | 'review-without-reason'
  | 'nothing-to-override'
  | 'already-reviewed'
  | 'version-unread'
>;

/** May this account decide on it so? The database holds the same rules, for whoever comes another way. */
export const mayDecide = (
  actor: Actor,
  on: Decidable,
  decision: { readonly outcome: ReviewOutcome; readonly contentHash: string; readonly reason: string },
): Result<null, DecisionRefusal> => {
  const overriding = decision.outcome === 'overridden';
  if (!may(actor.role, overriding ? 'submission.override' : 'submission.review')) return refuse('forbidden');
  if (on.submittedBy === actor.id || on.writers.includes(actor.id)) return refuse('reviewed-own');
  if (!on.submitterMay && (overriding || decision.outcome === 'approved')) return refuse('first-without-right');
  const apart = reviewKeptApart(on, actor.id, overriding);
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  if (on.contentHash !== decision.contentHash) return refuse('submission-changed');
  if (overriding && on.reviews.some(({ by }) => by === actor.id)) return refuse('already-reviewed');
  if (overriding && on.state !== 'changes' && on.state !== 'rejected') return refuse('nothing-to-override');
  if (!overriding && on.state !== 'waiting') return refuse('submission-not-waiting');
  if (decision.outcome !== 'approved' && decision.reason.trim() === '')
    return refuse('review-without-reason', { field: 'reason' });
  return ok(null);
};

/**
 * Who takes back what was handed in: whoever handed it in; and once it is agreed to and waits for its hour, an editor too,
 * since nobody can ask for changes any more and stopping only makes us more careful.
 */
export const mayTakeBack = (
  actor: Actor,
  { submittedBy, state }: { readonly submittedBy: StaffId; readonly state: SubmissionState },
): boolean =>
  (submittedBy === actor.id && may(actor.role, 'submission.submit')) ||
  (state === 'approved' && may(actor.role, 'submission.override'));

/** Why this account does not decide on it though it wrote none of it; null where it may. */
export const reviewKeptApart = (
  { hand, reviews }: Pick<Decidable, 'hand' | 'reviews'>,
  reviewer: StaffId,
  overriding: boolean,
): KeptApart | null =>
  overriding
    ? keptApart(
        hand,
        reviewer,
        'submission.override',
        reviews.map(({ by }) => by),
      )
    : keptApart(hand, reviewer, 'submission.review');

/** The verdicts a case may end with: about ourselves there is only a party statement, which has none. */
export const verdictAllowed = (about: { readonly aboutOurselves: boolean }, _verdict: Verdict): boolean =>
  !about.aboutOurselves;

/** Everything of a case that goes into its check. */
export type CaseMaterial = {
  readonly aboutOurselves: boolean;
  /** Current states of the draft, by language and field, and whether two people's states wait to be merged. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly inConflict: boolean;
  /** The approved wording, by language; null where none is approved. */
  readonly wording: Texts | null;
  readonly claimant: Check['claimant'];
  readonly evidence: Check['evidence'];
  readonly searches: Check['searches'];
  readonly asked: number;
  /** Of those who were asked, as the public will read it. */
  readonly replies: readonly PublicReply[];
  readonly undeclared: number;
};

export type Conclusion = {
  readonly id: Id;
  readonly slug: string;
  readonly verdict: Verdict;
  readonly asOf: Day;
  readonly reviewBy: Day;
  readonly topics: readonly string[];
  readonly appearances: readonly string[];
  /** What topics are called that have no name yet; absent where all have. */
  readonly topicNames?: TopicNames;
  /** Checks that stand beside it; absent where none do. */
  readonly related?: readonly Id[];
  /** The pictures it is about; absent where there are none. */
  readonly pictures?: readonly CheckPicture[];
};

export type ComposeRefusal =
  | CheckRefusal
  | Refusal<
      | 'verdict-not-allowed'
      | 'wording-not-approved'
      | 'wording-opinion'
      | 'draft-incomplete'
      | 'draft-in-conflict'
      | 'reply-not-asked'
      | 'interest-not-declared'
      | 'check-without-evidence'
    >;

/** The check as it would become public, or the first thing that is missing. */
export const composeCheck = (material: CaseMaterial, concluded: Conclusion): Result<Check, ComposeRefusal> => {
  if (!verdictAllowed(material, concluded.verdict)) return refuse('verdict-not-allowed', { field: 'verdict' });
  if (material.wording === null) return refuse('wording-not-approved');
  if (material.inConflict) return refuse('draft-in-conflict');
  const langs = Object.keys(material.texts).filter((lang) =>
    neededFields.some((f) => filled(material.texts[lang]?.[f])),
  );
  if (langs.length === 0) return refuse('draft-incomplete');
  const texts: Record<string, CheckText> = {};
  for (const lang of langs) {
    const draft = material.texts[lang] ?? {};
    const missing = neededFields.find((field) => !filled(draft[field]));
    if (missing !== undefined) return refuse('draft-incomplete', { field: `${lang}.${missing}` });
    const claim = material.wording[lang] ?? '';
    if (!filled(claim)) return refuse('wording-not-approved', { field: lang });
    if (isOpinion(claim)) return refuse('wording-opinion', { field: lang });
    const { title = '', short = '', known = '', how = '', reply = '' } = draft;
    texts[lang] = { title, claim, short, known, how, reply };
  }
  if (material.evidence.length === 0 && material.searches.length === 0) return refuse('check-without-evidence');
  const named = material.claimant !== null || material.evidence.some(({ interest }) => interest === 'party');
  if (named && material.asked === 0) return refuse('reply-not-asked');
  if (material.undeclared > 0) return refuse('interest-not-declared');
  return publishable({
    ...concluded,
    source: null,
    originalUrl: null,
    label: null,
    publishedOn: null,
    claimant: material.claimant,
    texts,
    aliases: [],
    evidence: material.evidence,
    searches: material.searches,
    corrections: [],
    ...(material.replies.length === 0 ? {} : { replies: material.replies }),
  });
};

const filled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** What changes of a published check, and what the public is told of it. */
export type Change = {
  readonly kind: CorrectionKind;
  readonly explain: Texts;
  readonly verdict: Verdict;
  readonly asOf: Day;
  readonly reviewBy: Day;
  readonly texts: Readonly<Record<string, CheckText>>;
  /** Absent: they stay as they are. */
  readonly related?: readonly Id[];
  /** All of it, as it will stand; absent: as it is. */
  readonly evidence?: readonly Evidence[];
  /** All of them, as they will stand; absent: as they are. */
  readonly replies?: readonly PublicReply[];
  /** All of them, as they will stand; absent: as they are. */
  readonly pictures?: readonly CheckPicture[];
};

export type ChangeRefusal =
  | CheckRefusal
  | Refusal<
      | 'nothing-changed'
      | 'wording-opinion'
      | 'correction-unexplained'
      | 'verdict-change-is-no-minor'
      | 'claim-change-is-a-correction'
      | 'claim-change-asks'
      | 'evidence-change-is-no-minor'
      | 'picture-change-is-no-minor'
      | 'check-without-evidence'
    >;

/** The sentence reads like a judgement, or as if about a private person, and nothing that stood did: nobody was asked about that. */
const asksAnew = (before: Check, lang: string, claim: string): boolean => {
  const stood = asksOf(Object.fromEntries(Object.entries(before.texts).map(([of, text]) => [of, text.claim])));
  return asksOf({ [lang]: claim }).some(({ what }) => !stood.some((one) => one.what === what));
};

/** The whole check as corrected, its last correction telling what stood there before. */
export const correctCheck = (before: Check, change: Change, on: Day): Result<Check, ChangeRefusal> => {
  const old: Record<string, Partial<CheckText>> = {};
  for (const [lang, text] of Object.entries(change.texts)) {
    const was = before.texts[lang];
    const parts = Object.entries(was ?? {}).filter(([field, words]) => text[field as keyof CheckText] !== words);
    if (was?.claim !== text.claim && isOpinion(text.claim))
      return refuse('wording-opinion', { field: `${lang}.claim` });
    if (was !== undefined && was.claim !== text.claim) {
      // Who wants to hear of it hears of corrections; and the old verdict would answer another sentence in silence.
      if (change.kind !== 'correction') return refuse('claim-change-is-a-correction', { field: 'kind' });
      if (asksAnew(before, lang, text.claim)) return refuse('claim-change-asks', { field: `${lang}.claim` });
    }
    if (parts.length > 0 || was === undefined) old[lang] = Object.fromEntries(parts);
  }
  const turned = before.verdict !== null && before.verdict !== change.verdict;
  const dated = before.asOf !== change.asOf || before.reviewBy !== change.reviewBy;
  const { related: beside = [], pictures: shown = [], ...standing } = before;
  const related = change.related ?? beside;
  const joined = beside.length !== related.length || beside.some((id) => !related.includes(id));
  const evidence = change.evidence ?? before.evidence;
  const sources = evidenceChange(before.evidence, evidence);
  const resourced = sources.removed.length > 0 || sources.added.length > 0;
  const replies = change.replies ?? before.replies ?? [];
  const answered = repliesSince(before.replies ?? [], replies).map(({ asked, saidOn }) => ({ asked, saidOn }));
  const heard = answered.length > 0;
  const pictures = change.pictures ?? shown;
  const seen = pictureChange(shown, pictures);
  const pictured = seen.removed.length > 0 || seen.added.length > 0;
  if (!turned && !dated && !joined && !resourced && !heard && !pictured && Object.keys(old).length === 0)
    return refuse('nothing-changed');
  if (turned && change.kind === 'minor') return refuse('verdict-change-is-no-minor', { field: 'kind' });
  // Readers who heard of no change would go on trusting a source that is gone.
  if (resourced && change.kind === 'minor') return refuse('evidence-change-is-no-minor', { field: 'kind' });
  if (showsOthers(seen) && change.kind === 'minor') return refuse('picture-change-is-no-minor', { field: 'kind' });
  if (evidence.length === 0 && before.searches.length === 0)
    return refuse('check-without-evidence', { field: 'evidence' });
  const unexplained = Object.keys(change.texts).find((lang) => !filled(change.explain[lang]));
  if (unexplained !== undefined) return refuse('correction-unexplained', { field: `explain.${unexplained}` });
  const told = {
    ...(turned && before.verdict ? { verdict: { before: before.verdict, after: change.verdict } } : {}),
    ...(resourced ? { evidence: sources } : {}),
    ...(heard ? { replies: answered } : {}),
    ...(pictured ? { pictures: seen } : {}),
  };
  return publishable({
    ...standing,
    ...(related.length === 0 ? {} : { related }),
    ...(pictures.length === 0 ? {} : { pictures: pictured ? pictures : shown }),
    verdict: change.verdict,
    asOf: change.asOf,
    reviewBy: change.reviewBy,
    texts: change.texts,
    evidence,
    ...(heard ? { replies } : {}),
    corrections: [...before.corrections, { on, kind: change.kind, explain: change.explain, before: old, ...told }],
  });
};
