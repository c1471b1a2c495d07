// The inner loop: one 2×2 ridge per row, in closed form, the other side held still.
import type { Matrix, Rows } from './matrix.ts';
import { type Weights, weightAt } from './ratings.ts';

/** Pairs of numbers: at 2i what is added for row i (a_u or b_n), at 2i + 1 its factor. One cache line serves both. */
export type Pairs = Float64Array;

export type Side = 'raters' | 'notes';

/** Who solves the rows of both sides, and where the pairs lie that they read and write. Serves one fit at a time. */
export type Crew = {
  readonly raters: Pairs;
  readonly notes: Pairs;
  /** Solves every row of a side, the other held still; comes back when all are done. */
  readonly solve: (side: Side, mean: number, ridgeIntercept: number, ridgeFactor: number) => void;
};

/** Nobody but this thread. */
export const crewOfOne = (matrix: Matrix): Crew => {
  const raters = new Float64Array(2 * (matrix.byRater.start.length - 1));
  const notes = new Float64Array(2 * (matrix.byNote.start.length - 1));
  return {
    raters,
    notes,
    solve: (side, mean, ridgeIntercept, ridgeFactor) =>
      side === 'raters'
        ? solveRows(matrix.byRater, raters, notes, mean, ridgeIntercept, ridgeFactor, 0, raters.length / 2)
        : solveRows(matrix.byNote, notes, raters, mean, ridgeIntercept, ridgeFactor, 0, notes.length / 2),
  };
};

/**
 * Solves rows `from` up to `to`. Each row adds up its own ratings in the order of the matrix and writes its own pair alone,
 * so the rows can be shared out among any number of threads without a bit of the result changing.
 */
export const solveRows = (
  rows: Rows,
  own: Pairs,
  other: Pairs,
  mean: number,
  ridgeIntercept: number,
  ridgeFactor: number,
  from: number,
  to: number,
): void => {
  const { start, entries } = rows;
  const target = Float64Array.of(-mean, 0.5 - mean, 1 - mean, 0);
  if (rows.weights !== undefined) {
    solveWeighted(rows, rows.weights, own, other, target, ridgeIntercept, ridgeFactor, from, to);
    return;
  }
  for (let i = from; i < to; i++) {
    const end = start[i + 1] as number;
    const begin = start[i] as number;
    let f1 = 0;
    let f2 = 0;
    let y1 = 0;
    let yf = 0;
    for (let k = begin; k < end; k++) {
      const entry = entries[k] as number;
      const j = (entry >>> 2) << 1;
      const y = (target[entry & 3] as number) - (other[j] as number);
      const f = other[j + 1] as number;
      f1 += f;
      f2 += f * f;
      y1 += y;
      yf += y * f;
    }
    const n = end - begin + ridgeIntercept;
    const q = f2 + ridgeFactor;
    const determinant = n * q - f1 * f1;
    own[2 * i] = (y1 * q - yf * f1) / determinant;
    own[2 * i + 1] = (yf * n - y1 * f1) / determinant;
  }
};

/** The same with weights; by itself, so that the loop without them stays as fast as it is. */
const solveWeighted = (
  { start, entries }: Rows,
  { kinds, of }: Weights,
  own: Pairs,
  other: Pairs,
  target: Float64Array,
  ridgeIntercept: number,
  ridgeFactor: number,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) {
    let n = ridgeIntercept;
    let f1 = 0;
    let f2 = 0;
    let y1 = 0;
    let yf = 0;
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const entry = entries[k] as number;
      const w = kinds[of[k] as number] as number;
      const j = (entry >>> 2) << 1;
      const y = w * ((target[entry & 3] as number) - (other[j] as number));
      const f = other[j + 1] as number;
      n += w;
      f1 += w * f;
      f2 += w * f * f;
      y1 += y;
      yf += y * f;
    }
    const q = f2 + ridgeFactor;
    const determinant = n * q - f1 * f1;
    own[2 * i] = (y1 * q - yf * f1) / determinant;
    own[2 * i + 1] = (yf * n - y1 * f1) / determinant;
  }
};

/** Σ e², row by row in fixed order. */
export const squaredError = (rows: Rows, own: Pairs, other: Pairs, mean: number): number => {
  const { start, entries, weights } = rows;
  let total = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    const intercept = mean + (own[2 * i] as number);
    const factor = own[2 * i + 1] as number;
    let sum = 0;
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const entry = entries[k] as number;
      const j = (entry >>> 2) << 1;
      const e = 0.5 * (entry & 3) - intercept - (other[j] as number) - factor * (other[j + 1] as number);
      sum += weights === undefined ? e * e : weightAt(weights, k) * e * e;
    }
    total += sum;
  }
  return total;
};
