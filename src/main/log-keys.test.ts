import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { formatSecretKey, formatVerifierKey } from '../kit/tlog/index.ts';
import { isLogKeys, logKeyName, logKeysOf, logNameOf } from './log-keys.ts';

const organisation = { origin: 'https://kiemchung.example' } as Parameters<typeof logKeysOf>[1]['organisation'];
const folderOfTest = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-log-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('a key is made once, for its owner alone, and names the log by the public address', async () => {
  const folder = folderOfTest();
  const [first] = await logKeysOf(folder, { logKeys: null, organisation })();
  const path = join(folder, logKeyName);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(first?.key.name).toBe('kiemchung.example/log');
  const other = { origin: 'https://khac.example' } as typeof organisation;
  const [again] = await logKeysOf(folder, { logKeys: null, organisation: other })();
  expect(formatVerifierKey(again!.key)).toBe(formatVerifierKey(first!.key));
  expect(isLogKeys(readFileSync(path, 'utf8'))).toBe(true);
});

test('several keys sign, the first one naming the log; one from the environment stands for the file', async () => {
  const folder = folderOfTest();
  const made = await logKeysOf(folder, { logKeys: null, organisation })();
  const text = readFileSync(join(folder, logKeyName), 'utf8');
  const elsewhere = folderOfTest();
  await logKeysOf(elsewhere, { logKeys: null, organisation })();
  const both = `${text}${readFileSync(join(elsewhere, logKeyName), 'utf8')}`;
  const read = await logKeysOf(folderOfTest(), { logKeys: both, organisation })();
  expect(read).toHaveLength(2);
  expect(read[0]?.key.id).toBe(made[0]?.key.id);
});

test('a damaged key is told with the way out, and no new one is made in its place', async () => {
  const folder = folderOfTest();
  for (const text of [
    'nothing\n',
    '',
    formatSecretKey({ name: 'a', id: '00000000', type: 1, seed: new Uint8Array(32) }),
  ]) {
    writeFileSync(join(folder, logKeyName), text);
    await expect(logKeysOf(folder, { logKeys: null, organisation })()).rejects.toThrow(/restore it from a backup/);
    expect(readFileSync(join(folder, logKeyName), 'utf8')).toBe(text);
  }
  expect(isLogKeys('nothing')).toBe(false);
});

test('a log is named by the address without its scheme', () => {
  expect(logNameOf('http://localhost:8080')).toBe('localhost:8080/log');
});
