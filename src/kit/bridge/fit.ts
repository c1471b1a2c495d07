// The fit: alternating closed-form solves, gauge moves and acceleration, until nothing moves any more.
import { createAccelerator } from './accelerate.ts';
import { moveGauge, type State, scale, squares } from './gauge.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import { type Objective, type Ridges, ridgesOf } from './objective.ts';
import { type Ratings, selected, weightAt } from './ratings.ts';
import { type Crew, crewOfOne, type Pairs, squaredError } from './sweep.ts';

/**
 * r̂(u,n) = μ + i_u + i_n + f_u·f_n. Conventions: μ = mean i_u = mean i_n (thirds of the mean rating, as the reference's
 * penalty has it); mean f_u² = mean f_n²; at least half of the raters have f_u ≤ 0.
 */
export type Fit = {
  readonly objective: Objective;
  readonly mu: number;
  readonly raterIntercept: Float64Array;
  readonly raterFactor: Float64Array;
  readonly noteIntercept: Float64Array;
  readonly noteFactor: Float64Array;
  /** Where the prior of an intercept has its middle: what is guessed of a note or a rater that nobody knows. */
  readonly centre: number;
  /** Ridges in the scale of the factors given here: what an update of one note needs. */
  readonly ridges: Ridges;
  /** The reference's loss, a mean; ours divided by N likewise. */
  readonly loss: number;
  /** Variance of a rating around its prediction. */
  readonly variance: number;
  readonly sweeps: number;
  /** False where the sweeps ran out before the largest change fell below the tolerance. */
  readonly isSettled: boolean;
};

export type FitOptions = {
  readonly objective?: Objective;
  /** Largest change of any note's pair in a sweep at which the fit is done; 1e-10. */
  readonly tolerance?: number;
  readonly mostSweeps?: number;
  /** False fits μ + i_u + i_n alone. */
  readonly factor?: boolean;
  /** Where to begin: an earlier fit with the same notes and raters in front. The end is the same to the tolerance. */
  readonly warm?: Pick<Fit, 'mu' | 'centre' | 'noteIntercept' | 'noteFactor'>;
  /** Another start of the factors, to show that the end does not depend on it. */
  readonly start?: number;
};

/**
 * Fits the ratings. One start, a fixed order of every sum: the same ratings give the same bytes.
 *
 *     const columns = { notes: 1, raters: 2, noteOf: Uint32Array.of(0, 0), raterOf: Uint32Array.of(0, 1), level: Uint8Array.of(2, 0) };
 *     fitRatings(canonical(columns).ratings).mu.toFixed(3) // '0.167'
 */
export const fitRatings = (ratings: Ratings, options: FitOptions = {}): Fit => {
  if (!hasSilent(ratings.noteOf, ratings.notes) && !hasSilent(ratings.raterOf, ratings.raters))
    return fitMatrix(matrixOf(ratings), options);
  // Whoever is silent must not be in any sum, or the fit would take another way.
  const part = selected(ratings, () => true);
  const { warm, ...rest } = options;
  const fit = fitMatrix(matrixOf(part.ratings), {
    ...rest,
    ...(warm === undefined ? {} : { warm: warmFor(warm, part.noteFrom) }),
  });
  const spread = (column: Float64Array, from: Uint32Array, kinds: number, otherwise: number): Float64Array => {
    const all = new Float64Array(kinds).fill(otherwise);
    for (const [i, was] of from.entries()) all[was] = column[i] as number;
    return all;
  };
  return {
    ...fit,
    noteIntercept: spread(fit.noteIntercept, part.noteFrom, ratings.notes, fit.centre),
    noteFactor: spread(fit.noteFactor, part.noteFrom, ratings.notes, 0),
    raterIntercept: spread(fit.raterIntercept, part.raterFrom, ratings.raters, fit.centre),
    raterFactor: spread(fit.raterFactor, part.raterFrom, ratings.raters, 0),
  };
};

const hasSilent = (of: Uint32Array, kinds: number): boolean => {
  const has = new Uint8Array(kinds);
  for (let k = 0; k < of.length; k++) has[of[k] as number] = 1;
  return has.includes(0);
};

const warmFor = (warm: NonNullable<FitOptions['warm']>, from: Uint32Array): NonNullable<FitOptions['warm']> => ({
  mu: warm.mu,
  centre: warm.centre,
  noteIntercept: Float64Array.from(from, (was) => warm.noteIntercept[was] ?? warm.centre),
  noteFactor: Float64Array.from(from, (was) => warm.noteFactor[was] ?? 0),
});

/** Largest change of a sweep at which a fit is done. */
export const finest = 1e-10;

/** The same on a matrix that is there already, the rows solved by `crew`: who solves them changes no byte. */
export const fitMatrix = (matrix: Matrix, options: FitOptions = {}, crew: Crew = crewOfOne(matrix)): Fit => {
  const { objective = 'constant', tolerance = finest, mostSweeps = 1000, factor = true } = options;
  const notes = matrix.byNote.start.length - 1;
  const raters = matrix.byRater.start.length - 1;
  const ridges = ridgesOf(objective, matrix.size, notes, raters);
  const state = startOf(matrix, options, crew);
  const sweep = sweepOf(crew, state, factor ? ridges : withoutFactor(ridges));
  const size = 2 * notes + 1;
  const from = packed(state, new Float64Array(size));
  const to = new Float64Array(size);
  const accelerator = createAccelerator(size);
  let sweeps = 0;
  let change = Number.POSITIVE_INFINITY;
  let warmed = 0;
  let nudges = 0;
  let peak = 0;
  while (matrix.size > 0 && sweeps < mostSweeps) {
    sweep();
    sweeps++;
    warmed++;
    packed(state, to);
    change = largestChange(from, to);
    if (change <= tolerance) {
      if (!factor || nudges === mostNudges) break;
      const kept = { raters: state.raters.slice(), rest: to.slice() };
      const isMinimum = isSteady(state, kept.rest, sweep, nudges);
      sweeps += nudgeSweeps;
      nudges++;
      if (isMinimum) {
        state.raters.set(kept.raters);
        unpack(kept.rest, state);
        break;
      }
      packed(state, from);
      accelerator.forget();
      [warmed, peak] = [0, 0];
      continue;
    }
    // The first sweeps turn the factors to where the data has them; there is nothing to extrapolate yet.
    // Off a saddle the steps grow before they shrink, and acceleration would lead back.
    peak = Math.max(peak, change);
    if (warmed < warmUp || (nudges > 0 && change > peak / 2)) from.set(to);
    else accelerator.step(from, to);
    unpack(from, state);
  }
  return finished(matrix, state, ridges, objective, sweeps, matrix.size === 0 || change <= tolerance);
};

const warmUp = 8;
const nudgeSweeps = 8;
/** So often is a fit pushed off a saddle at most. */
const mostNudges = 5;
const nudgeBy = 1e-3;

/**
 * Whether the sweeps rest at a minimum. Acceleration is drawn to any point that a sweep leaves alone, a saddle too (where
 * the factor is the second direction of the data and not the first); from a minimum a nudge dies away, from a saddle it
 * grows. The state is left where the sweeps brought it.
 */
const isSteady = (state: State, rest: Float64Array, sweep: () => void, round: number): boolean => {
  const { notes } = state;
  for (let j = 1; j < notes.length; j += 2) notes[j]! += nudgeBy * scattered(j + (round + 1) * 0x27d4eb2f);
  let [before, now] = [0, 0];
  for (let i = 0; i < nudgeSweeps; i++) {
    sweep();
    before = now;
    now = 0;
    for (let j = 0; j < notes.length; j++) now += ((notes[j] as number) - (rest[j] as number)) ** 2;
  }
  return now <= before || now < 1e-24;
};

/** An endless ridge on the factors holds them at nothing. */
const withoutFactor = (ridges: Ridges): Ridges => ({ ...ridges, raterFactor: 1e300, noteFactor: 1e300 });

const startOf = (matrix: Matrix, { warm, start = 0, factor = true }: FitOptions, crew: Crew): State => {
  const notes = crew.notes.fill(0);
  const raters = crew.raters.fill(0);
  if (warm === undefined) {
    const { entries, weights } = matrix.byNote;
    let sum = 0;
    for (let k = 0; k < entries.length; k++) sum += ((entries[k] as number) & 3) * weightAt(weights, k);
    if (factor) for (let n = 0; 2 * n < notes.length; n++) notes[2 * n + 1] = scattered(n + start * 0x9e3779b1);
    return { mean: matrix.size === 0 ? 0 : (0.5 * sum) / matrix.size, raters, notes };
  }
  const known = Math.min(warm.noteIntercept.length, notes.length / 2);
  for (let n = 0; n < known; n++) {
    notes[2 * n] = (warm.noteIntercept[n] as number) - warm.centre;
    notes[2 * n + 1] = factor ? (warm.noteFactor[n] as number) : 0;
  }
  return { mean: warm.mu + 2 * warm.centre, raters, notes };
};

/** A number between −1 and 1 that looks like chance and is not (the finalizer of MurmurHash3). */
const scattered = (n: number): number => {
  let h = (n + 1) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 0x80000000 - 1;
};

const sweepOf = (crew: Crew, state: State, ridges: Ridges) => (): void => {
  crew.solve('raters', state.mean, ridges.raterIntercept, ridges.raterFactor);
  crew.solve('notes', state.mean, ridges.noteIntercept, ridges.noteFactor);
  moveGauge(state, ridges);
};

const packed = (state: State, into: Float64Array): Float64Array => {
  into.set(state.notes);
  into[state.notes.length] = state.mean;
  return into;
};

const unpack = (from: Float64Array, state: State): void => {
  state.notes.set(from.subarray(0, state.notes.length));
  state.mean = from[state.notes.length] as number;
};

const largestChange = (a: Float64Array, b: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
};

const finished = (
  matrix: Matrix,
  state: State,
  ridges: Ridges,
  objective: Objective,
  sweeps: number,
  isSettled: boolean,
): Fit => {
  const { raters, notes, mean } = state;
  const size = Math.max(1, matrix.size);
  const error = squaredError(matrix.byNote, notes, raters, mean);
  const penalty =
    ridges.mean * mean ** 2 +
    ridges.raterIntercept * evenSquares(raters) +
    ridges.noteIntercept * evenSquares(notes) +
    ridges.raterFactor * squares(raters) +
    ridges.noteFactor * squares(notes);
  const by = conventionOf(raters, notes, raters.length / notes.length);
  scale(raters, notes, by);
  const isFree = ridges.mean === 0;
  const mu = isFree ? mean / 3 : mean;
  const centre = isFree ? mu : 0;
  return {
    objective,
    mu,
    centre,
    raterIntercept: every(raters, 0, centre),
    raterFactor: every(raters, 1, 0),
    noteIntercept: every(notes, 0, centre),
    noteFactor: every(notes, 1, 0),
    ridges: { ...ridges, raterFactor: ridges.raterFactor / by ** 2, noteFactor: ridges.noteFactor * by ** 2 },
    loss: (error + penalty) / size,
    variance: error / size,
    sweeps,
    isSettled,
  };
};

/** What the raters' factors are to be multiplied with: equal mean squares, and at least half of the raters not above 0. */
const conventionOf = (raters: Pairs, notes: Pairs, ratersPerNote: number): number => {
  const ofRaters = squares(raters) / ratersPerNote;
  const ofNotes = squares(notes);
  if (!(ofRaters > 1e-200) || !(ofNotes > 1e-200)) return 1;
  let above = 0;
  let below = 0;
  for (let i = 1; i < raters.length; i += 2) {
    if ((raters[i] as number) > 0) above++;
    if ((raters[i] as number) < 0) below++;
  }
  const first = notes.find((x, i) => i % 2 === 1 && x !== 0) ?? 0;
  const isFlipped = above > below || (above === below && first < 0);
  return (isFlipped ? -1 : 1) * (ofNotes / ofRaters) ** 0.25;
};

const evenSquares = (pairs: Pairs): number => {
  let sum = 0;
  for (let i = 0; i < pairs.length; i += 2) sum += (pairs[i] as number) ** 2;
  return sum;
};

const every = (pairs: Pairs, at: 0 | 1, plus: number): Float64Array => {
  const column = new Float64Array(pairs.length / 2);
  for (let i = 0; i < column.length; i++) column[i] = (pairs[2 * i + at] as number) + plus;
  return column;
};
