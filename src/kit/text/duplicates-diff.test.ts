import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './duplicates-diff.ts';
import { typosBetween } from './duplicates-typo.ts';

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

/** Length of the longest common subsequence, the plain way. */
const common = (a: readonly string[], b: readonly string[]): number => {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries())
      rows[i + 1]![j + 1] = x === y ? rows[i]![j]! + 1 : Math.max(rows[i]![j + 1]!, rows[i + 1]![j]!);
  return rows[a.length]![b.length]!;
};

test('what is left of both sequences is their longest common one', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const found = differenceOf(a, b, 24);
      const left = (all: readonly string[], only: Uint8Array | undefined) => all.filter((_, i) => only?.[i] === 0);
      expect(left(a, found?.onlyA)).toEqual(left(b, found?.onlyB));
      expect(left(a, found?.onlyA)).toHaveLength(common(a, b));
    }),
  );
});

test('a longer difference than wanted is none', () => {
  expect(differenceOf(['a', 'b'], ['c', 'd'], 3)).toBeUndefined();
  expect(differenceOf(['a', 'b'], ['c', 'd'], 4)).toEqual({
    onlyA: new Uint8Array([1, 1]),
    onlyB: new Uint8Array([1, 1]),
  });
});

test.each([
  ['chanh', 'chanh', 0],
  ['chanh', 'chamh', 1],
  ['chanh', 'cahnh', 1],
  ['chanh', 'chah', 1],
  ['chanh', 'chanhh', 1],
  ['chanh', 'cam', 3],
  ['', 'ab', 2],
])('%s and %s are %i typos apart', (a, b, typos) => {
  expect(typosBetween(a, b, 2)).toBe(typos);
  expect(typosBetween(b, a, 2)).toBe(typos);
});
