// tlog.json: roots, proofs, keys, checkpoints and what must be refused, computed straight from the definitions with
// node:crypto by code that shares nothing with kit/tlog. Others may use the file as they like.
import { expect, test } from 'vitest';
import {
  cosign,
  formatNote,
  hashText,
  leafHash,
  memoryTree,
  openCheckpoint,
  parseCheckpoint,
  parseHash,
  parseNote,
  parseSecretKey,
  parseVerifierKey,
  signerOf,
  signNote,
  verifyConsistency,
  verifyEd25519,
  verifyInclusion,
  verifyProofFile,
} from '../../src/kit/tlog/index.ts';
import vectors from './tlog.json' with { type: 'json' };

const must = <T>(made: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T => {
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};

const entries = vectors.entries.map((entry) => new TextEncoder().encode(entry));
const headOf = (size: number) => ({ size, root: parseHash(vectors.roots[size] ?? '')! });
const hashes = (texts: readonly string[]) => texts.map((text) => parseHash(text)!);
const tree = memoryTree();
for (const entry of entries) tree.append(leafHash(entry));
const policy = {
  log: [must(parseVerifierKey(vectors.log.vkey))],
  witnesses: [must(parseVerifierKey(vectors.witness.vkey))],
  verify: verifyEd25519,
};

test.each(vectors.roots.map((root, size) => ({ root, size })))('the root of $size entries', ({ root, size }) => {
  expect(hashText(tree.root(size))).toBe(root);
});

test.each(vectors.inclusion)('inclusion of $index in $size', ({ index, size, proof }) => {
  expect(must(tree.inclusion(index, size)).map(hashText)).toEqual(proof);
  expect(verifyInclusion(leafHash(entries[index]!), index, headOf(size), hashes(proof)).ok).toBe(true);
});

test.each(vectors.consistency)('consistency of $old with $size', ({ old, size, proof }) => {
  expect(must(tree.consistency(old, size)).map(hashText)).toEqual(proof);
  expect(verifyConsistency(headOf(old), headOf(size), hashes(proof)).ok).toBe(true);
});

test('the checkpoint verifies, and so do the cosignature that is known and the older checkpoint', async () => {
  const opened = must(await openCheckpoint(vectors.checkpoint, { ...policy, quorum: 1 }));
  expect(opened.checkpoint).toEqual({ origin: 'vectors.example/log', ...headOf(13) });
  expect(opened.cosignatures).toEqual([{ key: policy.witnesses[0], time: vectors.times.witness }]);
  expect(opened.unknown.map(({ name }) => name)).toEqual(['other.example/w2']);
  expect(must(await openCheckpoint(vectors.olderNote, policy)).checkpoint.size).toBe(7);
  expect((await openCheckpoint(vectors.olderNote, { ...policy, quorum: 1 })).ok).toBe(false);
});

test('an extension line is read only where it is allowed', async () => {
  const opened = await openCheckpoint(vectors.extended, { ...policy, extensions: true });
  expect(must(opened).checkpoint.extensions).toEqual(['an extension line']);
});

test('log and witness sign the same bytes again', async () => {
  const { text, signatures } = must(parseNote(vectors.checkpoint));
  const log = must(await signerOf(must(parseSecretKey(vectors.log.skey))));
  const witness = must(await signerOf(must(parseSecretKey(vectors.witness.skey))));
  const [byLog, foreign, byWitness] = signatures;
  expect(await signNote(text, log)).toEqual(byLog);
  expect(await cosign(text, vectors.times.witness, witness)).toEqual(byWitness);
  expect(formatNote({ text, signatures: [byLog!, foreign!, byWitness!] })).toBe(vectors.checkpoint);
  expect(must(parseCheckpoint(text)).size).toBe(13);
});

test('the proof file verifies its entry and no other', async () => {
  expect(must(await verifyProofFile(vectors.proofFile, entries[5]!, { ...policy, quorum: 1 })).index).toBe(5);
  expect(await verifyProofFile(vectors.proofFile, entries[6]!, policy)).toMatchObject({ error: { code: 'proof-wrong' } });
});

test.each(vectors.wrong)('is refused: $what', async ({ note, code }) => {
  expect(await openCheckpoint(note, policy)).toMatchObject({ ok: false, error: { code } });
});
