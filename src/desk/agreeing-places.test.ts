import { expect, test } from 'vitest';
import { agreeingPlaces } from './agreeing-places.ts';

/** Words of ten pixels a letter on lines of 20 pixels, with a blank of one letter between them; a picture of 400 to 100. */
const seen = (...lines: readonly string[]) => ({
  width: 400,
  height: 100,
  words: lines.flatMap((line, n) => {
    let at = 0;
    return line.split(' ').map((text) => {
      const box = { left: at * 10, top: n * 20, width: text.length * 10, height: 20 };
      at += text.length + 1;
      return { text, box };
    });
  }),
});

const matched = (text: string, ...agreeing: readonly string[]) => ({
  text,
  claims: [
    {
      answers: [
        {
          spans: {
            query: agreeing.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length })),
          },
        },
      ],
    },
  ],
});

type Matched = Parameters<typeof agreeingPlaces>[1];
const places = (of: ReturnType<typeof seen>, by: ReturnType<typeof matched>) =>
  agreeingPlaces(of, by as unknown as Matched);

test('agreeing words are marked where they stand, neighbours of a line as one', () => {
  const picture = seen('nước chanh nóng', 'chữa được ung thư');
  const text = 'nước chanh nóng chữa được ung thư';
  expect(places(picture, matched(text, 'nước', 'chanh', 'ung', 'thư'))).toEqual([
    { left: 0, top: 0, width: 0.25, height: 0.2 },
    { left: 0.25, top: 0.2, width: 0.175, height: 0.2 },
  ]);
});

test('the last word of one line and the first of the next are two places', () => {
  const picture = seen('uống nước', 'chanh nhé');
  expect(places(picture, matched('uống nước chanh nhé', 'nước chanh'))).toHaveLength(2);
});

test('what was masked or put right is marked nowhere, and what follows it still is', () => {
  const picture = seen('gọi 0912345678 hỏi chanh');
  expect(places(picture, matched('gọi [số điện thoại] hỏi chanh', 'chanh'))).toEqual([
    { left: 0.475, top: 0, width: 0.125, height: 0.2 },
  ]);
});

test('a word inside another one is not that word', () => {
  const picture = seen('an chanh');
  expect(places(picture, matched('chanh ăn an chanh', 'chanh ăn'))).toEqual([]);
  expect(places(seen('anh'), matched('chanh', 'chanh'))).toEqual([]);
});

test('without agreement nothing is marked', () => {
  expect(places(seen('nước chanh'), matched('nước chanh'))).toEqual([]);
});
