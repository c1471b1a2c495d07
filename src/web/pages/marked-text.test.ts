import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, within } from './marked-text.ts';

test('a text is cut by its spans in order', () => {
  expect(
    cut('one two three', [
      { span: { start: 4, end: 7 }, tag: 'b' },
      { span: { start: 0, end: 3 }, tag: 'a' },
    ]),
  ).toEqual([
    { text: 'one', at: 0, tag: 'a' },
    { text: ' ', at: 3, tag: null },
    { text: 'two', at: 4, tag: 'b' },
    { text: ' three', at: 7, tag: null },
  ]);
});

test('whatever the spans, every character comes back exactly once', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: -2, max: 30 }), fc.integer({ min: -2, max: 30 })));
  fc.assert(
    fc.property(fc.string({ maxLength: 25 }), spans, (text, pairs) => {
      const pieces = cut(
        text,
        pairs.map(([start, end]) => ({ span: { start, end }, tag: true })),
      );
      expect(pieces.map((p) => p.text).join('')).toBe(text);
    }),
  );
});

test('spans of a message are told from the beginning of one part of it', () => {
  expect(
    within({ start: 10, end: 20 }, [
      { start: 12, end: 15 },
      { start: 8, end: 12 },
    ]),
  ).toEqual([{ start: 2, end: 5 }]);
});
