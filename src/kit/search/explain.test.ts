import { expect, test } from 'vitest';
import { plainReasons } from './explain.ts';

test('reasons are told by kind, the weightiest first, without what speaks against', () => {
  const reasons = plainReasons(
    [
      ['bm25', 1],
      ['words', 2],
      ['telling', 3],
      ['numbers', -2],
      ['names', 0.1],
    ],
    3.9,
  );
  expect(reasons.map(({ kind }) => kind)).toEqual(['ahead', 'rare', 'words']);
  expect(reasons.map(({ share }) => share.toFixed(2))).toEqual(['0.39', '0.30', '0.30']);
  expect(plainReasons([], 0)).toEqual([]);
});
