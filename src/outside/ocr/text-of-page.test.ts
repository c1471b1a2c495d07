import { expect, test } from 'vitest';
import type { Line } from './recognised.ts';
import { textOfPage } from './text-of-page.ts';

const span = (x1: number) => ({ x0: 0, y0: 0, x1, y1: 10 });
const line = (text: string, to = 100, confidence = 95): Line => ({
  words: text.split(' ').map((word) => ({ text: word, confidence, bbox: span(to) })),
  bbox: span(to),
});
const page = (...paragraphs: Line[][]) => paragraphs.map((lines) => ({ lines }));
const textOf = (...paragraphs: Line[][]) => {
  const read = textOfPage(page(...paragraphs));
  return read.ok ? read.value.text : read.error.code;
};

test('wrapped lines run on; a line ended early and a paragraph begin a new one', () => {
  expect(
    textOf(
      [line('Uống nước chanh nóng'), line('chữa khỏi ung thư.', 60), line('Nguồn: bác sĩ', 50)],
      [line('Thật mà')],
    ),
  ).toBe('Uống nước chanh nóng chữa khỏi ung thư.\nNguồn: bác sĩ\nThật mà');
});

test('words that were guessed are dropped, and the hour of a message too', () => {
  const guessed = { text: 'Ø', confidence: 12, bbox: span(9) };
  expect(textOf([{ ...line('Bộ Y tế thông báo'), words: [guessed, ...line('Bộ Y tế thông báo').words] }])).toBe(
    'Bộ Y tế thông báo',
  );
  expect(textOf([line('Thật mà')], [line('08:20')], [line('9.41 PM')], [line('»')])).toBe('Thật mà');
  expect(textOf([line('Gọi ngay số')], [line('1900 1234')])).toBe('Gọi ngay số\n1900 1234');
});

test('text comes in NFC, with the mean confidence from 0 to 1', () => {
  const decomposed = 'ung thư'.normalize('NFD');
  expect(textOfPage(page([line(decomposed, 100, 87)]))).toEqual({
    ok: true,
    value: { text: 'ung thư'.normalize('NFC'), confidence: 0.87, messages: ['ung thư'.normalize('NFC')] },
  });
});

test('what is mostly guessed, or hardly a word, is not read at all', () => {
  expect(textOf([line('không đọc được gì', 100, 59)])).toBe('ocr-no-text');
  expect(textOf([line('ab')])).toBe('ocr-no-text');
  expect(textOf([line('12345 678')])).toBe('ocr-no-text');
  expect(textOfPage([]).ok).toBe(false);
});

test('a stroke that begins a sentence is "I", and one that parts things stays', () => {
  expect(textOf([line('| will ask the doctor')])).toBe('I will ask the doctor');
  expect(textOf([line('Not yet. | will ask')])).toBe('Not yet. I will ask');
  expect(textOf([line('Weather | news')])).toBe('Weather | news');
});
