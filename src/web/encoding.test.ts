import { expect, test } from 'vitest';
import { compress, negotiate } from './encoding.ts';

test('the encoding with the highest weight wins, then the smallest', async () => {
  expect(negotiate('gzip, deflate, br, zstd')).toBe('br');
  expect(negotiate('br;q=0, gzip')).toBe('gzip');
  expect(negotiate('gzip;q=1, br;q=0.5')).toBe('gzip');
  expect(negotiate('*')).toBe('br');
  expect([negotiate(undefined), negotiate(''), negotiate('zstd'), negotiate('br;q=0, gzip;q=0')]).toEqual(
    Array(4).fill('identity'),
  );
  expect((await compress(Buffer.from('a'.repeat(1000)), 'br')).length).toBeLessThan(100);
});
