import { type CheckWorthiness, checkWorthiness } from './check-worthiness.ts';
import { englishCut } from './english.ts';
import type { LabelledText } from './read-labelled.ts';

/** How well scores tell the texts that people found worth checking; all of class Yes, 0 to 1. */
export type Worthiness = {
  readonly texts: number;
  readonly worthy: number;
  /** Precision, recall and F1 of telling a text worthy at its model's cut. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Mean of the precision at each worthy text, best score first; equal scores count as one step. */
  readonly averagePrecision: number;
  /** Mean squared distance of the score from what people said (Brier 1950); a constant at the base rate has p(1−p). */
  readonly brier: number;
  /** How many texts each model scored. */
  readonly models: Readonly<Record<CheckWorthiness['model'], number>>;
};

/** What anything must beat on the same texts. */
export type Baselines = {
  readonly allNo: { readonly accuracy: number; readonly f1: number };
  readonly allYes: { readonly f1: number; readonly averagePrecision: number };
  /** Longer is worthier; its cut is the best for these very texts, which favours it. */
  readonly wordCount: { readonly f1: number; readonly averagePrecision: number };
};

/** From which score a text counts as worthy where a yes or no is asked, as evaluations do. Queues only order. */
export const worthyFrom = (model: CheckWorthiness['model']): number => (model === 'en' ? englishCut : 0.5);

/**
 * Scores texts and compares with the labels. Pure: the same rows give the same figures, whatever their order. `lang` is
 * the language of all of them when it is known. Without a worthy text all figures of class Yes are 0.
 *
 * ```ts
 * evaluateWorthiness([{ id: '1', text: 'Unemployment fell by 40 percent.', isWorthy: true }], 'en').recall // 1
 * ```
 */
export const evaluateWorthiness = (rows: readonly LabelledText[], lang?: string): Worthiness => {
  const found = rows.map(({ text }) => checkWorthiness(text, lang));
  const models = { en: 0, vi: 0, neutral: 0 };
  for (const { model } of found) models[model]++;
  const told = found.map(({ score, model }) => score >= worthyFrom(model));
  const scored = rows.map(({ isWorthy }, i) => ({ score: found[i]?.score ?? 0, isWorthy }));
  return { ...figuresOf(scored, told), models };
};

/** The figures of given scores and the yes or no that was told of each, wherever they come from. */
export const figuresOf = (scored: readonly Scored[], told: readonly boolean[]): Omit<Worthiness, 'models'> => {
  const squares = scored.reduce((sum, { score, isWorthy }) => sum + (score - Number(isWorthy)) ** 2, 0);
  return {
    texts: scored.length,
    worthy: scored.filter((one) => one.isWorthy).length,
    ...agreement(scored, told),
    averagePrecision: averagePrecision(scored),
    brier: ratio(squares, scored.length),
  };
};

/** The baselines on the same rows. */
export const worthinessBaselines = (rows: readonly LabelledText[]): Baselines => {
  const worthy = rows.filter((row) => row.isWorthy).length;
  const scored = rows.map(({ text, isWorthy }) => ({ score: text.match(/\S+/g)?.length ?? 0, isWorthy }));
  const even = rows.map(({ isWorthy }) => ({ score: 0, isWorthy }));
  return {
    allNo: { accuracy: ratio(rows.length - worthy, rows.length), f1: 0 },
    allYes: {
      f1: agreement(
        even,
        even.map(() => true),
      ).f1,
      averagePrecision: averagePrecision(even),
    },
    wordCount: { f1: bestF1(scored).f1, averagePrecision: averagePrecision(scored) },
  };
};

/** A score beside what people said. */
export type Scored = { readonly score: number; readonly isWorthy: boolean };

const agreement = (
  rows: readonly Scored[],
  told: readonly boolean[],
): Pick<Worthiness, 'precision' | 'recall' | 'f1'> => {
  const worthy = rows.filter((row) => row.isWorthy).length;
  const yes = told.filter(Boolean).length;
  const right = rows.filter((row, i) => row.isWorthy && told[i] === true).length;
  return { precision: ratio(right, yes), recall: ratio(right, worthy), f1: ratio(2 * right, worthy + yes) };
};

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The cut with the best F1, the highest of equals. */
export const bestF1 = (scored: readonly Scored[]): { readonly f1: number; readonly cut: number } => {
  const worthy = scored.filter((one) => one.isWorthy).length;
  let [best, right, yes] = [{ f1: 0, cut: 1 }, 0, 0];
  for (const tie of tiesOf(scored)) {
    yes += tie.size;
    right += tie.worthy;
    const f1 = ratio(2 * right, worthy + yes);
    if (f1 > best.f1) best = { f1, cut: tie.score };
  }
  return best;
};

/** Average precision as scikit-learn defines it: Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores, best first. */
export const averagePrecision = (scored: readonly Scored[]): number => {
  const worthy = scored.filter((one) => one.isWorthy).length;
  let [sum, right, yes] = [0, 0, 0];
  for (const tie of tiesOf(scored)) {
    yes += tie.size;
    right += tie.worthy;
    sum += ratio(tie.worthy, worthy) * ratio(right, yes);
  }
  return sum;
};

type Tie = { readonly score: number; readonly size: number; readonly worthy: number };

const tiesOf = (scored: readonly Scored[]): readonly Tie[] => {
  const ties = new Map<number, Tie>();
  for (const { score, isWorthy } of [...scored].sort((a, b) => b.score - a.score)) {
    const tie = ties.get(score) ?? { score, size: 0, worthy: 0 };
    ties.set(score, { score, size: tie.size + 1, worthy: tie.worthy + Number(isWorthy) });
  }
  return [...ties.values()];
};
