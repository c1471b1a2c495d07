// Tiles written and read back, and read back from somebody who changed them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLog } from './audit-log.ts';
import { appendEntries, type Edge, edgeRoot, emptyEdge, type LogFile } from './edge.ts';
import { formatBundle, parseBundle } from './entry-bundle.ts';
import { leafHash } from './hash.ts';
import { planConsistency, planInclusion } from './make-proof.ts';
import { openTiles } from './open-tiles.ts';
import { treeRoot } from './range.ts';
import { parseTilePath, tilePath } from './tile-path.ts';
import { verifyConsistency, verifyInclusion } from './verify-proof.ts';

const entryOf = (i: number): Uint8Array => new TextEncoder().encode(`{"leaf":${i}}`);
const entriesTo = (size: number, from = 0) => Array.from({ length: size - from }, (_, i) => entryOf(from + i));

type Log = { readonly edge: Edge; readonly files: Map<string, Uint8Array> };

const written = (log: Log, entries: readonly Uint8Array[]): Log => {
  const made = appendEntries(log.edge, entries);
  if (!made.ok) throw new Error(made.error.code);
  for (const { path, bytes } of made.value.files) keep(log.files, { path, bytes });
  return { edge: made.value.edge, files: log.files };
};

/** A file that is there is never written with other bytes. */
const keep = (files: Map<string, Uint8Array>, { path, bytes }: LogFile): void => {
  const before = files.get(path);
  if (before !== undefined) expect(bytes, path).toEqual(before);
  files.set(path, bytes);
};

const logOf = (...sizes: readonly number[]): Log => {
  let log: Log = { edge: emptyEdge, files: new Map() };
  for (const size of sizes) log = written(log, entriesTo(size, log.edge.size));
  return log;
};
const headOf = ({ edge }: Log) => ({ size: edge.size, root: edgeRoot(edge) });
const reading = (files: ReadonlyMap<string, Uint8Array>) => async (path: string) => files.get(path);

test('paths are those of the specification, and no other spelling is read', () => {
  expect(tilePath({ level: 0, n: 0, width: 256 })).toBe('tile/0/000');
  expect(tilePath({ level: 3, n: 1234067, width: 256 })).toBe('tile/3/x001/x234/067');
  expect(tilePath({ level: 'entries', n: 999, width: 1 })).toBe('tile/entries/999.p/1');
  fc.assert(
    fc.property(
      fc.record({
        level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
        n: fc.maxSafeInteger().map(Math.abs),
        width: fc.integer({ min: 1, max: 256 }),
      }),
      (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      },
    ),
  );
  const wrong = [
    ...['tile/0/0', 'tile/00/000', 'tile/64/000', 'tile/0/x000/000', 'tile/0/000.p/0', 'tile/0/000.p/256'],
    ...['tile/0/000.p/01', 'tile/0/x001', 'tile/0/1000', '/tile/0/000', 'tile/0/000/', 'tile/-1/000', 'tile/0/../000'],
    'tile/0/x999/x999/x999/x999/x999/999',
  ];
  expect(wrong.filter((path) => parseTilePath(path) !== undefined)).toEqual([]);
});

test('a tree of 70,000 leaves has the tiles that the specification counts', () => {
  const { files, edge } = logOf(70_000);
  const tiles = [...files.keys()].map((path) => parseTilePath(path)!);
  const count = (level: number | 'entries', full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).map(({ width }) => width);
  expect([count(0, true).length, count(0, false)]).toEqual([273, [112]]);
  expect([count(1, true).length, count(1, false)]).toEqual([1, [17]]);
  expect([count(2, true).length, count(2, false)]).toEqual([0, [1]]);
  expect([count('entries', true).length, count('entries', false)]).toEqual([273, [112]]);
  expect(edge.levels.map(({ length }) => length)).toEqual([112, 17, 1]);
});

test('however a log grew, its full tiles and its root are the same, and its edge can be read back', async () => {
  const sizes = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, async (given) => {
      const steps = given.toSorted((a, b) => a - b);
      const log = logOf(...steps);
      const head = headOf(log);
      expect(head.root).toEqual(treeRoot(entriesTo(head.size)));
      const opened = await openTiles(head, reading(log.files));
      expect(opened.ok && (await opened.value.edge())).toEqual({ ok: true, value: log.edge });
      for (const [path, bytes] of logOf(head.size).files) expect(log.files.get(path), path).toEqual(bytes);
    }),
    { numRuns: 40 },
  );
});

test('proofs from tiles verify, of leaves and of every earlier size', async () => {
  for (const size of [1, 2, 255, 256, 257, 511, 512, 513, 1000]) {
    const log = logOf(size);
    const head = headOf(log);
    const opened = await openTiles(head, reading(log.files), { keep: 1 });
    if (!opened.ok) throw new Error(opened.error.code);
    for (let i = 0; i < size; i += 7) {
      const proof = await opened.value.prove(planInclusion(i, size));
      expect(proof.ok && verifyInclusion(leafHash(entryOf(i)), i, head, proof.value).ok, `${i} of ${size}`).toBe(true);
      const older = { size: i + 1, root: treeRoot(entriesTo(i + 1)) };
      const grown = await opened.value.prove(planConsistency(i + 1, size));
      expect(grown.ok && verifyConsistency(older, head, grown.value).ok, `${i + 1} to ${size}`).toBe(true);
    }
    expect((await opened.value.prove(planInclusion(size, size))).ok).toBe(false);
    expect((await opened.value.tile(0, 99)).ok).toBe(false);
  }
});

test('a partial tile that is gone is taken from the full one', async () => {
  const log = logOf(300, 600);
  const files = new Map([...log.files].filter(([path]) => !/\.p\/44$/.test(path)));
  const audited = await auditLog({ size: 300, root: treeRoot(entriesTo(300)) }, reading(files));
  expect(audited).toMatchObject({ ok: true, value: { entries: 300, bundles: 2 } });
});

test('every bit of every file that the tree needs counts', async () => {
  for (const size of [3, 256, 700, 66_000]) {
    const log = logOf(size);
    const head = headOf(log);
    expect(await auditLog(head, reading(log.files))).toMatchObject({ ok: true, value: { entries: size } });
    const paths = [...log.files.keys()];
    const chosen = size < 1000 ? paths : paths.filter((path) => /tile\/[12]|\/[05][0-9]0(\.|$)/.test(path));
    for (const [k, path] of chosen.entries()) {
      const bytes = (log.files.get(path) as Uint8Array).slice();
      const at = (k * 7919 + size) % bytes.length;
      bytes[at] = (bytes[at] as number) ^ (1 << (k % 8));
      const files = new Map(log.files).set(path, bytes);
      expect((await auditLog(head, reading(files), { atOnce: 64 })).ok, `${path} byte ${at}`).toBe(false);
    }
  }
});

test('a full tile with one flipped bit is not believed for a proof either', async () => {
  const log = logOf(600);
  const head = headOf(log);
  for (let byte = 0; byte < 8192; byte += 331) {
    const bytes = (log.files.get('tile/0/000') as Uint8Array).slice();
    bytes[byte] = (bytes[byte] as number) ^ 1;
    const opened = await openTiles(head, reading(new Map(log.files).set('tile/0/000', bytes)));
    expect(opened.ok && (await opened.value.prove(planInclusion(5, 600)))).toMatchObject({
      error: { code: 'tile-not-in-tree', detail: 'tile/0/000' },
    });
  }
});

test('a leaf left out, leaves in another order, a cut file, a longer file and a missing file are refused', async () => {
  const log = logOf(600);
  const head = headOf(log);
  const full = entriesTo(256);
  const changes: readonly [string, Uint8Array | undefined, string][] = [
    ['tile/entries/000', formatBundle(full.slice(1)), 'bundle-malformed'],
    ['tile/entries/000', formatBundle([...full, entryOf(256)]), 'bundle-malformed'],
    ['tile/entries/000', formatBundle([...full.slice(1), entryOf(0)]), 'entry-not-in-tree'],
    ['tile/entries/000', undefined, 'tile-missing'],
    ['tile/0/001', log.files.get('tile/0/000'), 'tile-not-in-tree'],
    ['tile/0/001', log.files.get('tile/0/001')?.slice(32), 'tile-malformed'],
    ['tile/0/002.p/88', undefined, 'tile-missing'],
    ['tile/1/000.p/2', new Uint8Array(64), 'tile-not-in-tree'],
  ];
  for (const [path, bytes, code] of changes) {
    const files = new Map(log.files);
    if (bytes === undefined) files.delete(path);
    else files.set(path, bytes);
    expect(await auditLog(head, reading(files)), `${path} ${code}`).toMatchObject({ error: { code } });
  }
});

test('entries go up to 65,535 bytes, and a longer one leaves the log as it was', () => {
  const longest = new Uint8Array(65_535).fill(7);
  expect(parseBundle(formatBundle([longest, new Uint8Array()]), 2)).toEqual({
    ok: true,
    value: [longest, new Uint8Array()],
  });
  expect(appendEntries(emptyEdge, [longest]).ok).toBe(true);
  expect(appendEntries(emptyEdge, [entryOf(1), new Uint8Array(65_536)])).toEqual({
    ok: false,
    error: { code: 'entry-too-long' },
  });
});

test('whoever follows a log is told each entry in its order, and an error of the network passes through', async () => {
  const log = logOf(520);
  const seen: string[] = [];
  await auditLog(headOf(log), reading(log.files), {
    each: (i, entry) => seen.push(`${i} ${new TextDecoder().decode(entry)}`),
    atOnce: 2,
  });
  expect(seen).toEqual(entriesTo(520).map((entry, i) => `${i} ${new TextDecoder().decode(entry)}`));
  const away = async () => Promise.reject(new Error('away'));
  await expect(auditLog(headOf(log), away)).rejects.toThrow('away');
});

test('an empty log is one with the root of nothing, and asks for no file', async () => {
  const none = async (path: string) => Promise.reject(new Error(path));
  expect(await auditLog(headOf(logOf()), none)).toMatchObject({ ok: true, value: { entries: 0, bundles: 0 } });
  expect((await auditLog({ size: 0, root: leafHash(entryOf(0)) }, none)).ok).toBe(false);
});

test('a tile that was missing once is asked for again', async () => {
  const log = logOf(600);
  let there = false;
  const opened = await openTiles(headOf(log), async (path) =>
    path === 'tile/0/000' && !there ? undefined : log.files.get(path),
  );
  if (!opened.ok) throw new Error(opened.error.code);
  expect(await opened.value.tile(0, 0)).toMatchObject({ error: { code: 'tile-missing' } });
  there = true;
  expect((await opened.value.tile(0, 0)).ok).toBe(true);
});
