import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ObjectStore, objectStore } from '../../../test/in-memory/object-store.ts';
import type { BucketPlace } from '../bucket/index.ts';
import { filesInBucket } from './index.ts';

let store: ObjectStore;
beforeAll(async () => {
  store = await objectStore();
});
afterAll(() => store.remove());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
// Later than the server's own clock, which tells when things were laid there.
const at = (day: number): Date => new Date(Date.UTC(2030, 10, day));

let places = 0;
/** A place of its own in the bucket. */
const begin = (more: Partial<BucketPlace> = {}, owner = 'database one') => {
  let now = at(1);
  const place = { ...store.place, prefix: `t${places++}/`, ...more };
  const files = filesInBucket(
    place,
    () => now,
    async () => owner,
  );
  const setNow = (day: number): void => {
    now = at(day);
  };
  return { files, setNow, place };
};

test('bytes come back under their own hash, and what was never laid is not there', async () => {
  const { files } = begin();
  const bytes = new Uint8Array(300_000).map((_, n) => n % 251);
  const name = await files.put(bytes);
  expect(name).toBe(files.nameOf(bytes));
  expect(await files.get(name)).toEqual(Buffer.from(bytes));
  expect(await files.get(files.nameOf(bytesOf('nie')))).toBeUndefined();
  expect(await files.get('../../etc/passwd')).toBeUndefined();
  expect(await files.put(new Uint8Array())).toBe(files.nameOf(new Uint8Array()));
});

test('a file is as old as the last time it was laid there, and is erased only when it is old', async () => {
  const { files, setNow } = begin();
  const one = await files.put(bytesOf('một'));
  const two = await files.put(bytesOf('hai'));
  setNow(3);
  await files.put(bytesOf('một'));
  expect((await files.laidBefore(at(9))).toSorted()).toEqual([one, two].toSorted());
  expect(await files.laidBefore(new Date(0))).toEqual([]);
  expect(await files.erase(one, at(2))).toBe(false);
  expect(await files.get(one)).toEqual(Buffer.from('một'));
  expect(await files.erase(two, at(2))).toBe(true);
  expect(await files.erase(two)).toBe(false);
  expect(await files.get(two)).toBeUndefined();
  expect(await files.erase('owner')).toBe(false);
  expect(await files.erase(one)).toBe(true);
  expect(await files.laidBefore(at(9))).toEqual([]);
});

test('more files than one page of a listing holds are all found', async () => {
  const { files } = begin();
  const names: string[] = [];
  for (let n = 0; n < 1_050; n += 50)
    names.push(...(await Promise.all(Array.from({ length: 50 }, (_, i) => files.put(bytesOf(`tệp ${n + i}`))))));
  expect((await files.laidBefore(at(9))).toSorted()).toEqual(names.toSorted());
});

test('what lies there otherwise than it was laid is not given out', async () => {
  const { files, place } = begin();
  const name = await files.put(bytesOf('nguyên vẹn'));
  const folder = join(store.folder, place.bucket, place.prefix, 'files', name.slice(0, 2));
  const [kept] = readdirSync(folder).filter(
    (one) => statSync(join(folder, one)).isFile() && readFileSync(join(folder, one)).equals(Buffer.from('nguyên vẹn')),
  );
  writeFileSync(join(folder, kept!), 'sửa lén');
  await expect(files.get(name)).rejects.toThrow(/damaged/);
});

test('a place that another database keeps its files at is left alone', async () => {
  const { files, place } = begin();
  const name = await files.put(bytesOf('của tôi'));
  const { files: other } = begin(place, 'database two');
  expect([await files.claim(), await other.claim()]).toEqual(['ours', 'foreign']);
  await expect(other.put(bytesOf('của bạn'))).rejects.toMatchObject({ name: 'FilesAway' });
  await expect(other.laidBefore(at(9))).rejects.toMatchObject({ name: 'FilesAway' });
  await expect(other.erase(name)).rejects.toMatchObject({ name: 'FilesAway' });
  expect(await other.get(name)).toEqual(Buffer.from('của tôi'));
  expect(await begin(place).files.claim()).toBe('ours');
});

test('a wrong secret, a missing bucket and a store that is away are told, and nothing is acknowledged', async () => {
  const away = { name: 'FilesAway' };
  const wrong = begin({ secret: 'wrong' }).files;
  await expect(wrong.put(bytesOf('a'))).rejects.toMatchObject({
    ...away,
    message: expect.stringMatching(/403|SignatureDoesNotMatch/),
  });
  await expect(begin({ bucket: 'nowhere' }).files.put(bytesOf('a'))).rejects.toMatchObject({
    ...away,
    message: expect.stringContaining('NoSuchBucket'),
  });
  const { files } = begin();
  const name = await files.put(bytesOf('trước'));
  await store.stop();
  for (const tried of [
    () => files.put(bytesOf('sau')),
    () => files.get(name),
    () => files.erase(name),
    () => files.laidBefore(at(9)),
  ])
    await expect(tried()).rejects.toMatchObject({ ...away, message: expect.stringContaining('ECONNREFUSED') });
  await store.again();
  expect(await files.get(name)).toEqual(Buffer.from('trước'));
  expect(await files.get(files.nameOf(bytesOf('sau')))).toBeUndefined();
});
