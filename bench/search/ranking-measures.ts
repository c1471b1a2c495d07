import { signsOf } from '../../src/kit/search/rank/certainty.ts';
import { scoresOf } from '../../src/kit/search/rank/model.ts';
import type { Example, Judged } from './ranking-examples.ts';
import { fitLogistic, fitRanker, type Logistic } from './ranking-fit.ts';

export type Figures = { readonly queries: number; readonly 'MAP@5': number; readonly 'R@10': number };

/** Means over questions as trec_eval divides them (by all right checks); `scores` gives each candidate of one its score. */
export const figuresOf = (
  examples: readonly Example[],
  scores: (judged: Judged, i: number) => Float64Array,
): Figures => {
  let [map, recall] = [0, 0];
  for (const [i, { known, golds }] of examples.entries()) {
    const order = orderOf(scores(known, i)).map(({ index }) => known.isRight[index] === 1);
    let hits = 0;
    for (const [place, isRight] of order.slice(0, 5).entries()) if (isRight) map += ++hits / (place + 1) / golds;
    recall += order.slice(0, 10).filter((isRight) => isRight).length / golds;
  }
  return { queries: examples.length, 'MAP@5': map / examples.length, 'R@10': recall / examples.length };
};

export const orderOf = (scores: Float64Array) =>
  Array.from(scores, (score, index) => ({ index, score })).sort((a, b) => b.score - a.score || a.index - b.index);

/** The first place of a question asked with and without its answer in the index: its signs, and whether it is right. */
export type Sure = { readonly signs: Float64Array; readonly isRight: boolean; readonly isKnown: boolean };

export const suresOf = (
  examples: readonly Example[],
  weights: (i: number) => Float64Array,
): readonly (readonly Sure[])[] =>
  examples.map(({ question, known, unknown }, i) =>
    [known, unknown].map((judged) => {
      const order = orderOf(scoresOf(weights(i), judged.rows, judged.count));
      const first = order[0]?.index ?? -1;
      return {
        signs: signsOf(question, judged.rows, order),
        isRight: judged.isRight[first] === 1,
        isKnown: judged === known,
      };
    }),
  );

export const fitCertainty = (sures: readonly Sure[], strength: number): Logistic =>
  fitLogistic(
    sures.map((s) => s.signs),
    sures.map((s) => (s.isRight ? 1 : 0)),
    strength,
  );

export const probabilityOf = ({ bias, weights }: Logistic, { signs }: Sure): number => {
  const odds = weights.reduce((sum, w, f) => sum + w * (signs[f] ?? 0), bias);
  return 1 / (1 + Math.exp(-odds));
};

export type Answered = { readonly precision: number; readonly answered: number };

/** Of the answers from `threshold` on: how many are right, and for how many of the questions that have one it is given. */
export const answeredFrom = (sures: readonly Sure[], probabilities: readonly number[], threshold: number): Answered => {
  const given = sures.filter((_, i) => (probabilities[i] ?? 0) >= threshold);
  const right = given.filter((s) => s.isRight).length;
  return {
    precision: given.length === 0 ? 1 : right / given.length,
    answered: right / sures.filter((s) => s.isKnown).length,
  };
};

/**
 * The lowest threshold above which so large a share of answers is right; 1 when none is. One wrong answer that was not seen
 * is reckoned in: the lowest threshold that fits a sample fits the next one less well (conformal risk control,
 * Angelopoulos et al. 2022, eq. 4).
 */
export const thresholdFor = (sures: readonly Sure[], probabilities: readonly number[], precision: number): number => {
  const order = sures.map((_, i) => i).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b);
  let [right, threshold] = [0, 1];
  for (const [n, i] of order.entries()) {
    if (sures[i]?.isRight === true) right++;
    if (right / (n + 2) >= precision) threshold = probabilities[i] ?? 1;
  }
  return threshold;
};

/** The fold of each of `count` things, dealt out by chance; the same for the same `chance`. */
export const foldsOf = (count: number, folds: number, chance: () => number): Uint8Array => {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  const fold = new Uint8Array(count);
  for (const [place, i] of order.entries()) fold[i] = place % folds;
  return fold;
};

/** For each fold, weights learned from all other examples, `always` among them. */
export const crossFitted = (
  examples: readonly Example[],
  fold: Uint8Array,
  folds: number,
  always: readonly Example[],
  width: number,
  strength: number,
  isUsed?: (feature: number) => boolean,
): readonly Float64Array[] =>
  Array.from({ length: folds }, (_, held) => {
    const learned = [...examples.filter((_, i) => fold[i] !== held), ...always].map((e) => e.known);
    return fitRanker(learned, width, strength, isUsed);
  });

/**
 * What a threshold wins that is set on other questions: for each of some folds of questions (both ways of asking one stay
 * together), the lowest one that reaches the wanted precision on all other folds.
 */
export const answeredCrossFitted = (
  pairs: readonly (readonly Sure[])[],
  certain: (sure: Sure) => number,
  wanted: number,
  fold: Uint8Array,
): Answered => {
  const sures = pairs.flatMap((pair, i) => pair.map((sure) => ({ sure, fold: fold[i] ?? 0, p: certain(sure) })));
  const given = [...new Set(fold)].flatMap((held) => {
    const others = sures.filter((s) => s.fold !== held);
    const threshold = thresholdFor(
      others.map((s) => s.sure),
      others.map((s) => s.p),
      wanted,
    );
    return sures.filter((s) => s.fold === held && s.p >= threshold);
  });
  const right = given.filter((s) => s.sure.isRight).length;
  return { precision: given.length === 0 ? 1 : right / given.length, answered: right / pairs.length };
};
