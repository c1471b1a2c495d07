// Bubbles drawn by hand: a white fill, and words as boxes of strokes in the ink of whoever wrote them.
import { expect, test } from 'vitest';
import type { Line } from './recognised.ts';
import { saidInChat } from './said-in-chat.ts';

const [width, height] = [300, 120];
const ink = { black: [20, 20, 20], pale: [150, 150, 150], red: [200, 60, 60] } as const;
type Written = readonly [text: string, x: number, y: number, high: number, ink: keyof typeof ink];

/** What one bubble says in which these words stand; words at one height are a line. */
const saidBy = (...written: readonly Written[]) => {
  const data = new Uint8Array(width * height * 3).fill(255);
  const lines = new Map<number, Line>();
  for (const [text, x, y, high, colour] of written) {
    const [x1, y1] = [x + text.length * 8, y + high];
    for (let v = y; v < y1; v++)
      for (let u = x; u < x1; u++) if (u % 6 === 0) data.set(ink[colour], (v * width + u) * 3);
    const bbox = { x0: x, y0: y, x1, y1 };
    const { words = [], bbox: whole = bbox } = lines.get(y) ?? {};
    lines.set(y, {
      words: [...words, { text, confidence: 95, bbox }],
      bbox: { x0: Math.min(whole.x0, x), y0: y, x1: Math.max(whole.x1, x1), y1: Math.max(whole.y1, y1) },
    });
  }
  const bubble = { left: 0, top: 0, width, height };
  const strip = { pgm: Buffer.alloc(0), placed: [{ bubble, left: 0, top: 0, bottom: height }], zoom: 1 };
  const [said] = saidInChat(strip, [...lines.values()], { data, width, height });
  return {
    text: said?.lines.map((line) => line.words.map(({ text }) => text).join(' ')).join(' '),
    named: said?.names.length,
  };
};

test('a name in another ink is taken off the top, and the hour off the end', () => {
  const said = saidBy(
    ['Chị', 10, 10, 14, 'red'],
    ['Lan', 60, 10, 14, 'red'],
    ['Thật', 10, 40, 18, 'black'],
    ['11:05', 250, 70, 11, 'pale'],
  );
  expect(said).toEqual({ text: 'Thật', named: 1 });
});

test('what was said above one short word and an hour is no name', () => {
  const first = [
    ['Vaccines', 10, 10, 18, 'black'],
    ['cause', 90, 10, 18, 'black'],
    ['autism', 150, 10, 18, 'black'],
  ] as const;
  const said = saidBy(...first, ['in', 10, 45, 18, 'black'], ['15:11', 250, 45, 11, 'pale']);
  expect(said).toEqual({ text: 'Vaccines cause autism in', named: 0 });
});

test('a line whose box came out too tall makes no name of the one above it', () => {
  const said = saidBy(
    ['Vaccines', 10, 5, 18, 'black'],
    ['children', 10, 30, 28, 'black'],
    ['today', 10, 70, 18, 'black'],
    ['everywhere', 10, 95, 18, 'black'],
  );
  expect(said).toEqual({ text: 'Vaccines children today everywhere', named: 0 });
});

test('an hour of which only the minutes were read is an hour, and what stands above it was said', () => {
  expect(saidBy(['Ai', 10, 10, 18, 'black'], ['biết', 40, 10, 18, 'black'], [':13', 40, 50, 11, 'pale'])).toEqual({
    text: 'Ai biết',
    named: 0,
  });
});
