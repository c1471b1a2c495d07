// Proofs verified, step by step as RFC 9162 has it (sections 2.1.3.2 and 2.1.4.2). The proof comes from a stranger.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { type Hash, hashLength, nodeHash, sameHash } from './hash.ts';
import type { Proof } from './make-proof.ts';
import { isCount } from './subtrees.ts';

export type ProofFault = Refusal<'proof-out-of-range' | 'proof-malformed' | 'proof-wrong'>;

/** A tree as a checkpoint states it. */
export type TreeHead = { readonly size: number; readonly root: Hash };

/** Whether the leaf with this hash is number `index` of the tree. */
export const verifyInclusion = (leaf: Hash, index: number, head: TreeHead, proof: Proof): Result<true, ProofFault> => {
  if (!isCount(index) || !isCount(head.size) || index >= head.size) return refuse('proof-out-of-range');
  if (!wellFormed([leaf, head.root, ...proof])) return refuse('proof-malformed');
  let fn = index;
  let sn = head.size - 1;
  let hash = leaf;
  for (const beside of proof) {
    if (sn === 0) return refuse('proof-wrong', { detail: 'too long' });
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(beside, hash);
      [fn, sn] = untilRight(fn, sn);
    } else {
      hash = nodeHash(hash, beside);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) return refuse('proof-wrong', { detail: 'too short' });
  return sameHash(hash, head.root) ? ok(true) : refuse('proof-wrong', { detail: 'another root' });
};

/** Whether the newer tree begins with all leaves of the older one, in their order. The older has one leaf at least. */
export const verifyConsistency = (older: TreeHead, newer: TreeHead, proof: Proof): Result<true, ProofFault> => {
  if (!isCount(older.size) || !isCount(newer.size) || older.size < 1 || older.size > newer.size)
    return refuse('proof-out-of-range');
  if (older.size === newer.size) {
    if (proof.length > 0) return refuse('proof-wrong', { detail: 'too long' });
    return sameHash(older.root, newer.root) ? ok(true) : refuse('proof-wrong', { detail: 'another root' });
  }
  if (!wellFormed([older.root, newer.root, ...proof])) return refuse('proof-malformed');
  let fn = older.size - 1;
  let sn = newer.size - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  // A complete older tree is the first hash of the proof, and is left out of it.
  const [first, ...rest] = fn === 0 ? [older.root, ...proof] : proof;
  if (first === undefined || proof.length === 0) return refuse('proof-wrong', { detail: 'too short' });
  let before = first;
  let now = first;
  for (const beside of rest) {
    if (sn === 0) return refuse('proof-wrong', { detail: 'too long' });
    if (fn % 2 === 1 || fn === sn) {
      before = nodeHash(beside, before);
      now = nodeHash(beside, now);
      [fn, sn] = untilRight(fn, sn);
    } else {
      now = nodeHash(now, beside);
    }
    fn = half(fn);
    sn = half(sn);
  }
  if (sn !== 0) return refuse('proof-wrong', { detail: 'too short' });
  return sameHash(before, older.root) && sameHash(now, newer.root)
    ? ok(true)
    : refuse('proof-wrong', { detail: 'another root' });
};

const half = (n: number): number => Math.floor(n / 2);

/** Up to where this side is a right child, or to the top. */
const untilRight = (fn: number, sn: number): readonly [number, number] => {
  let [a, b] = [fn, sn];
  while (a % 2 === 0 && a !== 0) {
    a = half(a);
    b = half(b);
  }
  return [a, b];
};

const wellFormed = (hashes: readonly Hash[]): boolean => hashes.every(({ length }) => length === hashLength);
