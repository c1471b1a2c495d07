// How well a fit tells ratings it has not seen, and what that allows: the ladder for small communities.
import { type FitOptions, fitRatings } from './fit.ts';
import { canonical, type Ratings, selected, weightAt } from './ratings.ts';

/** Of all ratings, held out to be told. */
export const heldOutShare = 0.1;

/**
 * For each rater a number that follows from what they rated and how, and from nothing else: which ratings are held out must not hang on
 * what raters are called, nor on the order of a file. Raters who say the same of the same are held out together.
 */
const marksOf = ({ noteOf, raterOf, level, raters }: Ratings): Int32Array => {
  const marks = new Int32Array(raters);
  for (let k = 0; k < noteOf.length; k++)
    marks[raterOf[k] as number]! += mixed(3 * (noteOf[k] as number) + (level[k] as number) + 1);
  for (let u = 0; u < raters; u++) marks[u] = mixed(marks[u] as number);
  return marks;
};

/** R² on the ratings held out, against the mean of the others: 1 tells them all, 0 tells no more than the mean. */
export const heldOutR2 = (ratings: Ratings, seed: number, options: FitOptions = {}, share = heldOutShare): number => {
  const marks = marksOf(ratings);
  const isOut = (k: number): boolean =>
    chanceOf((ratings.noteOf[k] as number) ^ (marks[ratings.raterOf[k] as number] as number), seed) < share;
  const kept = selected(ratings, (k) => !isOut(k));
  const fit = fitRatings(kept.ratings, { tolerance: 1e-7, mostSweeps: 200, ...options });
  const noteTo = whereTo(kept.noteFrom, ratings.notes);
  const raterTo = whereTo(kept.raterFrom, ratings.raters);
  const mean = meanOf(kept.ratings);
  let error = 0;
  let spread = 0;
  for (let k = 0; k < ratings.level.length; k++) {
    if (!isOut(k)) continue;
    const n = noteTo[ratings.noteOf[k] as number] as number;
    const u = raterTo[ratings.raterOf[k] as number] as number;
    const told =
      fit.mu +
      (fit.noteIntercept[n] ?? fit.centre) +
      (fit.raterIntercept[u] ?? fit.centre) +
      (fit.noteFactor[n] ?? 0) * (fit.raterFactor[u] ?? 0);
    const value = (ratings.level[k] as number) / 2;
    const weight = weightAt(ratings.weight, k);
    error += weight * (value - told) ** 2;
    spread += weight * (value - mean) ** 2;
  }
  return spread === 0 ? 0 : 1 - error / spread;
};

const meanOf = ({ level, weight }: Ratings): number => {
  let [sum, size] = [0, 0];
  for (let k = 0; k < level.length; k++) {
    const counts = weightAt(weight, k);
    sum += (counts * (level[k] as number)) / 2;
    size += counts;
  }
  return size === 0 ? 0 : sum / size;
};

/** The mean of `heldOutR2` over several seeds. */
export const meanHeldOutR2 = (ratings: Ratings, options: FitOptions = {}, seeds = 5): number => {
  let sum = 0;
  for (let seed = 0; seed < seeds; seed++) sum += heldOutR2(ratings, seed, options);
  return sum / seeds;
};

/** `-1` where nothing is left, which no array has. */
const whereTo = (from: Uint32Array, kinds: number): Int32Array => {
  const to = new Int32Array(kinds).fill(-1);
  for (const [i, was] of from.entries()) to[was] = i;
  return to;
};

/** A fixed share of the unit interval for each number and seed. */
const chanceOf = (k: number, seed: number): number =>
  (mixed(Math.imul(k + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b)) >>> 0) / 4294967296;

/** Two rounds of a 32-bit mixer. */
const mixed = (x: number): number => {
  let h = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
};

/** `people`: two persons decide, ratings show a consensus; `plain`: intercepts alone; `factor`: standing across viewpoints. */
export type Rung = 'people' | 'plain' | 'factor';

export type Ladder = {
  readonly rung: Rung;
  readonly activeRaters: number;
  /** Held-out R² without and with the factor; absent where too few are active to ask. */
  readonly plain?: number;
  readonly factor?: number;
};

export const fewestActive = 30;
export const activeFrom = 5;
const rounding = 1e-6;
/** A factor that is worked out to nothing tells the same, but for the last places of a fit. */
const surelyBetter = 1e-5;
/** Above so many ratings one seed tells as much as five. */
export const manyRatings = 300_000;
export const heldOutSeeds = 5;

/** Which rung a community stands on. The factor is used only where it tells unseen ratings better. */
export const ladderOf = (ratings: Ratings): Ladder => {
  // By their weights: a near-clique of fifty is not fifty people who rate.
  const rated = new Float64Array(ratings.raters);
  for (let k = 0; k < ratings.raterOf.length; k++) rated[ratings.raterOf[k] as number]! += weightAt(ratings.weight, k);
  const activeRaters = rated.reduce((sum, count) => sum + (count >= activeFrom - rounding ? 1 : 0), 0);
  if (activeRaters < fewestActive) return { rung: 'people', activeRaters };
  const isLarge = ratings.level.length > manyRatings;
  const seeds = isLarge ? 1 : heldOutSeeds;
  const nameless = isLarge ? ratings : withoutNames(ratings);
  const plain = meanHeldOutR2(nameless, { factor: false }, seeds);
  const factor = meanHeldOutR2(nameless, {}, seeds);
  return { rung: factor > plain + surelyBetter ? 'factor' : 'plain', activeRaters, plain, factor };
};

/**
 * The same ratings with raters in the order of their marks. Where few ratings have no structure, two ends of a fit lie near each other, and
 * the last places of its sums, which follow the order of raters, may decide for one of them.
 */
const withoutNames = (ratings: Ratings): Ratings => {
  const marks = marksOf(ratings);
  const order = Array.from(marks.keys()).sort((a, b) => (marks[a] as number) - (marks[b] as number) || a - b);
  const place = new Uint32Array(ratings.raters);
  for (const [to, rater] of order.entries()) place[rater] = to;
  return canonical({ ...ratings, raterOf: ratings.raterOf.map((rater) => place[rater] as number) }).ratings;
};
