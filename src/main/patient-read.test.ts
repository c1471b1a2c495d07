import { expect, test } from 'vitest';
import { LogAway } from './log-source.ts';
import { patientRead } from './patient-read.ts';

const busy = (retryAfter?: number) =>
  new LogAway('checks', 'fetch-failed', 'HTTP 429', { status: 429, retryAfter, of: 'site' });

/** A server that says 429 as often as told; what was waited for, in milliseconds. */
const site = (times: number, retryAfter?: number, mostMs = 60_000) => {
  const waited: number[] = [];
  let asked = 0;
  const read = patientRead(
    async () => {
      asked++;
      if (asked <= times) throw busy(retryAfter);
      return new Uint8Array([1]);
    },
    { mostMs, wait: async (ms) => void waited.push(ms) },
  );
  return { read, waited, asked: () => asked };
};

test('what a server refused for now is asked for again when it said, and not before', async () => {
  const { read, waited, asked } = site(2, 7);
  expect(await read('checks')).toEqual(new Uint8Array([1]));
  expect([waited, asked()]).toEqual([[7000, 7000], 3]);
  const unnamed = site(1);
  await unnamed.read('checks');
  expect(unnamed.waited).toEqual([5000]);
});

test('those that are refused at the same moment wait once, together', async () => {
  const { read, waited } = site(4, 3);
  await Promise.all([1, 2, 3, 4].map((n) => read(String(n))));
  expect(waited).toEqual([3000]);
});

test('where it would take too long, or something else is wrong, it is told as it came', async () => {
  const { read, waited } = site(9, 50, 60_000);
  await expect(read('checks')).rejects.toMatchObject({ status: 429, of: 'site' });
  expect(waited).toEqual([50_000]);
  const gone = patientRead(() => Promise.reject(new LogAway('checks', 'fetch-failed', 'HTTP 503', { status: 503 })), {
    mostMs: 60_000,
    wait: () => Promise.reject(new Error('waited')),
  });
  await expect(gone('checks')).rejects.toMatchObject({ status: 503 });
});
