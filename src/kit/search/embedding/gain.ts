// Whether an embedding endpoint helps on the operator's own judged pairs, decided without fooling ourselves.
import { fuse, type Scored } from './fuse.ts';
import type { Near } from './vectors.ts';

/** One judged question: what words alone found, what was nearest, and which checks are right. */
export type Judged = {
  readonly lexical: readonly Scored[];
  readonly near: readonly Near[];
  readonly similarityOf: (checkId: string) => number | undefined;
  readonly right: ReadonlySet<string>;
};

/** `worse` and `better` count questions. `weight` is what fits all questions best; 0 where nothing helps. */
export type Gain = {
  readonly questions: number;
  readonly without: number;
  readonly with: number;
  readonly better: number;
  readonly worse: number;
  readonly weight: number;
  readonly stands: boolean;
};

const weights = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
const fewest = 30;
const leastGain = 0.01;
const luck = 0.05;

/**
 * MAP@5 of words alone and of words with vectors. The vectors' weight is chosen on four fifths of the questions and
 * measured on the fifth, in turn, so that what is told was not fitted to what it is told of. It stands when there are at
 * least 30 questions, MAP@5 rises by .01 or more, and so many better and so few worse would come by luck (sign test,
 * one-sided) less than once in twenty times.
 */
export const gainOf = (judged: readonly Judged[]): Gain => {
  const plain = judged.map((question) => averagePrecision(question, 0));
  const byWeight = weights.map((weight) => ({ weight, each: judged.map((q) => averagePrecision(q, weight)) }));
  const bestOn = (isIn: (i: number) => boolean): { readonly weight: number; readonly each: readonly number[] } =>
    [{ weight: 0, each: plain }, ...byWeight].reduce((best, next) =>
      sum(next.each.filter((_, i) => isIn(i))) > sum(best.each.filter((_, i) => isIn(i))) ? next : best,
    );
  const crossed = judged.map(() => 0);
  for (let fold = 0; fold < 5; fold++) {
    const { each } = bestOn((i) => i % 5 !== fold);
    for (let i = fold; i < judged.length; i += 5) crossed[i] = each[i] ?? 0;
  }
  const better = crossed.filter((value, i) => value > (plain[i] ?? 0)).length;
  const worse = crossed.filter((value, i) => value < (plain[i] ?? 0)).length;
  const [without, together] = [sum(plain) / (judged.length || 1), sum(crossed) / (judged.length || 1)];
  return {
    questions: judged.length,
    without,
    with: together,
    better,
    worse,
    weight: bestOn(() => true).weight,
    stands: judged.length >= fewest && together - without >= leastGain && chanceOf(better, worse) < luck,
  };
};

/** Average precision of the first five, over the number of right checks, at most five. */
const averagePrecision = ({ lexical, near, similarityOf, right }: Judged, weight: number): number => {
  const ranked = weight === 0 ? lexical : fuse(lexical, near, similarityOf, weight);
  let found = 0;
  let precision = 0;
  for (const [i, { checkId }] of ranked.slice(0, 5).entries()) if (right.has(checkId)) precision += ++found / (i + 1);
  return right.size === 0 ? 0 : precision / Math.min(5, right.size);
};

/** Chance of at least `better` heads in `better + worse` throws of a coin. */
const chanceOf = (better: number, worse: number): number => {
  const throws = better + worse;
  // In logarithms: the coefficients of a few thousand throws are beyond a double.
  let coefficient = -throws * Math.LN2;
  let chance = 0;
  for (let heads = 0; heads <= throws; heads++) {
    if (heads >= better) chance += Math.exp(coefficient);
    coefficient += Math.log(throws - heads) - Math.log(heads + 1);
  }
  return Math.min(1, chance);
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
