// Ratings by note, perhaps by what they say, and by time: who rated the same at about the same time stands side by side.
import type { Ratings } from './ratings.ts';

/** How many ratings before it one is compared with: a stampede of thousands chains up all the same. */
export const mostBefore = 16;

export type InTime = {
  /** The rater of each place, places in order of note, level where that is asked, and time. Ratings without a time have none. */
  readonly raterAt: Uint32Array;
  /** How many places before it hold a rating of the same note (and level) that came no longer before than was asked. */
  readonly before: Uint8Array;
  /** The places of rater u: `places[start[u]]` up to `start[u + 1]`. */
  readonly start: Uint32Array;
  readonly places: Uint32Array;
};

/** Nine bytes a rating. `apart` in milliseconds; `byLevel` keeps those apart that say something else. */
export const inTimeOrder = (
  { raters, noteOf, raterOf, level }: Ratings,
  times: Float64Array,
  apart: number,
  byLevel: boolean,
): InTime => {
  let timed = 0;
  for (let k = 0; k < level.length; k++) if (!Number.isNaN(times[k])) timed++;
  const raterAt = new Uint32Array(timed);
  const before = new Uint8Array(raterAt.length);
  let scratch = new Uint32Array(1024);
  let place = 0;
  const byTime = (a: number, b: number): number => (times[a] as number) - (times[b] as number) || a - b;
  for (let begin = 0; begin < level.length; ) {
    let end = begin;
    while (end < level.length && noteOf[end] === noteOf[begin]) end++;
    if (end - begin > scratch.length) scratch = new Uint32Array(2 * (end - begin));
    for (let wanted = 0; wanted < (byLevel ? 3 : 1); wanted++) {
      let size = 0;
      for (let k = begin; k < end; k++)
        if ((!byLevel || level[k] === wanted) && !Number.isNaN(times[k])) scratch[size++] = k;
      const alike = scratch.subarray(0, size).sort(byTime);
      let oldest = 0;
      for (let i = 0; i < size; i++) {
        const k = alike[i] as number;
        while (i - oldest > mostBefore || (times[k] as number) - (times[alike[oldest] as number] as number) > apart)
          oldest++;
        raterAt[place] = raterOf[k] as number;
        before[place++] = i - oldest;
      }
    }
    begin = end;
  }
  return { raterAt, before, ...placesOf(raterAt, raters) };
};

const placesOf = (raterAt: Uint32Array, raters: number): Pick<InTime, 'start' | 'places'> => {
  const start = new Uint32Array(raters + 1);
  for (let p = 0; p < raterAt.length; p++) start[(raterAt[p] as number) + 1]!++;
  for (let u = 0; u < raters; u++) start[u + 1]! += start[u] as number;
  const next = start.slice(0, raters);
  const places = new Uint32Array(raterAt.length);
  for (let p = 0; p < raterAt.length; p++) places[next[raterAt[p] as number]!++] = p;
  return { start, places };
};
