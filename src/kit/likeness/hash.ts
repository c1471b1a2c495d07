/** 256 bits as eight 32-bit numbers: bit n of the hash is bit n mod 32 of number ⌊n / 32⌋. Compare with `distance`. */
export type PdqHash = Uint32Array;

/** How many 32-bit numbers a hash has. */
export const hashWords = 8;

/** The 64 hexadecimal digits by which others write a hash: the highest bits first. */
export const hexOf = (hash: PdqHash): string =>
  Array.from(hash, (_, i) => (hash[hashWords - 1 - i] ?? 0).toString(16).padStart(8, '0')).join('');

/** Reads what `hexOf` writes, in small or capital letters; undefined when it is anything else. */
export const hashFromHex = (hex: string): PdqHash | undefined => {
  if (!/^[0-9a-f]{64}$/i.test(hex)) return undefined;
  return Uint32Array.from({ length: hashWords }, (_, i) => Number.parseInt(hex.slice(56 - 8 * i, 64 - 8 * i), 16));
};

/** How many of the 256 bits differ: about 128 for unlike pictures, 31 at most for the same one. */
export const distance = (a: PdqHash, b: PdqHash): number => {
  let bits = 0;
  for (let i = 0; i < hashWords; i++) bits += bitsIn((a[i] ?? 0) ^ (b[i] ?? 0));
  return bits;
};

/** How many bits of a 32-bit number are set. */
export const bitsIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
