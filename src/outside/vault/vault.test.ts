import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Day } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import { vaultIn } from './index.ts';

const opened = () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'sangto-vault-')), 'contacts');
  return { folder, vault: vaultIn(folder, randomBytes) };
};
const newId = () => randomUUID() as Id;
const [day, next] = ['2026-11-20', '2026-11-21'] as unknown as [Day, Day];

test('what is sealed for a row on a day opens for that row and that day alone (ASVS 11.3.2)', async () => {
  const { vault } = opened();
  const id = newId();
  const sealed = await vault.seal(day, id, 'lan@hoi.example');
  await vault.seal(next, id, 'x');
  expect(await vault.open(day, id, sealed)).toBe('lan@hoi.example');
  expect(await vault.open(day, newId(), sealed)).toBeUndefined();
  expect(await vault.open(next, id, sealed)).toBeUndefined();
  for (const at of [0, 1, 14, sealed.length - 1]) {
    const bent = Uint8Array.from(sealed);
    bent[at] = (bent[at] ?? 0) ^ 1;
    expect(await vault.open(day, id, bent), `byte ${at}`).toBeUndefined();
  }
  expect(await vault.open(day, id, sealed.subarray(0, 20))).toBeUndefined();
});

test('the same words are sealed differently each time', async () => {
  const { vault } = opened();
  const id = newId();
  const twice = await Promise.all([1, 2].map(() => vault.seal(day, id, 'lan@hoi.example')));
  expect(Buffer.from(twice[0]!).equals(twice[1]!)).toBe(false);
});

test('keys are made once however many ask at once, for nobody else to read', async () => {
  const { folder, vault } = opened();
  const ids = Array.from({ length: 20 }, newId);
  const sealed = await Promise.all(ids.map((id) => vault.seal(day, id, `words ${id}`)));
  for (const [n, id] of ids.entries()) expect(await vault.open(day, id, sealed[n]!)).toBe(`words ${id}`);
  expect(readdirSync(folder)).toEqual([`${day}.key`]);
  expect(statSync(join(folder, `${day}.key`)).mode & 0o777).toBe(0o600);
});

test('a destroyed key opens nothing any more, and its day is not among the days', async () => {
  const { folder, vault } = opened();
  const id = newId();
  const sealed = await vault.seal(day, id, 'lan@hoi.example');
  const key = readFileSync(join(folder, `${day}.key`));
  await vault.seal(next, id, 'x');
  expect(await vault.days()).toEqual([day, next]);
  await vault.destroy(day);
  await vault.destroy(day);
  expect(await vault.days()).toEqual([next]);
  expect(await vault.open(day, id, sealed)).toBeUndefined();
  // A key made again for that day is another one.
  await vault.seal(day, id, 'x');
  expect(readFileSync(join(folder, `${day}.key`)).equals(key)).toBe(false);
  expect(await vault.open(day, id, sealed)).toBeUndefined();
});
