// sangto log mirror and export: nothing is written that does not belong to the signed tree, and a copy goes on.
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entriesTo, filesOf, flip, noted, serve, vkey, witnessKey, write, writeLog } from '../tlog/a-log.ts';
import { emptyPlace, linesIn } from './run.ts';

const mirrored = async (size = 600) => {
  const { folder, run, json } = emptyPlace();
  const at = join(folder, 'log');
  await writeLog(at, entriesTo(size));
  const seen: string[] = [];
  const address = `${await serve(filesOf(at, seen))}/log`;
  const copy = join(folder, 'copy');
  const mirror = (...more: readonly string[]) => run(['log', 'mirror', address, copy, '--vkey', vkey, ...more]);
  const verify = (from: string) => json(['log', 'verify', from, '--vkey', vkey, '--witness', witnessKey]);
  return { folder, at, run, json, seen, address, copy, mirror, verify };
};

const under = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

test('a copy holds the same files, immutable, and verifies from its folder and from any web server', async () => {
  const { at, copy, mirror, verify } = await mirrored();
  const said = await mirror();
  expect([said.code, said.err]).toEqual([0, '']);
  expect(said.out).toContain('7 files written');
  expect(under(copy)).toEqual(under(at));
  for (const path of under(copy)) {
    expect(readFileSync(join(copy, path)), path).toEqual(readFileSync(join(at, path)));
    expect(statSync(join(copy, path)).mode & 0o777, path).toBe(path === 'checkpoint' ? 0o644 : 0o444);
  }
  expect(await verify(copy)).toMatchObject({ size: 600, signature: 'valid' });
  expect(await verify(await serve(filesOf(copy)))).toMatchObject({ size: 600, entries: 600 });
});

test('a copy of an earlier day is brought up to date: full files are not fetched again, partial ones make room', async () => {
  const { at, copy, mirror, seen, verify } = await mirrored(300);
  await mirror();
  expect(existsSync(join(copy, 'tile/0/001.p/44'))).toBe(true);
  await writeLog(at, entriesTo(512));
  seen.length = 0;
  const said = await mirror('--json');
  expect(JSON.parse(said.out)).toMatchObject({ size: 512, before: 300, written: 3, kept: 2, mended: 0 });
  expect(seen).not.toContain('/log/tile/entries/000');
  expect(under(copy)).toEqual(
    ['checkpoint', 'tile/0/000', 'tile/0/001', 'tile/1/000.p/2', 'tile/entries/000', 'tile/entries/001'].toSorted(),
  );
  expect(await verify(copy)).toMatchObject({ size: 512 });
  expect(JSON.parse((await mirror('--json')).out)).toMatchObject({ written: 0, kept: 5 });
});

test('a copy that was stopped goes on, and what was damaged meanwhile is written anew', async () => {
  const { copy, mirror, verify } = await mirrored();
  await mirror();
  rmSync(join(copy, 'checkpoint'));
  rmSync(join(copy, 'tile/entries/001'));
  for (const path of ['tile/0/000', 'tile/0/002.p/88', 'tile/entries/000']) {
    chmodSync(join(copy, path), 0o644);
    flip(copy, path, 70);
  }
  expect(JSON.parse((await mirror('--json')).out)).toMatchObject({ written: 1, mended: 3, kept: 3 });
  expect(await verify(copy)).toMatchObject({ size: 600 });
});

test.each([
  ['a flipped bit in a tile', (at: string) => flip(at, 'tile/0/001', 70), 'tile-not-in-tree', 'tile/0/001'],
  [
    'a flipped bit in an entry',
    (at: string) => flip(at, 'tile/entries/001', 9),
    'entry-not-in-tree',
    'tile/entries/001',
  ],
  ['a bundle that is gone', (at: string) => rmSync(join(at, 'tile/entries/001')), 'tile-missing', 'tile/entries/001'],
])('is refused and not written: %s', async (_, change, code, path) => {
  const { at, copy, mirror } = await mirrored();
  change(at);
  const said = await mirror('--json');
  expect([said.code, said.out]).toEqual([1, '']);
  expect(JSON.parse(said.err)).toMatchObject({ code });
  expect([existsSync(join(copy, path)), existsSync(join(copy, 'checkpoint'))]).toEqual([false, false]);
});

test('a log whose past was changed, or that shrank, leaves the copy as it was', async () => {
  const { at, copy, mirror, verify } = await mirrored(300);
  await mirror();
  for (const [entries, word] of [
    [entriesTo(600, 'lie'), 'its past was changed'],
    [entriesTo(200), 'shorter than it was'],
    [entriesTo(300, 'lie'), 'its past was changed'],
  ] as const) {
    await writeLog(at, entries);
    const said = await mirror();
    expect([said.code, said.err]).toEqual([1, expect.stringContaining(word)]);
  }
  expect(await verify(copy)).toMatchObject({ size: 300 });
});

test('an empty log is copied too, and a folder that holds something else is refused', async () => {
  const { folder, at, copy, mirror, run } = await mirrored(0);
  expect((await mirror()).code).toBe(0);
  expect(under(copy)).toEqual(['checkpoint']);
  write(folder, 'else/checkpoint', 'something else\n');
  const said = await run(['log', 'mirror', at, join(folder, 'else'), '--vkey', vkey, '--json']);
  expect([said.code, JSON.parse(said.err)]).toEqual([1, expect.objectContaining({ code: 'mirror-other-log' })]);
  write(folder, 'file', '');
  const file = await run(['log', 'mirror', at, join(folder, 'file'), '--vkey', vkey, '--json']);
  expect([file.code, JSON.parse(file.err)]).toEqual([73, expect.objectContaining({ code: 'EEXIST' })]);
});

test('an export is a copy with the key and every leaf to read, into a new folder only', async () => {
  const { folder, at, run, json, verify } = await mirrored(300);
  const out = join(folder, 'out');
  expect(await json(['log', 'export', at, '--vkey', vkey, '--out', out])).toMatchObject({ size: 300 });
  const lines = linesIn(join(out, 'leaves.jsonl'));
  expect(lines).toHaveLength(300);
  expect(lines[299]).toEqual({ index: 299, leaf: { leaf: 299 } });
  expect(readFileSync(join(out, 'vkey'), 'utf8')).toBe(`${vkey}\n`);
  expect(await verify(out)).toMatchObject({ size: 300 });
  expect((await run(['log', 'export', at, '--vkey', vkey, '--out', out])).code).toBe(73);
  await writeLog(at, [Uint8Array.of(0xff, 0x00)]);
  await json(['log', 'export', at, '--vkey', vkey, '--out', join(folder, 'odd')]);
  expect(linesIn(join(folder, 'odd/leaves.jsonl'))).toEqual([{ index: 0, base64: '/wA=' }]);
  write(at, 'checkpoint', await noted(1, new Uint8Array(32)));
  const bad = await run(['log', 'export', at, '--vkey', vkey, '--out', join(folder, 'bad')]);
  expect([bad.code, existsSync(join(folder, 'bad'))]).toEqual([1, false]);
});
