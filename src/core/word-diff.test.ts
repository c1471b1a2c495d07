import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DiffPart, wordDiff } from './word-diff.ts';

const side = (parts: readonly DiffPart[], of: 'before' | 'after'): string =>
  parts
    .filter((part) => part.in === 'both' || part.in === of)
    .map(({ text }) => text)
    .join('');

test('a word that changed is told alone', () => {
  expect(wordDiff('Không có thuốc đặc trị.', 'Chưa có thuốc đặc trị.')).toEqual([
    { in: 'before', text: 'Không' },
    { in: 'after', text: 'Chưa' },
    { in: 'both', text: ' có thuốc đặc trị.' },
  ]);
});

test('equal texts have no difference, and nothing has none', () => {
  expect(wordDiff('một hai', 'một hai')).toEqual([{ in: 'both', text: 'một hai' }]);
  expect(wordDiff('', '')).toEqual([]);
});

test('whatever the texts, both can be put together again from the parts', () => {
  const text = fc.string({ maxLength: 60, unit: fc.constantFrom('a', 'b', 'ệ', ' ', '.', '\n') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after);
      expect([side(parts, 'before'), side(parts, 'after')]).toEqual([before, after]);
    }),
  );
});

test('two long texts that share nothing are told as replaced whole, at once', () => {
  const long = (word: string) => `${word} `.repeat(4_000);
  expect(wordDiff(long('a'), long('b')).filter((part) => part.in !== 'both').length).toBe(2);
});
