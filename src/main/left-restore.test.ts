import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asideIn, beginRestore, clearLeftRestore, leftRestore, markPlaced } from './left-restore.ts';
import { folders } from './settings.ts';

/** A data folder as a restore leaves it that is killed: `placed` after key and files were put in place. */
const killed = async (placed: boolean) => {
  const data = mkdtempSync(join(tmpdir(), 'sangto-left-'));
  const place = folders(data);
  await beginRestore(data);
  mkdirSync(join(asideIn(data), 'files', 'ab'), { recursive: true });
  if (placed) {
    await markPlaced(data);
    for (const folder of [place.keys, place.files]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(place.keys, 'instance.key'), 'the archive’s');
    writeFileSync(join(place.files, 'picture'), 'the archive’s');
  }
  return { data, place };
};
const never = (): Promise<boolean> => Promise.reject(new Error('the database was asked'));

test('where no restore was killed, nothing is said and nothing is asked', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sangto-left-'));
  expect(await leftRestore(data)).toBe('none');
  expect(await clearLeftRestore(data, folders(data), never)).toEqual({ said: null, stillRunning: false });
});

test('killed while unpacking: what lay aside goes, and a key that is there is not its own', async () => {
  const { data, place } = await killed(false);
  mkdirSync(place.keys, { recursive: true });
  writeFileSync(join(place.keys, 'instance.key'), 'ours');
  expect(await leftRestore(data)).toBe('unplaced');
  const { said } = await clearLeftRestore(data, place, never);
  expect(said).toContain('Nothing of it is in the database');
  expect(existsSync(asideIn(data))).toBe(false);
  expect(existsSync(join(place.keys, 'instance.key'))).toBe(true);
});

test('killed before its tables were in: key and files go with it, so that the folder is empty again', async () => {
  const { data, place } = await killed(true);
  expect(await leftRestore(data)).toBe('placed');
  const { said } = await clearLeftRestore(data, place, async () => true);
  expect(said).toContain('Nothing of it is in the database');
  for (const gone of [asideIn(data), place.keys, place.files]) expect(existsSync(gone), gone).toBe(false);
});

test('killed after its tables were in: key and files are the live instance’s, and stay', async () => {
  const { data, place } = await killed(true);
  const { said } = await clearLeftRestore(data, place, async () => false);
  expect(said).toContain('It was through');
  expect(existsSync(asideIn(data))).toBe(false);
  for (const kept of [join(place.keys, 'instance.key'), join(place.files, 'picture')])
    expect(existsSync(kept), kept).toBe(true);
});

test('a database that cannot be asked leaves everything as it is', async () => {
  const { data, place } = await killed(true);
  await expect(clearLeftRestore(data, place, never)).rejects.toThrow('was asked');
  for (const kept of [asideIn(data), place.keys, place.files]) expect(existsSync(kept), kept).toBe(true);
});

test('a restore that still runs is left alone', async () => {
  const { data, place } = await killed(true);
  // The parent of this process runs as long as this test does.
  writeFileSync(join(asideIn(data), 'process'), String(process.ppid));
  expect(await leftRestore(data)).toBe('running');
  expect(await clearLeftRestore(data, place, never)).toEqual({ said: null, stillRunning: true });
  expect(existsSync(place.keys)).toBe(true);
});
