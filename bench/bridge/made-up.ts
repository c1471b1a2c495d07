// Ratings in any number, from a seed: two camps, busy notes and quiet ones, thirty ratings a note and fifty a rater.
import { chanceFrom } from '../../src/kit/bridge/chance.ts';
import { canonical, type Ratings } from '../../src/kit/bridge/ratings.ts';

/** About so many ratings; a pair that comes twice counts once. */
export const madeUp = (size: number): Ratings => {
  const chance = chanceFrom(20261130);
  const notes = Math.round(size / 30);
  const raters = Math.round(size / 50);
  const column = (length: number, of: () => number) => Float64Array.from({ length }, of);
  const camp = column(raters, () => (chance.next() < 0.6 ? -1 : 1) * (0.3 + 0.7 * chance.next()));
  const mood = column(raters, () => 0.2 * (chance.next() - 0.5));
  const side = column(notes, () => (chance.next() < 0.3 ? 0 : chance.next() - 0.5));
  const worth = column(notes, () => 0.5 * (chance.next() - 0.5));
  const noteOf = new Uint32Array(size);
  const raterOf = new Uint32Array(size);
  const level = new Uint8Array(size);
  for (let k = 0; k < size; k++) {
    // Each has one at least; the first are the busiest.
    const n = k < notes ? k : Math.floor(notes * chance.next() ** 1.5);
    const u = k < raters ? k : Math.floor(raters * chance.next() ** 1.5);
    const x = 0.5 + (mood[u] as number) + (worth[n] as number) + (camp[u] as number) * (side[n] as number);
    const told = x + 0.5 * (chance.next() - 0.5);
    noteOf[k] = n;
    raterOf[k] = u;
    level[k] = told > 0.66 ? 2 : told > 0.33 ? 1 : 0;
  }
  return canonical({ notes, raters, noteOf, raterOf, level }).ratings;
};
