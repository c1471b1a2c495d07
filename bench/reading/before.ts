// What is often advised before a picture is read, and the product does not do: the bench tries what it would bring.
import sharp from 'sharp';
import type { Recognise } from '../../src/outside/ocr/recognised.ts';
import type { ToRead } from './pictures.ts';

/** Black and white alone, split where Otsu (1979) splits best: between the two heaps of levels. */
const blackAndWhite = (grey: Buffer): Buffer => {
  const split = otsu(grey);
  return Buffer.from(grey.map((level) => (level > split ? 255 : 0)));
};

/** Whatever page is made of a picture, Tesseract is given it in black and white alone. */
export const readsBlackAndWhite =
  (recognise: Recognise): Recognise =>
  (pgm, lang, layout) => {
    const head = pgm.indexOf('255\n') + 4;
    return recognise(Buffer.concat([pgm.subarray(0, head), blackAndWhite(pgm.subarray(head))]), lang, layout);
  };

/** The picture itself in black and white, before anything is looked for in it. */
export const inBlackAndWhite = async (picture: ToRead): Promise<ToRead> => {
  const { data, info } = await sharp(picture.bytes)
    .flatten({ background: '#fff' })
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const bytes = await sharp(blackAndWhite(data), { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  return { ...picture, bytes };
};

/** The level at which the two sides differ most: the greatest variance between them. */
const otsu = (levels: Uint8Array): number => {
  const counts = new Array<number>(256).fill(0);
  for (const level of levels) counts[level] = (counts[level] as number) + 1;
  const sum = counts.reduce((all, count, level) => all + count * level, 0);
  let [below, sumBelow, best, split] = [0, 0, -1, 0];
  for (const [level, count] of counts.entries()) {
    below += count;
    sumBelow += count * level;
    const above = levels.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, split] = [between, level];
  }
  return split;
};

// As `chats.ts` draws them, of 360: the bar of the telephone with the head of the chat under it, and the field at the foot.
const drawnWidth = 360;
const [top, foot] = [86, 53];

/**
 * A chat without the bar of the telephone, its head and its field, cut where the bench itself drew them: no way to find
 * them in a picture of somebody else could do better. Other pictures as they are.
 */
export const withoutBars = async (picture: ToRead): Promise<ToRead> => {
  if (!picture.kind.startsWith('chat')) return picture;
  const { width = 1, height = 1 } = await sharp(picture.bytes).metadata();
  const [from, under] = [top, foot].map((of) => Math.round((of * width) / drawnWidth)) as [number, number];
  const bytes = await sharp(picture.bytes)
    .extract({ left: 0, top: from, width, height: height - from - under })
    .png()
    .toBuffer();
  return { ...picture, bytes };
};
