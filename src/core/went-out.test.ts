import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { banded, leastReceivers, lettersTold, wordingHash } from './went-out.ts';

test('letters are counted in bands', () => {
  expect([0, 1, 19, 20, 99, 100, 999, 1000, 12345].map(banded)).toEqual([
    ...['0', '1-19', '1-19', '20-99', '20-99', '100-999', '100-999', '1000-9999', '10000-99999'],
  ]);
});

const hash = (n: number): string => wordingHash(`wording ${n}`);

test('what went to fewer than twenty is not named, and only a band tells of how many kinds it was', () => {
  const told = lettersTold(60, {
    [hash(1)]: leastReceivers,
    [hash(2)]: leastReceivers - 1,
    [hash(3)]: 1,
    [hash(4)]: 120,
  });
  expect(told).toEqual({
    ...{ sent: '20-99', rareWordings: '1-19' },
    wordings: { [hash(1)]: '20-99', [hash(4)]: '100-999' },
  });
  expect(lettersTold(3, { [hash(2)]: 3 })).toEqual({ sent: '1-19', wordings: {}, rareWordings: '1-19' });
  // Letters that have no wording of their own to name: accounts, and sides that were asked.
  expect(lettersTold(2, {})).toEqual({ sent: '1-19', wordings: {}, rareWordings: '0' });
});

test('a hundred wordings are named, those that went to most, in one order whatever order they come in', () => {
  const counts = Array.from({ length: 130 }, (_, n) => [hash(n), 20 + n] as const);
  const told = lettersTold(9000, Object.fromEntries(counts));
  expect(told).toEqual(lettersTold(9000, Object.fromEntries(counts.toReversed())));
  expect(Object.keys(told.wordings ?? {})).toEqual(
    counts
      .slice(30)
      .map(([name]) => name)
      .sort(),
  );
  expect(told).toMatchObject({ moreWordings: 30, rareWordings: '0' });
});

test('the hash of a wording is the SHA-256 of its UTF-8, as any tool gives it', () =>
  expect(wordingHash('Đính chính')).toBe(createHash('sha256').update('Đính chính', 'utf8').digest('hex')));
