import type { PdqHash } from './hash.ts';
import { bitsOf, kept } from './transform.ts';

/** The picture as it is, turned by 90, 180 and 270 degrees, and mirrored: sideways, upside down, along both diagonals. */
export const turns = ['o', 'r90', 'r180', 'r270', 'fx', 'fy', 'fp', 'fm'] as const;
export type Turn = (typeof turns)[number];

/** The hashes a picture would have if it were turned or mirrored. */
export type Dihedral = { readonly [turn in Turn]: PdqHash };

type Rule = { readonly swapped: boolean; readonly negated: (i: number, j: number) => boolean };

const even = (n: number): boolean => n % 2 === 0;

const rules: { readonly [turn in Turn]: Rule } = {
  o: { swapped: false, negated: () => false },
  r90: { swapped: true, negated: (i) => even(i) },
  r180: { swapped: false, negated: (i, j) => !even(i + j) },
  r270: { swapped: true, negated: (_, j) => even(j) },
  fx: { swapped: false, negated: (i) => even(i) },
  fy: { swapped: false, negated: (_, j) => even(j) },
  fp: { swapped: true, negated: () => false },
  fm: { swapped: true, negated: (i, j) => !even(i + j) },
};

/** All eight from one transform: turning a picture swaps and negates its frequencies. */
export const dihedralOf = (frequencies: Float32Array): Dihedral => ({
  o: dihedralTurn(frequencies, 'o'),
  r90: dihedralTurn(frequencies, 'r90'),
  r180: dihedralTurn(frequencies, 'r180'),
  r270: dihedralTurn(frequencies, 'r270'),
  fx: dihedralTurn(frequencies, 'fx'),
  fy: dihedralTurn(frequencies, 'fy'),
  fp: dihedralTurn(frequencies, 'fp'),
  fm: dihedralTurn(frequencies, 'fm'),
});

/** One of the eight. */
export const dihedralTurn = (frequencies: Float32Array, turn: Turn): PdqHash => {
  const { swapped, negated } = rules[turn];
  const out = new Float32Array(kept * kept);
  for (let i = 0; i < kept; i++)
    for (let j = 0; j < kept; j++) {
      const value = frequencies[swapped ? j * kept + i : i * kept + j] as number;
      out[i * kept + j] = negated(i, j) ? -value : value;
    }
  return bitsOf(out);
};
