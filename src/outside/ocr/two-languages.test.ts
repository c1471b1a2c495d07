import { expect, test } from 'vitest';
import type { Line, Paragraph, ReadLang } from './recognised.ts';
import { inTheirLanguage } from './two-languages.ts';

const line = (text: string, at: number, confidence: number): Line => ({
  words: text.split(' ').map((word) => ({ text: word, confidence, bbox: { x0: 0, y0: at, x1: 90, y1: at + 10 } })),
  bbox: { x0: 0, y0: at, x1: 90, y1: at + 10 },
});

/** What comes out of paragraphs that are read so with Vietnamese letters, and so with English ones. */
const told = async (as: Readonly<Record<ReadLang, readonly (readonly [text: string, confidence: number])[]>>) => {
  const asked: ReadLang[] = [];
  const read = await inTheirLanguage(Buffer.alloc(0), 'column', async (_, lang) => {
    asked.push(lang);
    return as[lang].map(([text, sure], n): Paragraph => ({ lines: [line(text, n * 40, sure)] }));
  });
  return {
    asked,
    texts: read.flatMap(({ lines }) => lines.map(({ words }) => words.map(({ text }) => text).join(' '))),
  };
};

test('a short paragraph beside English ones is read as English where that is surer', async () => {
  const read = await told({
    vie: [
      ['The health ministry says that garlic kills the flu', 91],
      ['Somebody please confirm.', 40],
    ],
    eng: [
      ['The health ministry says that garlic kills the flu', 95],
      ['Somebody please confirm', 93],
    ],
  });
  expect(read.texts[1]).toBe('Somebody please confirm');
});

test('a Vietnamese paragraph among English ones stays as it was read with Vietnamese letters', async () => {
  const read = await told({
    vie: [
      ['The health ministry says that garlic kills the flu', 91],
      ['Uống nước chanh nóng chữa ung thư', 80],
    ],
    eng: [
      ['The health ministry says that garlic kills the flu', 95],
      ['Uong nuéc chanh nong chita ung thu', 90],
    ],
  });
  expect(read.texts[1]).toBe('Uống nước chanh nóng chữa ung thư');
});

test('where nothing is English, nothing is read twice', async () => {
  const read = await told({
    vie: [
      ['Uống nước chanh nóng chữa ung thư', 90],
      ['Ok', 50],
    ],
    eng: [
      ['', 0],
      ['Ok', 95],
    ],
  });
  expect(read).toEqual({ asked: ['vie'], texts: ['Uống nước chanh nóng chữa ung thư', 'Ok'] });
});
