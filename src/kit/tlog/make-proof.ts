// Proofs made (RFC 9162, sections 2.1.3.1 and 2.1.4.1). Planning comes first and reads nothing: whoever keeps the tree in
// files learns from the plan which hashes to fetch.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { Hash } from './hash.ts';
import { completeNodes, highestPower, isCount, joined, type NodeAt } from './subtrees.ts';

/** Hashes from the leaf's side to the root's. */
export type Proof = readonly Hash[];

/** For each hash of a proof, the complete subtrees that it is joined from. */
export type ProofPlan = readonly (readonly NodeAt[])[];

export type NoProof = Refusal<'proof-out-of-range'>;

/** What the proof that leaf `index` is in the tree of `size` leaves consists of. */
export const planInclusion = (index: number, size: number): Result<ProofPlan, NoProof> => {
  if (!isCount(index) || !isCount(size) || index >= size) return refuse('proof-out-of-range');
  const plan: (readonly NodeAt[])[] = [];
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + split(to - from);
    if (index < middle) {
      plan.push(completeNodes(middle, to));
      to = middle;
    } else {
      plan.push(completeNodes(from, middle));
      from = middle;
    }
  }
  return ok(plan.reverse());
};

/** What the proof that the tree of `size` leaves begins with the one of `oldSize` consists of; from 1 leaf on. */
export const planConsistency = (oldSize: number, size: number): Result<ProofPlan, NoProof> => {
  if (!isCount(oldSize) || !isCount(size) || oldSize < 1 || oldSize > size) return refuse('proof-out-of-range');
  const plan: (readonly NodeAt[])[] = [];
  let from = 0;
  let to = size;
  while (oldSize < to) {
    const middle = from + split(to - from);
    if (oldSize <= middle) {
      plan.push(completeNodes(middle, to));
      to = middle;
    } else {
      plan.push(completeNodes(from, middle));
      from = middle;
    }
  }
  // The old root itself is known to whoever asks.
  if (from > 0) plan.push(completeNodes(from, to));
  return ok(plan.reverse());
};

/** The proof of a plan, from hashes at hand. */
export const proofOf = (plan: ProofPlan, hashAt: (node: NodeAt) => Hash): Proof =>
  plan.map((nodes) => joined(nodes.map(hashAt)));

/** The largest power of two below n. */
const split = (n: number): number => highestPower(n - 1).power;
