// How well a fit tells ratings it has not seen, and what that allows: the ladder for small communities.
import { type FitOptions, fitRatings } from './fit.ts';
import { type Ratings, selected, weightAt } from './ratings.ts';

/** Of all ratings, held out to be told. */
export const heldOutShare = 0.1;

/** R² on the ratings held out, against the mean of the others: 1 tells them all, 0 tells no more than the mean. */
export const heldOutR2 = (ratings: Ratings, seed: number, options: FitOptions = {}, share = heldOutShare): number => {
  const isOut = (k: number): boolean => chanceOf(k, seed) < share;
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

/** A fixed share of the unit interval for each place and seed (two rounds of a 32-bit mixer). */
const chanceOf = (k: number, seed: number): number => {
  let h = Math.imul(k + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
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
  const seeds = ratings.level.length > manyRatings ? 1 : heldOutSeeds;
  const plain = meanHeldOutR2(ratings, { factor: false }, seeds);
  const factor = meanHeldOutR2(ratings, {}, seeds);
  return { rung: factor > plain ? 'factor' : 'plain', activeRaters, plain, factor };
};
