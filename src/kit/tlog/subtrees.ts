// Which complete subtrees a run of leaves consists of. Sizes go to 2^53 - 1, so there are no bit operations here: those of
// ECMAScript end at 32 bits.
import { type Hash, nodeHash } from './hash.ts';

/** A complete subtree: 2^level leaves, the index-th of its level. Level 0 is the leaves. */
export type NodeAt = { readonly level: number; readonly index: number };

/** A tree size or leaf number that arithmetic is exact for. */
export const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** The largest power of two not above n (n ≥ 1), and its exponent. */
export const highestPower = (n: number): { readonly power: number; readonly level: number } => {
  let power = 1;
  let level = 0;
  while (power * 2 <= n) {
    power *= 2;
    level++;
  }
  return { power, level };
};

/**
 * The complete subtrees that make up the leaves from `from` to before `to`, left to right, where `from` is a point at
 * which RFC 9162 (section 2.1.1) splits.
 *
 * ```ts
 * completeNodes(0, 7) // [{ level: 2, index: 0 }, { level: 1, index: 2 }, { level: 0, index: 6 }]
 * ```
 */
export const completeNodes = (from: number, to: number): readonly NodeAt[] => {
  const nodes: NodeAt[] = [];
  for (let at = from; at < to; ) {
    const { power, level } = highestPower(to - at);
    nodes.push({ level, index: at / power });
    at += power;
  }
  return nodes;
};

/** The hash over neighbouring complete subtrees, left to right, smaller to the right; at least one. */
export const joined = (hashes: readonly Hash[]): Hash => hashes.reduceRight((right, left) => nodeHash(left, right));

/** The hash over 2^n neighbours of one level. */
export const completeRoot = (hashes: readonly Hash[]): Hash => {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i] as Hash, row[i + 1] as Hash));
    row = above;
  }
  return row[0] as Hash;
};
