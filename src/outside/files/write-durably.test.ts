import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeDurably } from './write-durably.ts';

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-durable-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('a file is there whole with the mode that was asked for, its folders too, and a later one takes its place', async () => {
  const folder = emptyFolder();
  const path = join(folder, 'a/b/file');
  await writeDurably(path, 'one', 0o444);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['one', 0o444]);
  await writeDurably(path, Uint8Array.of(1, 2), 0o644);
  expect([[...readFileSync(path)], statSync(path).mode & 0o777]).toEqual([[1, 2], 0o644]);
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['file']);
});

test('one that cannot take its place leaves what was there, and nothing beside it', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'file/x'), { recursive: true });
  await expect(writeDurably(join(folder, 'file'), 'one')).rejects.toMatchObject({ syscall: 'rename' });
  expect(readdirSync(folder)).toEqual(['file']);
});

test('many at once for one place leave one of them, whole', async () => {
  const path = join(emptyFolder(), 'file');
  const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(5000));
  await Promise.all(texts.map((text) => writeDurably(path, text)));
  expect(texts).toContain(readFileSync(path, 'utf8'));
});
