// What the bench of reading tries on pictures does what its rows say.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { inBlackAndWhite, readsBlackAndWhite, withoutBars } from '../../bench/reading/before.ts';
import type { ToRead } from '../../bench/reading/pictures.ts';

const levels = [20, 30, 40, 45, 180, 190, 200, 210];
const split = [0, 0, 0, 0, 255, 255, 255, 255];
const picture = (kind: ToRead['kind'], bytes: Buffer): ToRead => ({
  ...{ kind, bytes, tags: [], lang: 'vi', width: 360, truth: [], names: [] },
});

test('a page is split between its dark and its light heap, and stays a page of its size', async () => {
  const given: Buffer[] = [];
  const read = readsBlackAndWhite(async (pgm) => {
    given.push(pgm);
    return [];
  });
  await read(Buffer.concat([Buffer.from('P5 4 2 255\n'), Buffer.from(levels)]), 'vie', 'page');
  expect(given).toEqual([Buffer.concat([Buffer.from('P5 4 2 255\n'), Buffer.from(split)])]);
});

test('a picture is split alike before anything is looked for in it', async () => {
  const png = await sharp(Buffer.from(levels), { raw: { width: 4, height: 2, channels: 1 } })
    .png()
    .toBuffer();
  const { bytes } = await inBlackAndWhite(picture('meme', png));
  expect([...(await sharp(bytes).toColourspace('b-w').raw().toBuffer())]).toEqual(split);
});

test('bars are cut off chats alone, by the width they were drawn at', async () => {
  const png = await sharp({ create: { width: 720, height: 1000, channels: 3, background: '#678' } })
    .png()
    .toBuffer();
  const { width, height } = await sharp((await withoutBars(picture('chat', png))).bytes).metadata();
  expect([width, height]).toEqual([720, 1000 - 2 * (86 + 53)]);
  const meme = picture('meme', png);
  expect(await withoutBars(meme)).toBe(meme);
});
