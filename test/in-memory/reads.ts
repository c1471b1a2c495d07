// A reader of pictures that reads in each whatever it is told, and paints over whoever it was told is in it.
import sharp from 'sharp';
import { ok } from '../../src/base/result.ts';
import type { Ocr, PictureText } from '../../src/desk/world.ts';

type Read = Awaited<ReturnType<Ocr['read']>>;
type People = PictureText['people'];

/** Every place of people becomes this one colour: whatever else stands there was never blurred. */
export const paint = { r: 255, g: 0, b: 255 } as const;

export const paintsOver: Ocr['blurPeople'] = async (picture, { people }) => {
  const patches = people.map(({ left, top, width, height }) => ({
    input: { create: { width, height, channels: 3 as const, background: paint } },
    left,
    top,
  }));
  const painted = await sharp(picture).autoOrient().composite(patches).webp({ quality: 100 }).toBuffer();
  return ok(new Uint8Array(painted));
};

export const readsIn = (read: Read): Ocr => ({ read: async () => read, blurPeople: paintsOver });

/** Words where there seem to be so many letters, none of them legible. */
export const illegible = (letters: number, people: People = []): Read => ({
  ok: false,
  error: { code: 'ocr-no-text', letters, people },
});

export const legibleAs = (text: string, people: People = []): Read =>
  ok({ text, confidence: 0.95, messages: [text], lines: [], people });

/** No letter and nobody in any picture. */
export const nothingRead: Ocr = readsIn(illegible(0));
