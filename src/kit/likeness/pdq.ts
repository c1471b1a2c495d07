import { type Dihedral, dihedralOf } from './dihedral.ts';
import { hashWords, type PdqHash } from './hash.ts';
import { mustBeWhole, type Picture } from './picture.ts';
import { shrunk, side } from './shrink.ts';
import { transformed } from './transform.ts';

/** A picture's hash, how much there is to see in it (0 to 100), and the hashes of it turned and mirrored; `o` is the hash. */
export type Pdq = { readonly hash: PdqHash; readonly quality: number; readonly dihedral: Dihedral };

const leastSide = 5;

/**
 * PDQ (Facebook, 2019) of the whole picture, bit by bit what the reference gives without shrinking first. Turn the picture
 * upright before. A side under 5 pixels gives a hash of zeros with quality 0. Throws a RangeError where the bytes are not
 * as many as the sides say.
 */
export const pdqOf = (picture: Picture): Pdq => {
  mustBeWhole(picture);
  return Math.min(picture.width, picture.height) < leastSide ? nothing() : pdqOfShrunk(shrunk(picture));
};

/** The same from the 64 × 64 picture on. */
export const pdqOfShrunk = (small: Float32Array): Pdq => {
  const dihedral = dihedralOf(transformed(small));
  return { hash: dihedral.o, quality: qualityOf(small), dihedral };
};

const nothing = (): Pdq => {
  const zero = (): PdqHash => new Uint32Array(hashWords);
  const hash = zero();
  const dihedral = { o: hash, r90: zero(), r180: zero(), r270: zero(), fx: zero(), fy: zero(), fp: zero(), fm: zero() };
  return { hash, quality: 0, dihedral };
};

/** The steps between neighbours of the 64 × 64 picture, added up. Under 50 the hash says little and is not used. */
const qualityOf = (small: Float32Array): number => {
  let sum = 0;
  for (let n = 0; n < side * side; n++) {
    if (n + side < side * side) sum += step(small[n] as number, small[n + side] as number);
    if ((n + 1) % side !== 0) sum += step(small[n] as number, small[n + 1] as number);
  }
  return Math.min(100, Math.floor(sum / 90));
};

const step = (u: number, v: number): number =>
  Math.abs(Math.trunc(Math.fround(Math.fround(Math.fround(u - v) * 100) / 255)));
