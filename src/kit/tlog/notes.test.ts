// Notes, keys and proof files: who is believed, and what nobody gets past.
import { verify as nodeVerify } from 'node:crypto';
import { expect, test } from 'vitest';
import { type CheckpointPolicy, formatCheckpoint, openCheckpoint } from './checkpoint.ts';
import { ed25519Signer, signerOf, verifyEd25519 } from './ed25519.ts';
import { emptyRoot, leafHash } from './hash.ts';
import { formatSecretKey, formatVerifierKey, parseSecretKey, parseVerifierKey, verifierKey } from './keys.ts';
import { memoryTree } from './memory-tree.ts';
import { formatNote, type NoteSignature, parseNote } from './note.ts';
import { formatProofFile, parseProofFile, verifyProofFile } from './proof-file.ts';
import { cosign, type Signer, signNote } from './sign-note.ts';

const signer = async (name: string, type: 0x01 | 0x04, fill: number): Promise<Signer> => {
  const made = await ed25519Signer(name, type, new Uint8Array(32).fill(fill));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
const log = await signer('log.example/a', 0x01, 1);
const other = await signer('log.example/a', 0x01, 2);
const witnesses = await Promise.all(Array.from({ length: 20 }, (_, i) => signer(`w${i}.example`, 0x04, 10 + i)));
const text = formatCheckpoint({ origin: 'log.example/a', size: 0, root: emptyRoot });
const policy: CheckpointPolicy = {
  log: [log.key],
  witnesses: witnesses.map(({ key }) => key),
  verify: verifyEd25519,
};
const noteOf = (...signatures: readonly NoteSignature[]) => formatNote({ text, signatures });
const own = await signNote(text, log);

test('a note with twenty cosignatures is read, and each of them counts', async () => {
  const cosignatures = await Promise.all(witnesses.map((witness, i) => cosign(text, 1_700_000_000 + i, witness)));
  const opened = await openCheckpoint(noteOf(own, ...cosignatures), { ...policy, quorum: 20 });
  expect(opened.ok && opened.value.cosignatures.map(({ time }) => time)).toEqual(
    witnesses.map((_, i) => 1_700_000_000 + i),
  );
});

test('a witness that signs twice counts once, with its latest time; under two names it is one witness', async () => {
  const twice = await Promise.all([5, 9, 7].map((time) => cosign(text, time, witnesses[0]!)));
  const opened = await openCheckpoint(noteOf(own, ...twice), policy);
  expect(opened.ok && opened.value.cosignatures.map(({ time }) => time)).toEqual([9]);
  expect(await openCheckpoint(noteOf(own, ...twice), { ...policy, quorum: 2 })).toMatchObject({
    error: { code: 'checkpoint-too-few-witnesses' },
  });
  const alias = await signer('another-name.example', 0x04, 10);
  const both = noteOf(own, await cosign(text, 5, witnesses[0]!), await cosign(text, 5, alias));
  const known = { ...policy, witnesses: [...(policy.witnesses ?? []), alias.key] };
  expect((await openCheckpoint(both, { ...known, quorum: 1 })).ok).toBe(true);
  expect((await openCheckpoint(both, { ...known, quorum: 2 })).ok).toBe(false);
});

test('a second, wrong signature of a known key spoils the note; one of an unknown key of the same name does not', async () => {
  const wrong = { ...own, bytes: own.bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) };
  for (const note of [
    noteOf(wrong),
    noteOf(own, wrong),
    noteOf(wrong, own),
    noteOf({ ...own, bytes: own.bytes.slice(1) }),
  ])
    expect(await openCheckpoint(note, policy)).toMatchObject({ error: { code: 'note-signature-wrong' } });
  const foreign = await signNote(text, other);
  expect(await openCheckpoint(noteOf(foreign, own), policy)).toMatchObject({
    ok: true,
    value: { unknown: [{ name: 'log.example/a', id: other.key.id }] },
  });
  expect(await openCheckpoint(noteOf(foreign), policy)).toMatchObject({ error: { code: 'note-unsigned' } });
});

test('nobody makes us verify without end: more than 64 signatures are refused unread', async () => {
  let asked = 0;
  const counting: CheckpointPolicy = { ...policy, verify: () => ++asked > 0 };
  expect((await openCheckpoint(noteOf(...Array.from({ length: 64 }, () => own)), counting)).ok).toBe(true);
  expect(asked).toBe(64);
  expect(await openCheckpoint(noteOf(...Array.from({ length: 65 }, () => own)), counting)).toMatchObject({
    error: { code: 'note-malformed' },
  });
  expect(asked).toBe(64);
});

test('a signature of a log is none of a witness with the same key, and the other way round', async () => {
  const asWitness = await signer('log.example/a', 0x04, 1);
  expect(asWitness.key.id).not.toBe(log.key.id);
  const cosignature = await cosign(text, 3, asWitness);
  const renamed = { ...cosignature, id: log.key.id, bytes: cosignature.bytes.slice(8) };
  expect(await openCheckpoint(noteOf(renamed), policy)).toMatchObject({ error: { code: 'note-signature-wrong' } });
  await expect(signNote(text, asWitness)).rejects.toThrow(TypeError);
  await expect(cosign(text, 3, log)).rejects.toThrow(TypeError);
});

test('node:crypto may verify instead of WebCrypto', async () => {
  const byNode: CheckpointPolicy = {
    ...policy,
    verify: ({ key }, message, signature) => {
      const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
      return nodeVerify(null, message, { key: spki, format: 'der', type: 'spki' }, signature);
    },
  };
  const note = noteOf(own, await cosign(text, 3, witnesses[0]!));
  expect(await openCheckpoint(note, byNode)).toEqual(await openCheckpoint(note, policy));
});

test('keys are written and read back, and a changed one is refused', async () => {
  for (const { key } of [log, ...witnesses])
    expect(parseVerifierKey(formatVerifierKey(key))).toEqual({ ok: true, value: key });
  const secret = { name: log.key.name, id: log.key.id, type: log.key.type, seed: new Uint8Array(32).fill(1) };
  expect(parseSecretKey(formatSecretKey(secret))).toEqual({ ok: true, value: secret });
  expect(await signerOf(secret)).toMatchObject({ ok: true, value: { key: log.key } });
  expect(await signerOf({ ...secret, id: '00000000' })).toMatchObject({ error: { code: 'key-id-wrong' } });
  const line = formatVerifierKey(log.key);
  const wrong: readonly [string, string][] = [
    [line.replace('log.example', 'lag.example'), 'key-id-wrong'],
    [line.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), 'key-id-wrong'],
    [line.slice(0, -4), 'key-malformed'],
    [line.replace('log.example/a', ''), 'key-malformed'],
    [line.replace('log.example/a', 'log example'), 'key-malformed'],
    ['a+00000000+Bg==', 'key-type-unknown'],
    ['', 'key-malformed'],
  ];
  for (const [given, code] of wrong) expect(parseVerifierKey(given), given).toMatchObject({ error: { code } });
  expect(verifierKey('a b', 0x01, log.key.key).ok).toBe(false);
});

test('bytes that are no UTF-8, control characters and odd spaces in names are refused', () => {
  const note = noteOf(own);
  const bytes = new TextEncoder().encode(note);
  expect(parseNote(bytes)).toEqual(parseNote(note));
  const broken = bytes.slice();
  broken[3] = 0xff;
  for (const wrong of [broken, `\ud800${note}`, note.replace('0', '\t'), note.replace('\n', '\u0000\n')])
    expect(parseNote(wrong).ok).toBe(false);
  for (const space of ['\u00a0', '\u0085', '\u2003', '+'])
    expect(parseNote(note.replace('— log', `— log${space}`)).ok, space).toBe(false);
  expect(parseNote(`a\n\nb\n\n${note}`).ok).toBe(true);
});

test('a proof file goes out and comes back, and one altered character is refused', async () => {
  const tree = memoryTree();
  const entries = Array.from({ length: 21 }, (_, i) => Uint8Array.of(i));
  for (const entry of entries) tree.append(leafHash(entry));
  const signed = formatCheckpoint({ origin: 'log.example/a', size: 21, root: tree.root() });
  const checkpoint = formatNote({ text: signed, signatures: [await signNote(signed, log)] });
  const made = tree.inclusion(17);
  if (!made.ok) throw new Error(made.error.code);
  for (const extra of [undefined, new Uint8Array(), Uint8Array.of(1, 2, 3)]) {
    const file = { index: 17, proof: made.value, checkpoint, ...(extra !== undefined && { extra }) };
    expect(parseProofFile(formatProofFile(file))).toEqual({ ok: true, value: file });
  }
  const whole = formatProofFile({ index: 17, proof: made.value, checkpoint });
  expect(await verifyProofFile(whole, entries[17]!, policy)).toMatchObject({ ok: true, value: { index: 17 } });
  for (let at = 0; at < whole.length; at++) {
    const changed = `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`;
    if (changed !== whole) expect((await verifyProofFile(changed, entries[17]!, policy)).ok, `at ${at}`).toBe(false);
  }
});
