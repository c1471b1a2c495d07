// The steps that a reader's browser takes, without a browser: what fits is told, and the first thing that does not is the last.
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { committed } from '../../src/core/leaf.ts';
import {
  formatCheckpoint,
  formatNote,
  formatProofFile,
  formatVerifierKey,
  parseProofFile,
  signNote,
  treeRoot,
  verifyEd25519,
} from '../../src/kit/tlog/index.ts';
import { type Given, proofSteps, type Surroundings } from '../../src/web/islands/proof-steps.ts';
import type { Told } from '../../src/web/islands/since-seen.ts';
import { logSigner, origin, signerFilled, witnessSigner } from './a-log.ts';
import { entry, leavesTo, pageText, salt, servedLog, title } from './a-proof.ts';

const given = (index: number): Given => ({
  entry,
  index,
  keys: [logSigner.key],
  witnesses: [witnessSigner.key],
  texts: { page: { text: pageText, salt } },
  told: [],
  shown: { title, lang: 'vi' },
});

const around = (
  files: ReadonlyMap<string, Uint8Array>,
  kept: { note: string | null } = { note: null },
): Surroundings => ({
  proof: async () => new TextDecoder().decode(files.get('proof/c1')),
  read: async (path) => files.get(path),
  verify: verifyEd25519,
  seen: {
    get: () => kept.note,
    set: (note) => {
      kept.note = note;
    },
  },
});

const said = async (what: Given, where: Surroundings): Promise<readonly string[]> => {
  const words: string[] = [];
  for await (const { say } of proofSteps(what, where)) words.push(say);
  return words;
};
const last = async (what: Given, where: Surroundings) => (await said(what, where)).at(-1);

const all = ['leaf-fits', 'proof-fits', 'signature-fits', 'witnesses-fits', 'newest-fits', 'seen-first', 'page-fits'];

test.each([
  [1, 0],
  [2, 0],
  [255, 200],
  [256, 0],
  [257, 256],
  [1000, 700],
])('a leaf of a log of %i fits in seven steps, and the checkpoint is remembered', async (size, index) => {
  const files = await servedLog(leavesTo(size, index), index);
  const kept = { note: null };
  expect(await said(given(index), around(files, kept))).toEqual(all);
  expect(kept.note).toBe(new TextDecoder().decode(files.get('checkpoint')));
  expect((await said(given(index), around(files, kept)))[5]).toBe('seen-fits');
});

test('a proof from before the log grew still leads to what is served now, by a proof made of tiles', async () => {
  const old = await servedLog(leavesTo(300, 7), 7);
  const files = new Map([...(await servedLog(leavesTo(1000, 7), 7)), ['proof/c1', old.get('proof/c1') as Uint8Array]]);
  const kept = { note: new TextDecoder().decode(old.get('checkpoint')) };
  expect(await said(given(7), around(files, kept))).toEqual(all.with(5, 'seen-fits'));
  // An older copy on the way is no rewrite, and is not remembered over the newer one.
  const newest = kept.note;
  expect((await said(given(7), around(new Map([...files, ...old]), kept)))[5]).toBe('seen-older');
  expect(kept.note).toBe(newest);
});

test('a log written anew is noticed by a browser that saw the old one, and it goes on remembering that', async () => {
  const before = await servedLog(leavesTo(300, 7), 7);
  const note = new TextDecoder().decode(before.get('checkpoint'));
  for (const size of [200, 300, 1000]) {
    const kept = { note };
    const after = await servedLog(leavesTo(size, 7, 'lie'), 7);
    expect(await last(given(7), around(after, kept))).toBe(size < 300 ? 'seen-shrank' : 'seen-differs');
    expect(kept.note).toBe(note);
  }
  const other = await signerFilled('log.example/a', 0x01, 9);
  const kept = { note };
  const rekeyed = { ...given(7), keys: [other.key] };
  expect(await last(rekeyed, around(before, kept))).toBe('signature-differs');
});

test('what a browser kept that is no checkpoint of this log is dropped, said, and the log is remembered anew', async () => {
  const files = await servedLog(leavesTo(300, 7), 7);
  const newest = new TextDecoder().decode(files.get('checkpoint'));
  // Garbage, and one that a key of today has signed wrongly: nobody served either.
  for (const note of ['', 'oops', '{"a":1}\n\n', newest.replace('\n300\n', '\n301\n')]) {
    const kept = { note };
    expect(await said(given(7), around(files, kept)), note).toEqual(all.with(5, 'seen-garbled'));
    expect(kept.note, note).toBe(newest);
  }
});

const formerSigner = await signerFilled('log.example/a', 0x01, 9);
const keysLine = (...keys: readonly (typeof logSigner.key)[]) =>
  new TextEncoder().encode(
    canonicalJson({ kind: 'keys-changed', keys: keys.map(formatVerifierKey), on: '2026-11-20', v: 1 }),
  );

/** What a browser saw of a log when its former key alone signed it. */
const seenBefore = async (leaves: readonly Uint8Array[], signer = formerSigner, name = origin) => {
  const text = formatCheckpoint({ origin: name, size: leaves.length, root: treeRoot(leaves) });
  return formatNote({ text, signatures: [await signNote(text, signer)] });
};

test('a log that signs with another key, and said so in a line, is gone on from; one that was rewritten is not', async () => {
  const leaves = leavesTo(400, 7)
    .with(0, keysLine(formerSigner.key))
    .with(350, keysLine(formerSigner.key, logSigner.key))
    .with(390, keysLine(logSigner.key));
  const files = await servedLog(leaves, 7);
  const [old, now] = [await seenBefore(leaves.slice(0, 300)), new TextDecoder().decode(files.get('checkpoint'))];
  const keyLines = async () => [390, 350, 0, 9999, 1];
  const kept = { note: old };
  const told: Told[] = [];
  for await (const one of proofSteps(given(7), { ...around(files, kept), keyLines })) told.push(one);
  expect(told[5]).toEqual({
    ...{ outcome: 'fits', say: 'seen-rotated' },
    values: { index: '350', on: '2026-11-20', before: '300', size: '400' },
  });
  expect([told.at(-1)?.say, kept.note]).toEqual(['page-fits', now]);

  // No line that names the key, a signature that is nobody's, and a list of lines that the site does not give.
  const forged = await seenBefore(leaves.slice(0, 300), await signerFilled('log.example/a', 0x01, 8));
  const cases: readonly (readonly [string, readonly number[], string])[] = [
    [old, [390], 'seen-other-key'],
    [old, [], 'seen-other-key'],
    [forged, [390, 350, 0], 'seen-other-key'],
    [await seenBefore(leavesTo(300, 7, 'lie')), [390, 350, 0], 'seen-differs'],
    [await seenBefore(leavesTo(500, 7, 'lie')), [390, 350, 0], 'seen-shrank'],
    [await seenBefore(leaves.slice(0, 300), formerSigner, 'log.example/b'), [390, 350, 0], 'seen-other-log'],
  ];
  for (const [note, numbers, word] of cases) {
    const memory = { note };
    expect(await last(given(7), { ...around(files, memory), keyLines: async () => numbers }), word).toBe(word);
    expect(memory.note, word).toBe(note);
  }
});

test('a check that was corrected while its page was open has a newer leaf, and only one that is in the signed log is taken for it', async () => {
  const corrected = entry.replace('check-published', 'check-corrected');
  const leaves = leavesTo(300, 7).with(290, new TextEncoder().encode(corrected));
  const files = await servedLog(leaves, 290);
  const kept = { note: null };
  expect(await said(given(7), around(files, kept))).toEqual(['leaf-fits', 'proof-newer']);
  expect(kept.note).toBeNull();
  // One of another check, an older one, and one that only the proof file tells of are what they are.
  expect(await last({ ...given(7), entry: entry.replace('"c1"', '"c2"') }, around(files))).toBe('proof-other-leaf');
  expect(await last(given(295), around(files))).toBe('proof-other-leaf');
  const proof = parseProofFile(new TextDecoder().decode(files.get('proof/c1')));
  if (!proof.ok) throw new Error(proof.error.code);
  const invented = { ...proof.value, extra: new TextEncoder().encode(`${corrected} `) };
  const lied = new Map([...files, ['proof/c1', new TextEncoder().encode(formatProofFile(invented))]]);
  expect(await last(given(7), around(lied))).toBe('proof-other-leaf');
});

const bent = (bytes: Uint8Array | undefined, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes ?? []);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
};

test('whatever is changed, the step that it spoils says so and nothing is remembered', async () => {
  const files = await servedLog(leavesTo(1000, 700), 700);
  const old = await servedLog(leavesTo(800, 700), 700);
  const grown = new Map([...files, ['proof/c1', old.get('proof/c1') as Uint8Array]]);
  const proof = new TextDecoder().decode(files.get('proof/c1'));
  const withProof = (text: string) => new Map([...files, ['proof/c1', new TextEncoder().encode(text)]]);
  const withFile = (path: string, bytes: Uint8Array, of = files) => new Map([...of, [path, bytes]]);
  const lie = await servedLog(leavesTo(1000, 700, 'lie'), 700);
  const cases: readonly (readonly [Given, ReadonlyMap<string, Uint8Array>, string])[] = [
    [{ ...given(700), entry: entry.replace('c1', 'c2') }, files, 'proof-differs'],
    [given(699), files, 'proof-other-leaf'],
    [given(700), withProof('nothing'), 'proof-unreadable'],
    [given(700), withProof(proof.replace(/\n([A-Za-z0-9+/]{43}=)\n/, '\n')), 'proof-differs'],
    [given(700), withProof(proof.replace('\n1000\n', '\n1001\n')), 'signature-differs'],
    [given(700), withFile('checkpoint', bent(files.get('checkpoint'), 20)), 'newest-unsigned'],
    [given(700), withFile('checkpoint', lie.get('checkpoint') as Uint8Array), 'newest-differs'],
    [given(700), withFile('tile/0/003.p/232', bent(files.get('tile/0/003.p/232'), 9), grown), 'newest-differs'],
    [{ ...given(700), texts: { page: { text: pageText.replace('false', 'true'), salt } } }, files, 'page-differs'],
    [{ ...given(700), texts: { page: { text: pageText, salt: `ff${salt.slice(2)}` } } }, files, 'page-differs'],
    [{ ...given(700), texts: { page: { text: ` ${pageText}`, salt } } }, files, 'page-unreadable'],
    [{ ...given(700), texts: { page: { text: pageText, salt: 'x' } } }, files, 'page-unreadable'],
    [{ ...given(700), shown: { title: 'Nước chanh chữa ung thư', lang: 'vi' } }, files, 'page-other-title'],
    [{ ...given(700), shown: { title, lang: 'en' } }, files, 'page-other-title'],
  ];
  for (const [what, where, word] of cases) {
    const kept = { note: null };
    expect(await last(what, around(where, kept)), word).toBe(word);
    expect(kept.note, word).toBeNull();
  }
});

test('what cannot be looked at is said, and is not taken for fitting', async () => {
  const files = await servedLog(leavesTo(300, 7), 7, { cosigned: false });
  const kept = { note: null };
  expect((await said(given(7), around(files)))[3]).toBe('witnesses-none');
  const unable = { ...around(files, kept), verify: undefined };
  expect(await said(given(7), unable)).toEqual([
    ...['leaf-fits', 'proof-fits', 'signature-unable', 'newest-fits', 'seen-unable', 'page-fits'],
  ]);
  expect(kept.note).toBeNull();
  expect(await last({ ...given(7), texts: {} }, around(files))).toBe('page-erased');
  expect((await said(given(7), { ...around(files), seen: undefined }))[5]).toBe('seen-unkept');
});

test('passages are held against the text that was sealed: plain ones to the letter, drawn ones word by word in their order', async () => {
  const content = JSON.stringify({
    known: { vi: 'Nước  đã rút.' },
    body: '**Muối** giữ [nước](https://a.example/x).\n',
  });
  const sealed = JSON.stringify({ kind: 'note-published', hashes: { content: committed(salt, content) } });
  const files = await servedLog(leavesTo(300, 7, 'leaf', sealed), 7);
  const passage = (path: string, says: string, drawn = false) => ({ path, says, drawn });
  const what = (...told: Given['told']): Given => ({
    ...{ ...given(7), entry: sealed, shown: undefined },
    texts: { content: { text: content, salt } },
    told,
  });
  const cases: readonly (readonly [Given, string])[] = [
    [what(passage('content.known.vi', ' Nước đã\n rút. ')), 'page-words-fit'],
    [what(passage('content', content)), 'page-words-fit'],
    [what(passage('content.body', 'Muối giữ nước.', true)), 'page-words-fit'],
    [what(), 'page-text-fits'],
    [what(passage('content.known.vi', 'Nước chưa rút.')), 'page-other-words'],
    [what(passage('content.known.en', 'Nước đã rút.')), 'page-other-words'],
    [what(passage('content.constructor.name', 'Object')), 'page-other-words'],
    [what(passage('content.body', 'Muối nước giữ', true)), 'page-other-words'],
    [what(passage('content.body', '', true)), 'page-other-words'],
    [what(passage('content.body', 'Muối nước.', true)), 'page-other-words'],
    [{ ...what(), texts: { content: { text: content.replace('rút', 'lên'), salt } } }, 'page-differs'],
    [{ ...what(), texts: {} }, 'page-erased'],
  ];
  for (const [one, word] of cases) expect(await last(one, around(files)), JSON.stringify(one.told)).toBe(word);
});
