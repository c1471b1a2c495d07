import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ed25519Signer, formatSecretKey, formatVerifierKey } from '../kit/tlog/index.ts';
import { isLogKeys, logKeyName, logKeysOf, logNameOf } from './log-keys.ts';

const organisation = { origin: 'https://kiemchung.example' } as Parameters<typeof logKeysOf>[1]['organisation'];
const folderOfTest = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-log-key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test('a key is made once, for its owner alone, and names the log by the public address', async () => {
  const folder = folderOfTest();
  const [first] = await logKeysOf(folder, { logKeys: null, logSigner: null, organisation })();
  const path = join(folder, logKeyName);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(first?.key.name).toBe('kiemchung.example/log');
  const other = { origin: 'https://khac.example' } as typeof organisation;
  const [again] = await logKeysOf(folder, { logKeys: null, logSigner: null, organisation: other })();
  expect(formatVerifierKey(again!.key)).toBe(formatVerifierKey(first!.key));
  expect(isLogKeys(readFileSync(path, 'utf8'))).toBe(true);
});

test('several keys sign, the first one naming the log; one from the environment stands for the file', async () => {
  const folder = folderOfTest();
  const made = await logKeysOf(folder, { logKeys: null, logSigner: null, organisation })();
  const text = readFileSync(join(folder, logKeyName), 'utf8');
  const elsewhere = folderOfTest();
  await logKeysOf(elsewhere, { logKeys: null, logSigner: null, organisation })();
  const both = `${text}${readFileSync(join(elsewhere, logKeyName), 'utf8')}`;
  const read = await logKeysOf(folderOfTest(), { logKeys: both, logSigner: null, organisation })();
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
    await expect(logKeysOf(folder, { logKeys: null, logSigner: null, organisation })()).rejects.toThrow(
      /restore it from a backup/,
    );
    expect(readFileSync(join(folder, logKeyName), 'utf8')).toBe(text);
  }
  expect(isLogKeys('nothing')).toBe(false);
});

test('a log is named by the address without its scheme', () => {
  expect(logNameOf('http://localhost:8080')).toBe('localhost:8080/log');
});

test('a program signs in place of a key that would be made, and beside one that is there', async () => {
  const made = await ed25519Signer('kiemchung.example/log', 0x01, new Uint8Array(32).fill(7));
  if (!made.ok) throw new Error(made.error.code);
  const logSigner = { command: ['/usr/local/bin/sign-log'] as const, key: made.value.key, env: {} };
  const folder = folderOfTest();
  const [alone, ...others] = await logKeysOf(folder, { logKeys: null, logSigner, organisation })();
  expect([alone?.key.id, others.length]).toEqual([logSigner.key.id, 0]);
  expect(readdirSync(folder)).toEqual([]);
  const [own] = await logKeysOf(folder, { logKeys: null, logSigner: null, organisation })();
  const both = await logKeysOf(folder, { logKeys: null, logSigner, organisation })();
  expect(both.map(({ key }) => key.id)).toEqual([own?.key.id, logSigner.key.id]);
});
