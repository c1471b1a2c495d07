// From the bytes somebody sent to pixels, upright. Runs in the reading process only.
import sharp from 'sharp';
import { ok, type Result, refuse } from '../../base/result.ts';

const mostPixels = 40_000_000;
/** More than this is read no better, only slower: a telephone's photograph of a page is fine at 8 million. */
const mostReadPixels = 8_000_000;
const leastSide = 8;

/** Red, green and blue, rows from the top; `scale` pixels stand for one of the picture as it lies upright. */
export type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };
export type Upright = Pixels & { readonly scale: number };

// A picture picks its own decoder. The ones nobody asked for (SVG, PDF, TIFF, ImageMagick's) are shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((kind) => `VipsForeignLoad${kind}Buffer`),
});
// A cache would keep parts of pictures for longer than it takes to read them.
sharp.cache(false);
sharp.concurrency(1);

/** The first frame upright, on white. Refuses what does not decode whole, and more than 40 million pixels. */
export const uprightOf = async (
  picture: Uint8Array,
): Promise<Result<Upright, { readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' }>> => {
  const size = await sizeOf(picture);
  if (size === undefined) return refuse('ocr-not-an-image');
  if (size.width * size.height > mostPixels) return refuse('ocr-too-large');
  if (Math.min(size.width, size.height) < leastSide) return refuse('ocr-no-text');
  const scale = Math.min(1, Math.sqrt(mostReadPixels / (size.width * size.height)));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  try {
    const data = await sharp(picture, { failOn: 'error', limitInputPixels: mostPixels })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .resize({ width, height, fit: 'fill' })
      .raw({ depth: 'uchar' })
      .toBuffer();
    return ok({ data: inThree(data, width * height), width, height, scale });
  } catch {
    return refuse('ocr-not-an-image');
  }
};

/** Only the header is read, so that a small file that claims to be enormous costs nothing. */
const sizeOf = async (picture: Uint8Array) => {
  try {
    return (await sharp(picture, { limitInputPixels: false }).metadata()).autoOrient;
  } catch {
    return undefined;
  }
};

/** A grey picture comes in one channel. */
const inThree = (data: Buffer, pixels: number): Uint8Array => {
  if (data.length === pixels * 3) return data;
  const out = new Uint8Array(pixels * 3);
  for (let n = 0; n < out.length; n++) out[n] = data[Math.floor(n / 3)] as number;
  return out;
};
