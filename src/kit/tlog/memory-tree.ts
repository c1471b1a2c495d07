// A whole tree in memory: every complete subtree's hash, one growing table a level. For tests, benches and small logs; a
// large one is kept as tiles.
import { ok, type Result } from '../../base/result.ts';
import { emptyRoot, type Hash, hashLength, nodeHash } from './hash.ts';
import { type NoProof, type Proof, planConsistency, planInclusion, proofOf } from './make-proof.ts';
import { completeNodes, joined, type NodeAt } from './subtrees.ts';

export type MemoryTree = {
  readonly size: () => number;
  /** Takes one more leaf in. */
  readonly append: (leaf: Hash) => void;
  /** The root of the first `size` leaves, of all by default. */
  readonly root: (size?: number) => Hash;
  /** The proof that leaf `index` is among the first `size`, among all by default. */
  readonly inclusion: (index: number, size?: number) => Result<Proof, NoProof>;
  /** The proof that the first `size` leaves, all by default, begin with the first `oldSize`. */
  readonly consistency: (oldSize: number, size?: number) => Result<Proof, NoProof>;
};

/**
 * An empty tree.
 *
 * ```ts
 * const tree = memoryTree();
 * tree.append(leafHash(Uint8Array.of(1)));
 * tree.append(leafHash(Uint8Array.of(2)));
 * tree.inclusion(0).ok // true
 * ```
 */
export const memoryTree = (): MemoryTree => {
  const levels: { count: number; bytes: Uint8Array }[] = [];

  const push = (level: number, hash: Hash): void => {
    levels[level] ??= { count: 0, bytes: new Uint8Array(64 * hashLength) };
    const row = levels[level];
    const at = row.count * hashLength;
    if (at === row.bytes.length) {
      const wider = new Uint8Array(2 * row.bytes.length);
      wider.set(row.bytes);
      row.bytes = wider;
    }
    row.bytes.set(hash, at);
    row.count++;
    if (row.count % 2 === 0) push(level + 1, nodeHash(row.bytes.subarray(at - hashLength, at), hash));
  };
  const hashAt = ({ level, index }: NodeAt): Hash =>
    (levels[level]?.bytes ?? new Uint8Array()).slice(index * hashLength, (index + 1) * hashLength);
  const size = (): number => levels[0]?.count ?? 0;
  const among = (given: number): number => (given <= size() ? given : -1);

  return {
    size,
    append: (leaf) => push(0, leaf),
    root: (of = size()) => (of === 0 ? emptyRoot : joined(completeNodes(0, of).map(hashAt))),
    inclusion: (index, of = size()) => {
      const plan = planInclusion(index, among(of));
      return plan.ok ? ok(proofOf(plan.value, hashAt)) : plan;
    },
    consistency: (oldSize, of = size()) => {
      const plan = planConsistency(oldSize, among(of));
      return plan.ok ? ok(proofOf(plan.value, hashAt)) : plan;
    },
  };
};
