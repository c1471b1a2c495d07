import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from './index.ts';

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const begin = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-files-'));
  let now = at(1);
  const files = filesIn(folder, () => now);
  const setNow = (day: number): void => {
    now = at(day);
  };
  return { folder, files, setNow };
};

test('a file is as old as the last time it was laid there', async () => {
  const { files, setNow } = begin();
  const one = await files.put(bytesOf('một'));
  const two = await files.put(bytesOf('hai'));
  expect(one).toBe(files.nameOf(bytesOf('một')));
  setNow(3);
  expect(await files.put(bytesOf('một'))).toBe(one);
  expect(await files.laidBefore(at(1))).toEqual([]);
  expect(await files.laidBefore(at(2))).toEqual([two]);
  expect(await files.erase(one, at(2))).toBe(false);
  expect(await files.get(one)).toEqual(Buffer.from('một'));
  expect(await files.erase(two, at(2))).toBe(true);
  expect(await files.erase(two)).toBe(false);
  expect(await files.get(two)).toBeUndefined();
  expect(await files.erase(one)).toBe(true);
  expect(await files.laidBefore(at(9))).toEqual([]);
});

test('a name that is none leads nowhere, and an empty or missing folder holds nothing', async () => {
  const { folder, files } = begin();
  expect(await files.laidBefore(at(9))).toEqual([]);
  expect(await filesIn(join(folder, 'nowhere'), () => at(1)).laidBefore(at(9))).toEqual([]);
  expect(await files.erase('../../../etc/passwd')).toBe(false);
});

test('pieces that somebody did not finish are cleared away when they are old, and nothing else that lies there', async () => {
  const { folder, files } = begin();
  await mkdir(join(folder, 'ab'));
  const names = [`${'c'.repeat(62)}.77-0.part`, `${'d'.repeat(62)}.77-1.part`, 'notes.txt'];
  for (const name of names) await writeFile(join(folder, 'ab', name), name);
  for (const [name, day] of [
    [names[0]!, 1],
    [names[1]!, 5],
    [names[2]!, 1],
  ] as const)
    await utimes(join(folder, 'ab', name), at(day), at(day));
  expect(await files.laidBefore(at(3))).toEqual([]);
  expect((await readdir(join(folder, 'ab'))).sort()).toEqual([names[1], names[2]]);
});

test('the same bytes laid many times at once are one whole file', async () => {
  const { folder, files } = begin();
  const bytes = new Uint8Array(300_000).map((_, n) => n % 251);
  const names = await Promise.all(Array.from({ length: 8 }, () => files.put(bytes)));
  expect(new Set(names)).toEqual(new Set([files.nameOf(bytes)]));
  expect(await files.get(names[0]!)).toEqual(Buffer.from(bytes));
  const [start] = await readdir(folder);
  const lying = await readdir(join(folder, start!));
  expect(lying).toEqual([names[0]!.slice(2)]);
  expect((await stat(join(folder, start!, lying[0]!))).mtime).toEqual(at(1));
});
