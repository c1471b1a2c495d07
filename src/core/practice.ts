// Practice: a check that was decided is looked at again without its conclusion, and then compared. Nothing here is a mark.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import type { Interest } from './evidence.ts';
import { scaleValue, type Verdict } from './verdict.ts';

export const checkables = ['yes', 'opinion', 'prediction', 'too-vague'] as const;
/** Whether evidence can settle a claim, and if not, why. */
export type Checkable = (typeof checkables)[number];

export const isCheckable = (text: string): text is Checkable => (checkables as readonly string[]).includes(text);

export const practiceSteps = ['checkable', 'evidence', 'verdict'] as const;
export type PracticeStep = (typeof practiceSteps)[number];

/** The longest sentence that is kept; that of a check is no longer. */
export const longestShort = 300;

export type PracticeAttempt = {
  readonly id: Id;
  readonly check: Id;
  readonly lang: UiLang;
  readonly begunOn: Day;
  readonly checkable: Checkable | null;
  /** Places in the list of evidence, from 0, that were taken for independent. */
  readonly independent: readonly number[] | null;
  readonly verdict: Verdict | null;
  readonly short: string | null;
  readonly doneOn: Day | null;
};

/** What is answered next; undefined when all is answered. */
export const stepOf = (
  attempt: Pick<PracticeAttempt, 'checkable' | 'independent' | 'verdict'>,
): PracticeStep | undefined =>
  attempt.checkable === null
    ? 'checkable'
    : attempt.independent === null
      ? 'evidence'
      : attempt.verdict === null
        ? 'verdict'
        : undefined;

/** What choosing needs to know of a check. */
export type PracticeCandidate = {
  readonly check: Id;
  readonly slug: string;
  readonly langs: readonly string[];
  readonly verdict: Verdict;
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
  sources + toRead / 400 + (harder.has(verdict) ? 4 : 0);

/** Those not yet tried, the easiest first; checks that do not speak the language come last. */
export const easiestFirst = (
  candidates: readonly PracticeCandidate[],
  tried: ReadonlySet<Id>,
  lang: UiLang,
): readonly PracticeCandidate[] =>
  candidates
    .filter(({ check }) => !tried.has(check))
    .map((candidate) => ({ candidate, foreign: candidate.langs.includes(lang) ? 0 : 1 }))
    .sort(
      (a, b) =>
        a.foreign - b.foreign ||
        effortOf(a.candidate) - effortOf(b.candidate) ||
        (a.candidate.slug < b.candidate.slug ? -1 : 1),
    )
    .map(({ candidate }) => candidate);

/** How far two conclusions lie apart: `near` is a step on the scale, `apart` is more, or one of them is off the scale. */
export type Nearness = 'same' | 'near' | 'apart';

export type Comparison = {
  readonly checkable: { readonly given: Checkable; readonly same: boolean };
  /** Each source, in order: what was taken, what was decided. */
  readonly sources: readonly { readonly taken: boolean; readonly interest: Interest; readonly same: boolean }[];
  readonly verdict: { readonly given: Verdict; readonly decided: Verdict; readonly nearness: Nearness };
};

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
