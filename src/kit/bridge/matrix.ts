// The ratings row by row, both ways (CSR): what each rater said, and what was said of each note.
import type { Ratings } from './ratings.ts';

/** Row `i` holds `entries[start[i]]` up to `start[i + 1]`; an entry is the other's number times four plus the level. */
export type Rows = { readonly start: Uint32Array; readonly entries: Uint32Array };

export type Matrix = { readonly byNote: Rows; readonly byRater: Rows; readonly size: number };

/** Eight bytes a rating, both ways together. Rows are in ascending order of the other, whatever order came in. */
export const matrixOf = (ratings: Ratings): Matrix => {
  const { noteOf, raterOf, level } = ratings;
  return {
    size: level.length,
    byNote: rowsOf(noteOf, ratings.notes, raterOf, level),
    byRater: rowsOf(raterOf, ratings.raters, noteOf, level),
  };
};

const rowsOf = (rowOf: Uint32Array, rows: number, otherOf: Uint32Array, level: Uint8Array): Rows => {
  const start = new Uint32Array(rows + 1);
  for (let k = 0; k < rowOf.length; k++) start[(rowOf[k] as number) + 1]!++;
  for (let i = 0; i < rows; i++) start[i + 1]! += start[i] as number;
  const next = start.slice(0, rows);
  const entries = new Uint32Array(rowOf.length);
  for (let k = 0; k < rowOf.length; k++)
    entries[next[rowOf[k] as number]!++] = (((otherOf[k] as number) << 2) | (level[k] as number)) >>> 0;
  return { start, entries };
};
