// From the bytes somebody sent to the grey picture Tesseract reads best. Runs in the reading process only.
import sharp from 'sharp';
import { ok, type Result, refuse } from '../../base/result.ts';
import { onlyPictures } from '../decode/only-pictures.ts';
import { decoderBytes, hasTooManyPixels, hasTooManyScans, headOf, mostPixels } from '../decode/picture-head.ts';

/** More than this is read no better, only slower: a telephone's photograph of a page is fine at 8 million. */
const mostReadPixels = 8_000_000;
const shortSide = 1_000;
const mostEnlarged = 3;
const leastSide = 8;
const darkBelow = 110;

/** What a decoder may hold beside Tesseract, which has its 200 MB already. */
const mostDecoderBytes = 128 * 1024 * 1024;

onlyPictures();
sharp.concurrency(1);

/**
 * The first frame upright, on white, in grey, dark on light, at a size Tesseract reads well, as a binary PGM file:
 * no metadata of the original can be in it. Refuses what does not decode whole, and more than 40 million pixels.
 */
export const preparePicture = async (
  picture: Uint8Array,
): Promise<Result<Buffer, { readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' }>> => {
  const head = await headOf(picture);
  if (head === undefined) return refuse('ocr-not-an-image');
  if (hasTooManyPixels(head) || hasTooManyScans(picture) || decoderBytes(head) > mostDecoderBytes)
    return refuse('ocr-too-large');
  const size: Size = head.autoOrient;
  if (Math.min(size.width, size.height) < leastSide) return refuse('ocr-no-text');
  const scale = scaleFor(size);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  try {
    const grey = await sharp(picture, { failOn: 'error', limitInputPixels: mostPixels })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('b-w')
      .resize({ width, height, fit: 'fill', kernel: 'cubic' })
      .raw({ depth: 'uchar' })
      .toBuffer();
    return ok(Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), darkOnLight(grey)]));
  } catch {
    return refuse('ocr-not-an-image');
  }
};

type Size = { readonly width: number; readonly height: number };

const scaleFor = ({ width, height }: Size): number => {
  const wanted = Math.min(mostEnlarged, Math.max(1, shortSide / Math.min(width, height)));
  return Math.min(wanted, Math.sqrt(mostReadPixels / (width * height)));
};

const darkOnLight = (grey: Buffer): Buffer => {
  let sum = 0;
  for (const level of grey) sum += level;
  if (sum / grey.length >= darkBelow) return grey;
  return Buffer.from(grey.map((level) => 255 - level));
};
