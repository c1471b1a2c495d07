// What any place for the files of the log has to keep (docs/adr/0025); today there is one, a folder.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { logInFolder } from './index.ts';

const place = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-log-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, files: logInFolder(join(folder, 'log')), again: logInFolder(join(folder, 'log')) };
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('what was laid is read by everybody, the same bytes may be laid again, and other ones where nothing was signed', async () => {
  const { files, again } = place();
  expect(await files.read('checkpoint')).toBeUndefined();
  for (const path of ['checkpoint', 'tile/0/000.p/3', 'tile/entries/x001/234', 'tile/2/000']) {
    await files.lay(path, bytes(path));
    await again.lay(path, bytes(path));
    expect([await files.read(path), await again.read(path)]).toEqual([bytes(path), bytes(path)]);
    await files.lay(path, bytes('another'));
    expect(await again.read(path)).toEqual(bytes('another'));
  }
});

test('nobody sees half a file, however many are laid at one place at once', async () => {
  const { folder, files, again } = place();
  const versions = Array.from({ length: 12 }, (_, i) => bytes(`${i % 10}`.repeat(9_000 + i)));
  const laying = Promise.all(versions.map((one, i) => (i % 2 ? files : again).lay('tile/0/000', one)));
  const seen: Uint8Array[] = [];
  for (let i = 0; i < 50; i++) seen.push((await files.read('tile/0/000')) ?? (versions[0] as Uint8Array));
  await laying;
  seen.push((await again.read('tile/0/000')) ?? new Uint8Array());
  const whole = new Set(versions.map((one) => Buffer.from(one).toString('latin1')));
  expect(seen.filter((one) => !whole.has(Buffer.from(one).toString('latin1')))).toEqual([]);
  expect(readdirSync(join(folder, 'log'))).toEqual(['tile']);
});

test('partial files of a full tile are cleared, and nothing else, by whatever name', async () => {
  const { files } = place();
  const paths = ['tile/0/000.p/3', 'tile/0/000.p/200', 'tile/0/000', 'tile/0/001.p/3', 'checkpoint'];
  for (const path of paths) await files.lay(path, bytes(path));
  for (const path of ['tile/0/000', 'tile', 'checkpoint', '../log.p', 'tile/0/000.p']) await files.clear(path);
  const left = await Promise.all(paths.map(async (path) => (await files.read(path)) !== undefined));
  expect(left).toEqual([false, false, true, true, true]);
});

test('a path that is no file of a log leads nowhere', async () => {
  const { folder, files } = place();
  for (const path of ['../keys/log.key', 'tile/0/1', 'tile/../checkpoint', '', 'checkpoint/', 'vkey']) {
    expect(await files.read(path), path).toBeUndefined();
    await expect(files.lay(path, bytes('x')), path).rejects.toThrow('no file of a log');
  }
  expect(existsSync(join(folder, 'log'))).toBe(false);
});
