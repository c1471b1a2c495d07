// A tree that only grows, kept as the roots of its complete subtrees: at most one hash for each bit of its size.
import { emptyRoot, type Hash, leafHash, nodeHash } from './hash.ts';
import { joined } from './subtrees.ts';

/** What must be kept of a tree to go on growing it: its size and the roots of its complete subtrees, left to right. */
export type Range = { readonly size: number; readonly hashes: readonly Hash[] };

export const emptyRange: Range = { size: 0, hashes: [] };

/** The tree with one more leaf. */
export const grown = ({ size, hashes }: Range, leaf: Hash): Range => {
  let hash = leaf;
  let left = hashes.length;
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) hash = nodeHash(hashes[--left] as Hash, hash);
  return { size: size + 1, hashes: [...hashes.slice(0, left), hash] };
};

/** The root of the tree (RFC 9162, section 2.1.1). */
export const rangeRoot = ({ hashes }: Range): Hash => (hashes.length === 0 ? emptyRoot : joined(hashes));

/**
 * The root of the tree over these entries.
 *
 * ```ts
 * hashText(treeRoot([])) // '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
 * ```
 */
export const treeRoot = (entries: Iterable<Uint8Array>): Hash => {
  let range = emptyRange;
  for (const entry of entries) range = grown(range, leafHash(entry));
  return rangeRoot(range);
};
