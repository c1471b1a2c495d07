import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AddCheckpoint,
  ed25519Signer,
  emptyRoot,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  goesOnFrom,
  leafHash,
  longestAddCheckpoint,
  memoryTree,
  parseAddCheckpoint,
  parseNote,
  signedByLog,
  signNote,
  verifyEd25519,
} from './index.ts';

const origin = 'log.example/a';
const encode = (text: string) => new TextEncoder().encode(text);
const signer = async (name: string, fill: number) => {
  const made = await ed25519Signer(name, 0x01, new Uint8Array(32).fill(fill));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};
const [log, other] = [await signer(origin, 1), await signer(origin, 2)];

const tree = memoryTree();
for (let i = 0; i < 20; i++) tree.append(leafHash(encode(`entry ${i}`)));

const noted = async (size: number, root = tree.root(size), by = [log]) => {
  const text = formatCheckpoint({ origin, size, root });
  return formatNote({ text, signatures: await Promise.all(by.map((one) => signNote(text, one))) });
};

const asked = async (oldSize: number, size: number, change: Partial<AddCheckpoint> = {}): Promise<AddCheckpoint> => {
  const proof = oldSize > 0 ? tree.consistency(oldSize, size) : undefined;
  const whole = { oldSize, proof: proof?.ok ? proof.value : [], note: await noted(size), ...change };
  const read = parseAddCheckpoint(encode(formatAddCheckpoint(whole)));
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};
const head = (size: number) => ({ size, root: tree.root(size) });

test('a request is written and read back', async () => {
  const given = await asked(7, 20);
  expect([given.oldSize, given.checkpoint.size, given.proof.length]).toEqual([7, 20, 6]);
  expect(formatAddCheckpoint(given).split('\n')[0]).toBe('old 7');
  expect(parseAddCheckpoint(encode(formatAddCheckpoint(given)))).toEqual({ ok: true, value: given });
});

test('what is not in its form is refused: sizes, lines, hashes, length', async () => {
  const note = await noted(5);
  const line = 'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=';
  const wrong = [
    '',
    note,
    `old 01\n\n${note}`,
    `old -1\n\n${note}`,
    `old 9007199254740992\n\n${note}`,
    `old 1 \n\n${note}`,
    `OLD 1\n\n${note}`,
    `old 1\n${line.slice(1)}\n\n${note}`,
    `old 1\n${line} \n\n${note}`,
    `old 1\r\n\r\n${note}`,
    `old 1\n${`${line}\n`.repeat(64)}\n${note}`,
    `old 1\n\n${note.replace(/\n5\n/, '\n05\n')}`,
    `old 1\n\n${note.slice(0, -1)}`,
    `old 1\n\nnothing\n`,
    `old 1\n\n${note}${'a'.repeat(longestAddCheckpoint)}`,
  ];
  for (const text of wrong) expect(parseAddCheckpoint(encode(text)), text.slice(0, 60)).toMatchObject({ ok: false });
  expect(parseAddCheckpoint(encode(`old 1\n${`${line}\n`.repeat(63)}\n${note}`)).ok).toBe(true);
  expect(parseAddCheckpoint(Uint8Array.of(0x6f, 0xff)).ok).toBe(false);
});

test('whatever bytes come, reading them ends with a value or a refusal', async () => {
  const good = encode(formatAddCheckpoint(await asked(7, 20)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(typeof parseAddCheckpoint(bytes).ok).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bent = Uint8Array.from(good);
      bent[at] = (bent[at] as number) ^ change;
      const read = parseAddCheckpoint(bent);
      // What still reads says something else, or the very same text in the same spelling.
      if (read.ok) expect(formatAddCheckpoint(read.value)).toBe(new TextDecoder().decode(bent));
    }),
  );
});

test('only what goes on from the tree that was signed last is signed', async () => {
  const code = async (given: Promise<AddCheckpoint>, last?: number) => {
    const found = goesOnFrom(await given, last === undefined ? undefined : head(last));
    return found.ok ? 'signed' : `${found.error.code} ${found.error.detail ?? ''}`.trim();
  };
  expect(await code(asked(0, 5))).toBe('signed');
  expect(await code(asked(0, 0))).toBe('signed');
  expect(await code(asked(5, 20), 5)).toBe('signed');
  expect(await code(asked(20, 20), 20)).toBe('signed');
  expect(await code(asked(0, 5, { note: await noted(5, tree.root(6)) }))).toBe('signed');
  expect(await code(asked(0, 0, { note: await noted(0, tree.root(6)) }))).toBe('witness-size-conflict 0');
  expect(await code(asked(8, 8, { oldSize: 9 }), 9)).toBe('witness-old-size');
  expect(await code(asked(5, 20), 7)).toBe('witness-size-conflict 7');
  expect(await code(asked(5, 20))).toBe('witness-size-conflict 0');
  expect(await code(asked(20, 20, { note: await noted(20, tree.root(19)) }), 20)).toBe('witness-size-conflict 20');
  expect(await code(asked(5, 20, { note: await noted(20, tree.root(19)) }), 5)).toBe('witness-proof another root');
  expect(await code(asked(5, 20, { proof: [] }), 5)).toBe('witness-proof too short');
  expect(await code(asked(20, 20, { proof: [emptyRoot] }), 20)).toBe('witness-proof too long');
  expect(await code(asked(0, 20, { proof: [emptyRoot] }))).toBe('witness-proof nothing to prove');
});

test('a checkpoint counts when a key of the log signed it, and only that signature is kept', async () => {
  const both = await asked(0, 5, { note: await noted(5, tree.root(5), [other, log]) });
  const kept = await signedByLog(both, [log.key], verifyEd25519);
  const note = kept.ok ? parseNote(kept.value) : kept;
  expect(note.ok && note.value.signatures.map(({ id }) => id)).toEqual([log.key.id]);
  const strange = await asked(0, 5, { note: await noted(5, tree.root(5), [other]) });
  expect(await signedByLog(strange, [log.key], verifyEd25519)).toMatchObject({ error: { code: 'witness-not-signed' } });
  const bent = await asked(0, 5, { note: (await noted(5)).replace('\n5\n', '\n6\n') });
  expect(await signedByLog(bent, [log.key], verifyEd25519)).toMatchObject({ error: { code: 'witness-not-signed' } });
});
