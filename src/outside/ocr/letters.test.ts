import { expect, test } from 'vitest';
import { lettersOf } from './letters.ts';

const [width, height] = [600, 400];

/** A scene of stripes of about a level, light in places, with shapes like letters: light, and with a black ring or none. */
const scene = (ring: number, level: number) => {
  const data = new Uint8Array(width * height * 3);
  const fill = (left: number, top: number, w: number, h: number, grey: number) => {
    for (let y = top; y < top + h; y++) data.fill(grey, (y * width + left) * 3, (y * width + left + w) * 3);
  };
  for (let y = 0; y < height; y++) fill(0, y, width, 1, level + ((y * 7) % 60));
  fill(380, 40, 200, 120, 235);
  for (let i = 0; i < 8; i++) {
    fill(40 + i * 40 - ring, 250 - ring, 20 + 2 * ring, 44 + 2 * ring, 0);
    fill(40 + i * 40, 250, 20, 44, 255);
  }
  return { data, width, height };
};

const inkOf = (pgm: Buffer) => {
  const [head, w, h] = /^P5 (\d+) (\d+) 255\n/.exec(pgm.subarray(0, 30).toString('latin1')) ?? [];
  const grey = pgm.subarray((head ?? '').length);
  expect(grey).toHaveLength(Number(w) * Number(h));
  return { width: Number(w), height: Number(h), at: (x: number, y: number) => grey[y * Number(w) + x] as number };
};

test('light letters with something dark around them stand alone, black on white', async () => {
  const letters = await lettersOf(scene(4, 90));
  if (letters === undefined) throw new Error('no letters were found');
  const { at } = inkOf(letters.pgm);
  const on = (x: number, y: number) => at(Math.round(x * letters.zoom), Math.round(y * letters.zoom));
  for (let i = 0; i < 8; i++) expect(on(50 + i * 40, 272)).toBeLessThan(40);
  for (const [x, y] of [
    [480, 100],
    [300, 200],
    [70, 272],
    [20, 20],
  ] as const)
    expect(on(x, y)).toBeGreaterThan(230);
});

test('light shapes with nothing dark around them are no letters', async () => {
  expect(await lettersOf(scene(0, 190))).toBeUndefined();
  expect(await lettersOf({ data: new Uint8Array(300).fill(255), width: 10, height: 10 })).toBeUndefined();
});
