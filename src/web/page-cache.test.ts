import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createPageCache, type Drawn } from './page-cache.ts';

const drawn = (body: string, keep = true): Drawn => ({ body, keep, headers: { 'content-type': 'text/html' } });

test('a page is drawn once per encoding, and many who ask at once wait for the same drawing', async () => {
  const cache = createPageCache({ maxBytes: 1e6, today: () => 1, common: { 'x-safe': 'yes' } });
  let draws = 0;
  const draw = async () => {
    draws++;
    return drawn('trang '.repeat(200));
  };
  const all = await Promise.all(Array.from({ length: 20 }, () => cache.keep('/a', 'br', draw)));
  expect(draws).toBe(1);
  expect(brotliDecompressSync(all[0]!.body).toString()).toBe('trang '.repeat(200));
  expect(cache.hit('/a', 'br')).toBe(all[19]);
  const zipped = await cache.keep('/a', 'gzip', draw);
  expect(gunzipSync(zipped!.body).toString()).toBe('trang '.repeat(200));
  expect(zipped!.etag).not.toBe(all[0]!.etag);
  expect(zipped!.raw).toContain('x-safe');
});

test('a page that began to be drawn before a change is not kept after it', async () => {
  const cache = createPageCache({ maxBytes: 1e6, today: () => 1, common: {} });
  let finish = (_: Drawn): void => undefined;
  const old = cache.keep(
    '/a',
    'identity',
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  cache.clear();
  const fresh = cache.keep('/a', 'identity', async () => drawn('new'));
  finish(drawn('old'));
  expect((await old)!.body.toString()).toBe('old');
  expect((await fresh)!.body.toString()).toBe('new');
  expect(cache.hit('/a', 'identity')!.body.toString()).toBe('new');
});

test('the page of one address is forgotten in every encoding, also while it is being drawn, and the others stay', async () => {
  const cache = createPageCache({ maxBytes: 1e6, today: () => 1, common: {} });
  await cache.keep('/b', 'identity', async () => drawn('b'));
  const only = cache.bytes();
  await cache.keep('/a', 'identity', async () => drawn('a'));
  const old = cache.keep('/a', 'gzip', async () => drawn('old'));
  cache.forget('/a');
  expect((await old)!.body.toString()).toBe('old');
  expect(cache.hit('/a', 'identity')).toBeUndefined();
  expect(cache.hit('/a', 'gzip')).toBeUndefined();
  expect(cache.bytes()).toBe(only);
  expect(cache.hit('/b', 'identity')!.body.toString()).toBe('b');
});

test('a new day forgets everything', async () => {
  let day = 1;
  const cache = createPageCache({ maxBytes: 1e6, today: () => day, common: {} });
  await cache.keep('/a', 'identity', async () => drawn('a'));
  expect(cache.hit('/a', 'identity')).toBeDefined();
  day = 2;
  expect(cache.hit('/a', 'identity')).toBeUndefined();
  expect(cache.bytes()).toBe(0);
});

test('memory stays within its bound, and what is read stays longest', async () => {
  const cache = createPageCache({ maxBytes: 100_000, today: () => 1, common: {} });
  for (let i = 0; i < 200; i++) {
    await cache.keep(`/p${i}`, 'identity', async () => drawn('x'.repeat(1000)));
    cache.hit('/p0', 'identity');
  }
  expect(cache.bytes()).toBeLessThanOrEqual(100_000);
  expect(cache.hit('/p0', 'identity')).toBeDefined();
  expect(cache.hit('/p1', 'identity')).toBeUndefined();
});

test('what was drawn for one request only, failed, or does not exist is not kept', async () => {
  const cache = createPageCache({ maxBytes: 1e6, today: () => 1, common: {} });
  await cache.keep('/a', 'identity', async () => drawn('a', false));
  await expect(cache.keep('/b', 'identity', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.keep('/c', 'identity', async () => undefined)).toBeUndefined();
  for (const path of ['/a', '/b', '/c']) expect(cache.hit(path, 'identity')).toBeUndefined();
  expect((await cache.keep('/b', 'identity', async () => drawn('b')))!.body.toString()).toBe('b');
});
