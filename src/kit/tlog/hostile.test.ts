// Ten thousand inputs by nobody's hand for each reader: a refusal or a value, never an error, and no time to speak of.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { formatBundle, parseBundle } from './entry-bundle.ts';
import { emptyRoot, hashText, parseHash } from './hash.ts';
import { formatSecretKey, formatVerifierKey, parseSecretKey, parseVerifierKey } from './keys.ts';
import { formatNote, parseNote } from './note.ts';
import { formatProofFile, parseProofFile } from './proof-file.ts';
import { parseTilePath, tilePath } from './tile-path.ts';

const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text = formatCheckpoint({ origin: 'log.example', size: 12, root: emptyRoot });
const note = formatNote({ text, signatures: [{ name: 'log.example', id: '01020304', bytes: new Uint8Array(64) }] });
const good = [
  ...[text, note, vkey, `PRIVATE+KEY+${vkey}`, tilePath({ level: 3, n: 1234067, width: 7 }), hashText(emptyRoot)],
  formatProofFile({ index: 3, proof: [emptyRoot, emptyRoot], checkpoint: note, extra: Uint8Array.of(1) }),
];

/** Good ones with something cut out, put in or repeated, and noise of the characters that mean something. */
const hostile = fc.oneof(
  fc
    .record({ of: fc.constantFrom(...good), at: fc.nat(700), cut: fc.nat(40), into: fc.string({ unit: 'binary' }) })
    .map(({ of, at, cut, into }) => of.slice(0, at) + into + of.slice(at + cut)),
  fc
    .array(
      fc.constantFrom('\n', '\n\n', '— ', ' ', '+', '=', 'A', '0', 'x', '/', 'index ', 'extra ', '.p/', '—', '\ud800'),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

test('every reader answers ten thousand hostile texts, and what it takes it writes back the same', () => {
  fc.assert(
    fc.property(hostile, (given) => {
      const asNote = parseNote(given);
      if (asNote.ok) expect(formatNote(asNote.value)).toBe(given);
      const asCheckpoint = parseCheckpoint(given, { extensions: true });
      if (asCheckpoint.ok) expect(formatCheckpoint(asCheckpoint.value)).toBe(given);
      const asFile = parseProofFile(given);
      if (asFile.ok) expect(formatProofFile(asFile.value)).toBe(given);
      const asKey = parseVerifierKey(given);
      if (asKey.ok) expect(formatVerifierKey(asKey.value)).toBe(given);
      const asPath = parseTilePath(given);
      if (asPath !== undefined) expect(tilePath(asPath)).toBe(given);
      const asHash = parseHash(given);
      if (asHash !== undefined) expect(hashText(asHash)).toBe(given);
      const asSecret = parseSecretKey(given);
      if (asSecret.ok) expect(formatSecretKey(asSecret.value)).toBe(given);
    }),
    { numRuns: 10_000 },
  );
});

test('ten thousand hostile bundles are refused or written back the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 256 }), (bytes, width) => {
      const read = parseBundle(bytes, width);
      if (read.ok) expect([...formatBundle(read.value)]).toEqual([...bytes]);
      parseNote(bytes);
    }),
    { numRuns: 10_000 },
  );
});

test('a million characters of anything are answered at once', () => {
  const n = 1_000_000;
  const shapes = ['\n', '— ', '— a A\n', ' ', '+', '=', 'A', '0', 'x000/', '\n\n', '\u2003'];
  const long = shapes.map((shape) => shape.repeat(n / shape.length));
  const around = long.flatMap((s) => [
    s,
    `${text}\n${s}`,
    `c2sp.org/tlog-proof@v1\nindex 1\n${s}\n\n${note}`,
    `a+00000000+${s}`,
  ]);
  const began = performance.now();
  for (const given of around) {
    parseNote(given);
    parseCheckpoint(given);
    parseProofFile(given);
    parseVerifierKey(given);
    parseSecretKey(given);
    parseTilePath(given);
    parseHash(given);
  }
  // Linear, this is a second or two on a slow machine; quadratic, it would be hours.
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('nothing here needs a server: the kit imports no module of Node', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(15);
  for (const name of files)
    expect(readFileSync(`${import.meta.dirname}/${name}`, 'utf8'), name).not.toMatch(/from 'node:|Buffer/);
});
