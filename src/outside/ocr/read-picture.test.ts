import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { blurPlaces } from './blur-people.ts';
import { allSteps, readPicture } from './read-picture.ts';
import type { Recognise } from './recognised.ts';
import { openTesseract } from './tesseract.ts';

let recognise: Recognise;
beforeAll(async () => {
  recognise = await openTesseract();
});

const chat = (name: string) => readFileSync(join(import.meta.dirname, '../../../test/vectors/pictures', name));
const all = async (picture: Uint8Array): Promise<string> => {
  const read = await readPicture(picture, recognise, { ...allSteps, bubbles: false, gate: 0 });
  return read.ok ? read.value.text : '';
};
const read = async (picture: Uint8Array) => {
  const reading = await readPicture(picture, recognise);
  if (!reading.ok) throw new Error(reading.error.code);
  return reading.value;
};

test.each(['chat-light.png', 'chat-dark.png'])(
  'each bubble is a message, with lines that lie where they stand: %s',
  async (name) => {
    const { messages, lines, text } = await read(chat(name));
    expect(messages[0]).toMatch(/^Bộ Y tế vừa thông báo: từ ngày 1\/12 .* cho người thân ngay nhé\./s);
    expect(messages.at(-1)).toBe('Thật mà, cô đọc trên mạng đó');
    expect(text).toBe(messages.join('\n'));
    const { width = 0, height = 0 } = await sharp(chat(name)).metadata();
    let above = -1;
    for (const { box, confidence } of lines) {
      expect(box.top).toBeGreaterThan(above);
      expect(box.left >= 0 && box.left + box.width <= width && box.top + box.height <= height).toBe(true);
      expect(confidence).toBeGreaterThan(0.6);
      above = box.top;
    }
  },
);

test('of a chat whose people are blurred no name can be read any more, and what was said still can', async () => {
  const names = ['Gia đình nội', 'Cô Hạnh'];
  const picture = chat('chat-light.png');
  const before = await all(picture);
  for (const name of names) expect(before).toContain(name);
  const { people, messages } = await read(picture);
  expect(people.length).toBeGreaterThan(0);
  const blurred = await blurPlaces(picture, people);
  if (!blurred.ok) throw new Error(blurred.error.code);
  const after = await all(blurred.value.picture);
  for (const name of names) expect(after).not.toContain(name);
  expect((await read(blurred.value.picture)).messages).toEqual(messages);
  const kept = await sharp(blurred.value.picture).metadata();
  expect([kept.format, kept.exif, kept.xmp]).toEqual(['webp', undefined, undefined]);
});

test('boxes are in pixels of the picture as it lies upright, however it was saved', async () => {
  const upright = await read(chat('chat-light.png'));
  const lying = await sharp(chat('chat-light.png')).rotate(270).withMetadata({ orientation: 6 }).png().toBuffer();
  const turned = await read(lying);
  expect(turned.messages).toEqual(upright.messages);
  for (const [i, { box }] of turned.lines.entries())
    expect(Math.abs(box.top - (upright.lines[i]?.box.top ?? -99))).toBeLessThanOrEqual(2);
});

test('places outside a picture are cut at its edge, and none leave it as it is', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#4a7' } })
    .png()
    .toBuffer();
  const places = [
    { left: -5, top: -5, width: 500, height: 500 },
    { left: 900, top: 0, width: 9, height: 9 },
  ];
  const blurred = await blurPlaces(picture, places);
  if (!blurred.ok) throw new Error(blurred.error.code);
  expect(await sharp(blurred.value.picture).metadata()).toMatchObject({ width: 40, height: 30 });
});
