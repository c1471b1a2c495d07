import { hashWords, type PdqHash } from './hash.ts';
import { side } from './shrink.ts';

/** Side of the part of the transform that is kept. */
export const kept = 16;

const cosines = Float32Array.from({ length: kept * side }, (_, n) => {
  const i = Math.floor(n / side);
  const j = n % side;
  return Math.fround(Math.sqrt(2 / side)) * Math.cos((Math.PI / 2 / side) * (i + 1) * (2 * j + 1));
});

const half = new Float32Array(kept * side);

/** The 16 × 16 lowest frequencies of a 64 × 64 picture, without the constant ones (DCT-II). Sums run in 32 bits, in order. */
export const transformed = (picture: Float32Array): Float32Array => {
  const out = new Float32Array(kept * kept);
  half.fill(0);
  for (let i = 0; i < kept; i++)
    for (let k = 0; k < side; k++) {
      const weight = cosines[i * side + k] as number;
      for (let j = 0; j < side; j++)
        half[i * side + j] = Math.fround(
          (half[i * side + j] as number) + Math.fround(weight * (picture[k * side + j] as number)),
        );
    }
  for (let i = 0; i < kept; i++)
    for (let j = 0; j < kept; j++) {
      let sum = Math.fround(0);
      for (let k = 0; k < side; k++)
        sum = Math.fround(sum + Math.fround((half[i * side + k] as number) * (cosines[j * side + k] as number)));
      out[i * kept + j] = sum;
    }
  return out;
};

const sorted = new Float32Array(kept * kept);

/** One bit a frequency: whether it is above the median (the 128th smallest of 256). */
export const bitsOf = (frequencies: Float32Array): PdqHash => {
  sorted.set(frequencies);
  sorted.sort();
  const median = sorted[127] as number;
  const hash = new Uint32Array(hashWords);
  for (let n = 0; n < kept * kept; n++)
    if ((frequencies[n] as number) > median) hash[n >> 5] = (hash[n >> 5] as number) | (1 << (n & 31));
  return hash;
};
