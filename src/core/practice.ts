// Practice: what was decided is looked at again without its conclusion, and then compared: a check, or a claim that was declined.
// Nothing here is a mark.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import type { PublicReason } from './case.ts';
import type { Interest } from './evidence.ts';
import { scaleValue, type Verdict } from './verdict.ts';

/** Reasons for declining that answer the first question. The others are about what a team takes up, which no claim tells. */
export const practisedReasons = [
  'opinion',
  'prediction',
  'too-vague',
  'no-evidence-possible',
] as const satisfies readonly PublicReason[];
export type PractisedReason = (typeof practisedReasons)[number];

export const checkables = ['yes', ...practisedReasons] as const;
/** Whether evidence can settle a claim, and if not, why. */
export type Checkable = (typeof checkables)[number];

export const isCheckable = (text: string): text is Checkable => (checkables as readonly string[]).includes(text);

export const practiceSteps = ['checkable', 'evidence', 'verdict'] as const;
/** Of a declined claim: nothing is weighed; what is told to whoever asked is. */
export const declinedSteps = ['checkable', 'explain'] as const;
export type PracticeStep = (typeof practiceSteps)[number] | (typeof declinedSteps)[number];

/** The longest sentence that is kept; that of a check is no longer. */
export const longestShort = 300;

export type PracticeAttempt = {
  readonly id: Id;
  /** What it is a try at: a check, or a case that was declined. */
  readonly check: Id | null;
  readonly case: Id | null;
  readonly lang: UiLang;
  readonly begunOn: Day;
  readonly checkable: Checkable | null;
  /** Places in the list of evidence, from 0, that were taken for independent. */
  readonly independent: readonly number[] | null;
  readonly verdict: Verdict | null;
  readonly short: string | null;
  readonly doneOn: Day | null;
};

/** The check or the case that it is a try at. */
export const subjectOf = ({ check, case: declined }: Pick<PracticeAttempt, 'check' | 'case'>): Id => {
  const subject = check ?? declined;
  if (subject === null) throw new Error('a try at nothing');
  return subject;
};

/** What is answered next; undefined when all is answered. */
export const stepOf = (
  attempt: Pick<PracticeAttempt, 'case' | 'checkable' | 'independent' | 'verdict' | 'short'>,
): PracticeStep | undefined =>
  attempt.checkable === null
    ? 'checkable'
    : attempt.case !== null
      ? attempt.short === null
        ? 'explain'
        : undefined
      : attempt.independent === null
        ? 'evidence'
        : attempt.verdict === null
          ? 'verdict'
          : undefined;

/** What choosing needs to know of a check, or of a declined case, which has no verdict and nothing to read. */
export type PracticeCandidate = {
  readonly subject: Id;
  /** Orders those that are alike: the slug of a check, the number of a case. */
  readonly name: string;
  readonly langs: readonly string[];
  readonly verdict: Verdict | null;
  readonly sources: number;
  /** Characters that the evidence says of itself, all together. */
  readonly toRead: number;
};

/** Conclusions for which one has to weigh what is missing, not only what is there. */
const harder: ReadonlySet<Verdict> = new Set([
  'mixed',
  'missing-context',
  'misleading',
  'altered',
  'satire',
  'unproven',
  'denied-by-party',
]);

/** How much there is to read and to weigh, in sources; less is easier. */
const effortOf = ({ verdict, sources, toRead }: PracticeCandidate): number =>
  sources + toRead / 400 + (verdict !== null && harder.has(verdict) ? 4 : 0);

/** Declined ones have nothing to read, and would come in a row at the beginning, which would give them away. */
const spread = (declinedBefore: number): number => 4 + 3 * declinedBefore;

/** Those not yet tried, the easiest first; checks that do not speak the language come last. */
export const easiestFirst = (
  candidates: readonly PracticeCandidate[],
  tried: ReadonlySet<Id>,
  lang: UiLang,
): readonly PracticeCandidate[] =>
  candidates
    .map((candidate, at) => ({
      candidate,
      foreign: candidate.langs.includes(lang) ? 0 : 1,
      effort:
        candidate.verdict === null
          ? spread(candidates.slice(0, at).filter(({ verdict }) => verdict === null).length)
          : effortOf(candidate),
    }))
    .filter(({ candidate }) => !tried.has(candidate.subject))
    .sort((a, b) => a.foreign - b.foreign || a.effort - b.effort || (a.candidate.name < b.candidate.name ? -1 : 1))
    .map(({ candidate }) => candidate);

/** How far two conclusions lie apart: `near` is a step on the scale, `apart` is more, or one of them is off the scale. */
export type Nearness = 'same' | 'near' | 'apart';

export type Comparison = {
  readonly checkable: { readonly given: Checkable; readonly same: boolean };
  /** Each source, in order: what was taken, what was decided. */
  readonly sources: readonly { readonly taken: boolean; readonly interest: Interest; readonly same: boolean }[];
  readonly verdict: { readonly given: Verdict; readonly decided: Verdict; readonly nearness: Nearness };
};

/** Beside a declined claim there is one thing to compare: whether, and why not, it can be checked. */
export type DeclinedComparison = {
  readonly given: Checkable;
  readonly decided: PractisedReason;
  readonly same: boolean;
};

/** Lays an answered attempt at a declined claim beside the reason; undefined while a step is left. */
export const comparedDeclined = (
  { checkable, short }: Pick<PracticeAttempt, 'checkable' | 'short'>,
  reason: PractisedReason,
): DeclinedComparison | undefined =>
  checkable === null || short === null ? undefined : { given: checkable, decided: reason, same: checkable === reason };

/** Lays an answered attempt beside what was decided; undefined while a step is left, or where nothing was concluded. */
export const compared = (
  attempt: Pick<PracticeAttempt, 'checkable' | 'independent' | 'verdict'>,
  decided: { readonly verdict: Verdict | null; readonly evidence: readonly { readonly interest: Interest }[] },
): Comparison | undefined => {
  const { checkable, independent, verdict } = attempt;
  if (checkable === null || independent === null || verdict === null || decided.verdict === null) return undefined;
  return {
    // What was concluded could be checked.
    checkable: { given: checkable, same: checkable === 'yes' },
    sources: decided.evidence.map(({ interest }, i) => {
      const taken = independent.includes(i);
      return { taken, interest, same: taken === (interest === 'independent') };
    }),
    verdict: { given: verdict, decided: decided.verdict, nearness: nearnessOf(verdict, decided.verdict) },
  };
};

const nearnessOf = (given: Verdict, decided: Verdict): Nearness => {
  if (given === decided) return 'same';
  const [a, b] = [scaleValue(given), scaleValue(decided)];
  return a !== undefined && b !== undefined && Math.abs(a - b) === 1 ? 'near' : 'apart';
};
