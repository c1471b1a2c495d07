// From the bytes somebody sent to pixels, upright. Runs in the reading process only.
import sharp from 'sharp';
import { ok, type Result, refuse } from '../../base/result.ts';
import type { AskRoom } from '../child/index.ts';
import { onlyPictures } from '../decode/only-pictures.ts';
import { decoderBytes, hasTooManyPixels, hasTooManyScans, headOf, mostPixels } from '../decode/picture-head.ts';

/** More than this is read no better, only slower: a telephone's photograph of a page is fine at 8 million. */
const mostReadPixels = 8_000_000;
const leastSide = 8;

/** Red, green and blue, rows from the top; `scale` pixels stand for one of the picture as it lies upright. */
export type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };
export type Upright = Pixels & { readonly scale: number };

/** What a decoder may hold beside Tesseract. */
const mostDecoderBytes = 80 * 1024 * 1024;
/** What a picture is turned into on its way to the letters: red, green and blue, grey, and Tesseract's own copies. */
const bytesAPixel = 6;
/** So much is there in a process at rest. */
const littleBytes = 16 * 1024 * 1024;

onlyPictures();
sharp.concurrency(1);

/**
 * The first frame upright, on white. Refuses what does not decode whole, and more than 40 million pixels. `askRoom` is told
 * how many bytes a large one will take, before they are taken.
 */
export const uprightOf = async (
  picture: Uint8Array,
  askRoom?: AskRoom,
): Promise<Result<Upright, { readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' }>> => {
  const head = await headOf(picture);
  if (head === undefined) return refuse('ocr-not-an-image');
  if (hasTooManyPixels(head) || hasTooManyScans(picture) || decoderBytes(head) > mostDecoderBytes)
    return refuse('ocr-too-large');
  const size = head.autoOrient;
  if (Math.min(size.width, size.height) < leastSide) return refuse('ocr-no-text');
  const scale = Math.min(1, Math.sqrt(mostReadPixels / (size.width * size.height)));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const bytes = decoderBytes(head) + width * height * bytesAPixel;
  if (bytes > littleBytes) await askRoom?.(bytes);
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

/** A grey picture comes in one channel. */
const inThree = (data: Buffer, pixels: number): Uint8Array => {
  if (data.length === pixels * 3) return data;
  const out = new Uint8Array(pixels * 3);
  for (let n = 0; n < out.length; n++) out[n] = data[Math.floor(n / 3)] as number;
  return out;
};
