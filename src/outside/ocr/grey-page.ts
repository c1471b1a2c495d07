// The whole picture as Tesseract reads it best: grey, dark on light, at a size of letters it was taught.
import sharp from 'sharp';
import { pgmOf } from './strip.ts';
import type { Pixels } from './upright.ts';

const shortSide = 1_000;
const mostEnlarged = 3;
const mostReadPixels = 8_000_000;
const darkBelow = 110;

/** A binary PGM file; `zoom` pixels of it stand for one of the picture. */
export const greyPage = async (
  { data, width, height }: Pixels,
  steps: { readonly enlarge: boolean; readonly invert: boolean },
): Promise<{ readonly pgm: Buffer; readonly zoom: number }> => {
  const wanted = steps.enlarge ? Math.min(mostEnlarged, Math.max(1, shortSide / Math.min(width, height))) : 1;
  const zoom = Math.min(wanted, Math.sqrt(mostReadPixels / (width * height)));
  const [w, h] = [Math.max(1, Math.round(width * zoom)), Math.max(1, Math.round(height * zoom))];
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .toColourspace('b-w')
    .resize({ width: w, height: h, fit: 'fill', kernel: 'cubic' })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { pgm: pgmOf(steps.invert ? darkOnLight(grey) : grey, w, h), zoom };
};

const darkOnLight = (grey: Buffer): Buffer => {
  let sum = 0;
  for (const level of grey) sum += level;
  if (sum / grey.length >= darkBelow) return grey;
  return Buffer.from(grey.map((level) => 255 - level));
};
