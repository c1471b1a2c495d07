// The front that gives the S3 server of our tests its conditions, and the trial by which the doctor finds a store without them.
import { expect, onTestFinished, test } from 'vitest';
import type { Kept } from '../../../test/in-memory/conditional-store.ts';
import { objectStore } from '../../../test/in-memory/object-store.ts';
import { openBucket } from '../bucket/index.ts';
import { tryConditions } from './index.ts';

const all: Kept = { ifNoneMatch: true, ifMatch: true };
const storeWith = async (kept?: Kept) => {
  const store = await objectStore(kept);
  onTestFinished(() => store.remove());
  return { ...store, bucket: openBucket(store.place) };
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('a store that keeps all conditions is taken, and nothing of the trial is left there', async () => {
  const { place, bucket } = await storeWith(all);
  expect(await tryConditions(place, 'a')).toBeUndefined();
  expect(await tryConditions(place, 'a')).toBeUndefined();
  expect(await bucket.get('try/a')).toBeUndefined();
});

test.each<[string, Kept | undefined, RegExp]>([
  ['none at all', undefined, /ignores If-None-Match/],
  ['If-Match alone', { ifNoneMatch: false, ifMatch: true }, /ignores If-None-Match/],
  ['If-None-Match alone', { ifNoneMatch: true, ifMatch: false }, /ignores If-Match/],
])('a store that keeps %s is refused, with what it ignores', async (_, kept, says) => {
  const { place, bucket } = await storeWith(kept);
  expect(await tryConditions(place, 'a')).toMatch(says);
  expect(await bucket.get('try/a')).toBeUndefined();
});

test('a store that does not answer is not taken for one that ignores conditions', async () => {
  const { place, stop } = await storeWith(all);
  await stop();
  await expect(tryConditions(place, 'a')).rejects.toMatchObject({ name: 'FilesAway' });
});

test('of many that lay something new at one place, or replace the same version, exactly one does', async () => {
  const { bucket } = await storeWith(all);
  const at = async (over: string) =>
    (await Promise.all(Array.from({ length: 8 }, (_, i) => bucket.put('x', bytes(`${over} ${i}`), { over })))).filter(
      (laid) => laid,
    );
  expect(await at('nothing')).toHaveLength(1);
  const { etag } = (await bucket.find('x'))!;
  expect(await at(etag)).toHaveLength(1);
  expect(await at(etag)).toHaveLength(0);
  await bucket.remove('x');
  expect(await bucket.put('x', bytes('gone'), { over: etag })).toBe(false);
  expect(await bucket.put('x', bytes('again'), { over: 'nothing' })).toBe(true);
});
