import { expect, test } from 'vitest';
import { numbersInPicture } from './numbers-in-picture.ts';

/** A line as it is read: each word ten wide for each letter, on the height of its line. */
const line = (text: string, top = 0) => {
  let left = 0;
  const words = text.split(' ').map((word) => {
    const box = { left, top, width: 10 * word.length, height: 20 };
    left += box.width + 10;
    return { text: word, box };
  });
  return { text, confidence: 1, box: { left: 0, top, width: left, height: 20 }, words };
};
const hiddenOf = (...texts: readonly string[]) => {
  const lines = texts.map((text, n) => line(text, 30 * n));
  const boxes = numbersInPicture(lines);
  return lines.flatMap(({ words }) => words.filter(({ box }) => boxes.includes(box)).map(({ text }) => text));
};

test('what is masked in a text is found in its picture, whole, and the words around it stay', () => {
  expect(hiddenOf('Gọi chị Hoa 0912 345 678 để nhận tiền')).toEqual(['0912', '345', '678']);
  expect(hiddenOf('Chuyển vào STK 1903 4567 8901 23 ngân hàng', 'viết cho hoa@toasoan.example nhé')).toEqual([
    '1903',
    '4567',
    '8901',
    '23',
    'hoa@toasoan.example',
  ]);
  expect(hiddenOf('số 0912345678 hoặc 0987654321 đều được')).toEqual(['0912345678', '0987654321']);
  expect(hiddenOf('CCCD 079203001234')).toContain('079203001234');
});

test('a picture without such numbers has nothing hidden, whatever else it counts', () => {
  expect(hiddenOf('Năm 2026 có 12 cơn bão, mưa 300 mm', 'tăng 20 % so với 2025', '')).toEqual([]);
});
