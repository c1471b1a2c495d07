import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPicture } from './read-picture.ts';

const [width, height] = [540, 800];
type Drawn = readonly [left: number, top: number, wide: number, high: number];

/** The height of the page that is read of a chat with these bubbles, each with strokes like a line of writing in it. */
const pageOf = async (bubbles: readonly Drawn[]): Promise<number> => {
  const data = Buffer.alloc(width * height * 3, 22);
  for (const [left, top, wide, high] of bubbles)
    for (let y = top; y < top + high; y++)
      for (let x = left; x < left + wide; x++) {
        const isStroke = Math.abs(y - top - high / 2) < 9 && x > left + 20 && x < left + 180 && x % 7 < 2;
        data.fill(isStroke ? 235 : 52, (y * width + x) * 3, (y * width + x + 1) * 3);
      }
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  let tall = 0;
  await readPicture(png, async (pgm, _lang, layout) => {
    if (layout === 'column') tall = Number(pgm.subarray(0, 20).toString('latin1').split(' ')[2]);
    return [];
  });
  return tall;
};

const said: readonly Drawn[] = [
  [20, 200, 380, 90],
  [140, 330, 380, 90],
];

test('what the next message is written into is not read, and a bubble as low in the picture is', async () => {
  const two = await pageOf(said);
  expect(two).toBeGreaterThan(0);
  expect(await pageOf([...said, [18, 735, 504, 50]])).toBe(two);
  expect(await pageOf([...said, [180, 735, 340, 50]])).toBeGreaterThan(two);
});
