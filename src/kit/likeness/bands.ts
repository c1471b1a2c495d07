import { hashWords } from './hash.ts';

/** A hash is cut into this many bands … */
export const bandCount = 16;
/** … each of 16 bits, and so with this many values. */
export const bandValues = 65_536;

/**
 * Hashes sorted into buckets by each of their bands, as compressed rows: the hashes of band b with value v are those at
 * `places[b][starts[b·65537 + v] …]`. The rows themselves lie in the order of band 0, which needs no places of its own.
 */
export type Banded = {
  readonly count: number;
  readonly words: Uint32Array;
  readonly ids: Uint32Array;
  readonly starts: Uint32Array;
  readonly places: readonly Uint32Array[];
};

/** The value of band `band` of the hash that begins at `at`. */
export const bandOf = (words: Uint32Array, at: number, band: number): number =>
  ((words[at + (band >> 1)] as number) >>> ((band & 1) << 4)) & 0xffff;

/** The buckets of a band begin here in `starts`. */
export const startsAt = (band: number): number => band * (bandValues + 1);

/** Sorts `count` hashes by each band, by counting: time and memory grow with the number of hashes, whatever they are. */
export const banded = (given: Uint32Array, givenIds: Uint32Array, count: number): Banded => {
  const starts = new Uint32Array(bandCount * (bandValues + 1));
  const order = new Uint32Array(count);
  sortBand(given, count, 0, starts, order);
  const words = new Uint32Array(count * hashWords);
  const ids = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const from = (order[row] as number) * hashWords;
    for (let i = 0; i < hashWords; i++) words[row * hashWords + i] = given[from + i] as number;
    ids[row] = givenIds[order[row] as number] as number;
  }
  const places = Array.from({ length: bandCount - 1 }, () => new Uint32Array(count));
  for (const [i, into] of places.entries()) sortBand(words, count, i + 1, starts, into);
  return { count, words, ids, starts, places };
};

const sortBand = (words: Uint32Array, count: number, band: number, starts: Uint32Array, into: Uint32Array): void => {
  const base = startsAt(band);
  const next = new Uint32Array(bandValues + 1);
  for (let row = 0; row < count; row++) {
    const value = bandOf(words, row * hashWords, band) + 1;
    next[value] = (next[value] as number) + 1;
  }
  for (let value = 1; value <= bandValues; value++) next[value] = (next[value] as number) + (next[value - 1] as number);
  starts.set(next, base);
  for (let row = 0; row < count; row++) {
    const value = bandOf(words, row * hashWords, band);
    const at = next[value] as number;
    next[value] = at + 1;
    into[at] = row;
  }
};
