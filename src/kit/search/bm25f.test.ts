import fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftBetween, factorsFor, fieldCount, frequencyOf, longest, oneMore } from './bm25f.ts';

const averages = fc
  .array(fc.double({ min: 0.5, max: 900, noNaN: true }), { minLength: fieldCount, maxLength: fieldCount })
  .map((a) => Float64Array.from(a));
const lengths = fc
  .array(fc.nat(longest), { minLength: fieldCount, maxLength: fieldCount })
  .map((l) => Uint16Array.from(l));

test('no frequency outgrows the drift of the averages, and some come near it', () => {
  let nearest = 0;
  fc.assert(
    fc.property(averages, averages, lengths, fc.integer({ min: 1, max: 255 }), (then, now, long, counts) => {
      const before = frequencyOf(counts, long, 0, factorsFor(then));
      const after = frequencyOf(counts, long, 0, factorsFor(now));
      expect(after).toBeLessThanOrEqual(before * driftBetween(then, now) * (1 + 1e-12));
      nearest = Math.max(nearest, after / before / driftBetween(then, now));
    }),
  );
  expect(nearest).toBeGreaterThan(0.9);
});

test('an average that grew loosens bounds, one that shrank does not, and a field that was not there has none', () => {
  const of = (...lengths: readonly number[]): Float64Array => Float64Array.from(lengths);
  expect(driftBetween(of(10, 5, 20), of(12, 5, 20))).toBeCloseTo(1.2);
  expect(driftBetween(of(10, 5, 20), of(9, 4, 10))).toBe(1);
  expect(driftBetween(of(10, 0, 0), of(10, 8, 30))).toBe(1);
});

test('counts of the three fields fit one byte and stop growing when they are full', () => {
  let counts = 0;
  for (let i = 0; i < 20; i++) counts = oneMore(oneMore(oneMore(counts, 0), 1), 2);
  expect([counts >>> 5, (counts >>> 3) & 3, counts & 7]).toEqual([7, 3, 7]);
  expect(oneMore(oneMore(oneMore(0, 0), 2), 1)).toBe(0b001_01_001);
});
