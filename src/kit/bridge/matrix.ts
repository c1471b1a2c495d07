// The ratings row by row, both ways (CSR): what each rater said, and what was said of each note.
import { type Ratings, type Weights, weightsAt } from './ratings.ts';

/** Row `i` holds `entries[start[i]]` up to `start[i + 1]`; an entry is the other's number times four plus the level. */
export type Rows = {
  readonly start: Uint32Array;
  readonly entries: Uint32Array;
  /** How much each entry counts; absent where all count one. */
  readonly weights?: Weights;
};

/** `size` is the number of ratings, by their weights where they have some. */
export type Matrix = { readonly byNote: Rows; readonly byRater: Rows; readonly size: number };

/** Eight bytes a rating, both ways together. Rows are in ascending order of the other, whatever order came in. */
export const matrixOf = (ratings: Ratings): Matrix => {
  const { noteOf, raterOf, level, weight } = ratings;
  return {
    size: weight === undefined ? level.length : sumOf(weight),
    byNote: rowsOf(noteOf, ratings.notes, raterOf, level, weight),
    byRater: rowsOf(raterOf, ratings.raters, noteOf, level, weight),
  };
};

const rowsOf = (
  rowOf: Uint32Array,
  rows: number,
  otherOf: Uint32Array,
  level: Uint8Array,
  weight: Weights | undefined,
): Rows => {
  const start = new Uint32Array(rows + 1);
  for (let k = 0; k < rowOf.length; k++) start[(rowOf[k] as number) + 1]!++;
  for (let i = 0; i < rows; i++) start[i + 1]! += start[i] as number;
  const next = start.slice(0, rows);
  const entries = new Uint32Array(rowOf.length);
  const from = weight === undefined ? undefined : new Uint32Array(rowOf.length);
  for (let k = 0; k < rowOf.length; k++) {
    const place = next[rowOf[k] as number]!++;
    entries[place] = (((otherOf[k] as number) << 2) | (level[k] as number)) >>> 0;
    if (from !== undefined) from[place] = k;
  }
  if (weight === undefined || from === undefined) return { start, entries };
  return { start, entries, weights: weightsAt(weight, from) };
};

const sumOf = ({ kinds, of }: Weights): number => {
  let sum = 0;
  for (let k = 0; k < of.length; k++) sum += kinds[of[k] as number] as number;
  return sum;
};
