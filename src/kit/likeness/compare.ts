import { bitsIn, hashWords, type PdqHash } from './hash.ts';

/** Called for what is near: its row, and how many bits differ. */
export type Found = (row: number, distance: number) => void;

/**
 * How many bits of the query and of the hash at `at` differ, if at most `radius`; otherwise some larger number. Three of
 * eight words tell that for nearly all.
 */
export const distanceWithin = (query: PdqHash, words: Uint32Array, at: number, radius: number): number => {
  let bits =
    bitsIn((query[0] as number) ^ (words[at] as number)) +
    bitsIn((query[1] as number) ^ (words[at + 1] as number)) +
    bitsIn((query[2] as number) ^ (words[at + 2] as number));
  for (let i = 3; i < hashWords && bits <= radius; i++)
    bits += bitsIn((query[i] as number) ^ (words[at + i] as number));
  return bits;
};

/** Compares with `count` hashes one after the other. */
export const scan = (query: PdqHash, words: Uint32Array, count: number, radius: number, found: Found): void => {
  for (let row = 0; row < count; row++) {
    const bits = distanceWithin(query, words, row * hashWords, radius);
    if (bits <= radius) found(row, bits);
  }
};
