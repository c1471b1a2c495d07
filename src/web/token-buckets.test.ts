import { expect, test } from 'vitest';
import { createBuckets } from './token-buckets.ts';

test('a bucket empties, says how long to wait, refills evenly and holds no more than it can', () => {
  const buckets = createBuckets({ capacity: 2, perSecond: 0.5 }, 3);
  expect([1, 1, 1].map((n) => buckets.take('a', n, 0))).toEqual([0, 0, 2]);
  expect(buckets.take('a', 1, 1999)).toBe(1);
  expect(buckets.take('a', 1, 4000)).toBe(0);
  expect([0, 0].map(() => buckets.take('a', 1, 1_000_000))).toEqual([0, 0]);
  expect(buckets.take('a', 1, 1_000_000)).toBe(2);
});

test('a clock set back gives no tokens and takes none', () => {
  const buckets = createBuckets({ capacity: 1, perSecond: 1 }, 3);
  buckets.take('a', 1, 10_000);
  expect(buckets.take('a', 1, 0)).toBe(1);
  expect(buckets.take('a', 1, 1000)).toBe(0);
});

test('buckets never grow past their number', () => {
  const buckets = createBuckets({ capacity: 1, perSecond: 1 }, 100);
  for (let i = 0; i < 10_000; i++) buckets.take(`client ${i}`, 1, i);
  expect(buckets.size()).toBe(100);
});
