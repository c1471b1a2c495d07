// Trees and their proofs, against the definitions of RFC 9162 written down once more, with node:crypto.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRoot, type Hash, leafHash } from './hash.ts';
import type { Proof } from './make-proof.ts';
import { memoryTree } from './memory-tree.ts';
import { emptyRange, grown, rangeRoot } from './range.ts';
import { sha256 } from './sha256.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

const most = 300;
const leaves = Array.from({ length: most }, (_, i) => leafHash(Uint8Array.of(i >>> 8, i)));
const tree = memoryTree();
for (const leaf of leaves) tree.append(leaf);
const roots = Array.from({ length: most + 1 }, (_, size) => tree.root(size));
const headOf = (size: number) => ({ size, root: roots[size] as Hash });

const nodeSha = (...parts: Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** MTH of RFC 9162, section 2.1.1, word for word. */
const merkleTreeHash = (of: readonly Hash[]): Hash => {
  if (of.length <= 1) return of[0] ?? nodeSha();
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return nodeSha(Uint8Array.of(1), merkleTreeHash(of.slice(0, k)), merkleTreeHash(of.slice(k)));
};

const must = <T>(made: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};

const flipped = (hash: Hash, bit: number): Hash =>
  hash.map((byte, i) => (i === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));

test('SHA-256 gives what node:crypto gives, for every length around a block and in whatever parts', () => {
  for (let length = 0; length <= 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    expect(sha256(bytes)).toEqual(nodeSha(bytes));
  }
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
      expect(sha256(...parts)).toEqual(nodeSha(...parts));
    }),
  );
  const long = new Uint8Array(65_536).fill(171);
  expect(sha256(long)).toEqual(nodeSha(long));
});

test('the root of every size is that of RFC 9162, in memory and as a range', () => {
  expect(roots[0]).toEqual(emptyRoot);
  let range = emptyRange;
  for (let size = 0; size <= most; size++) {
    expect(roots[size]).toEqual(merkleTreeHash(leaves.slice(0, size)));
    expect(rangeRoot(range)).toEqual(roots[size]);
    if (size < most) range = grown(range, leaves[size] as Hash);
  }
});

test('for every size up to 300, each leaf can be proved, and under no other number', () => {
  for (let size = 1; size <= most; size++)
    for (let index = 0; index < size; index++) {
      const proof = must(tree.inclusion(index, size));
      const leaf = leaves[index] as Hash;
      if (!verifyInclusion(leaf, index, headOf(size), proof).ok) throw new Error(`${index} of ${size}`);
      const other = (index + 1) % size;
      if (size > 1 && verifyInclusion(leaf, other, headOf(size), proof).ok) throw new Error(`${other} of ${size}`);
    }
});

test('for every two sizes up to 300 consistency can be proved, and is refused for another root', () => {
  for (let size = 1; size <= most; size++)
    for (let old = 1; old <= size; old++) {
      const proof = must(tree.consistency(old, size));
      if (!verifyConsistency(headOf(old), headOf(size), proof).ok) throw new Error(`${old} to ${size}`);
      const wrong = { size: old, root: flipped(headOf(old).root, (old + size) % 256) };
      if (verifyConsistency(wrong, headOf(size), proof).ok) throw new Error(`${old} to ${size}, another root`);
    }
});

test('a flipped bit anywhere, a hash more and a hash less are refused', () => {
  const aProof = fc.integer({ min: 2, max: most }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      at: fc.integer({ min: 0, max: size - 1 }),
      which: fc.nat(),
      bit: fc.integer({ min: 0, max: 255 }),
    }),
  );
  const changes = (proof: Proof, which: number, bit: number): Proof[] => {
    const i = which % Math.max(1, proof.length);
    return [
      ...(proof.length > 0
        ? [proof.map((hash, j) => (j === i ? flipped(hash, bit) : hash)), proof.toSpliced(i, 1)]
        : []),
      proof.toSpliced(i, 0, roots[bit] as Hash),
      [...proof, roots[bit] as Hash],
    ];
  };
  fc.assert(
    fc.property(aProof, ({ size, at, which, bit }) => {
      const inclusion = must(tree.inclusion(at, size));
      const leaf = leaves[at] as Hash;
      for (const wrong of changes(inclusion, which, bit))
        expect(verifyInclusion(leaf, at, headOf(size), wrong).ok).toBe(false);
      expect(verifyInclusion(flipped(leaf, bit), at, headOf(size), inclusion).ok).toBe(false);
      const old = at + 1;
      const consistency = must(tree.consistency(old, size));
      for (const wrong of changes(consistency, which, bit))
        expect(verifyConsistency(headOf(old), headOf(size), wrong).ok).toBe(false);
      const newer = { size, root: flipped(headOf(size).root, bit) };
      expect(verifyConsistency(headOf(old), newer, consistency).ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('numbers out of range and hashes of another length are refused, without an error thrown', () => {
  const head = headOf(8);
  for (const index of [-1, 8, 1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
    expect(verifyInclusion(leaves[0] as Hash, index, head, [])).toMatchObject({
      error: { code: 'proof-out-of-range' },
    });
  for (const old of [0, 9, -1, 0.5, Number.NaN])
    expect(verifyConsistency({ size: old, root: emptyRoot }, head, [])).toMatchObject({
      error: { code: 'proof-out-of-range' },
    });
  expect(verifyInclusion(new Uint8Array(31), 0, head, [])).toMatchObject({ error: { code: 'proof-malformed' } });
  expect(verifyConsistency(headOf(3), head, [new Uint8Array(33)])).toMatchObject({
    error: { code: 'proof-malformed' },
  });
  expect(tree.inclusion(5, 5).ok).toBe(false);
  expect(tree.consistency(0, 5).ok).toBe(false);
  expect(tree.inclusion(0, most + 1).ok).toBe(false);
});

test('proofs go beyond 32 bits', () => {
  const size = 2 ** 40 + 1;
  const top = leafHash(Uint8Array.of(9));
  const last = leafHash(Uint8Array.of(8));
  const root = sha256(Uint8Array.of(1), top, last);
  expect(verifyInclusion(last, 2 ** 40, { size, root }, [top])).toEqual({ ok: true, value: true });
  expect(verifyConsistency({ size: 2 ** 40, root: top }, { size, root }, [last])).toEqual({ ok: true, value: true });
});
