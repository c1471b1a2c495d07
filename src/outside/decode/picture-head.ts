// What the header of a picture says, read before anything is decoded: a small file may claim to be enormous.
import sharp, { type Metadata } from 'sharp';

export const mostPixels = 40_000_000;

/** Scans of a progressive JPEG; more than a hundred only serve to keep a decoder busy. */
const mostScans = 100;

/** The header; undefined where it is none. `autoOrient` holds the sides as they are once upright. */
export const headOf = async (bytes: Uint8Array): Promise<Metadata | undefined> => {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return undefined;
  }
};

type Told = Pick<Metadata, 'width' | 'height' | 'format' | 'channels' | 'depth' | 'isProgressive' | 'orientation'>;

export const hasTooManyPixels = ({ width, height }: Pick<Told, 'width' | 'height'>): boolean =>
  width * height > mostPixels;

/**
 * Bytes a decoder holds at once for such a picture, from above (measured with sharp 0.35.5): those that need the whole
 * picture before its first row take many times what those that go row by row do.
 */
export const decoderBytes = (head: Told): number => {
  const deep = head.depth === 'uchar' ? 1 : 2;
  const upright = (head.orientation ?? 1) > 1 ? 4 * deep : 0;
  return head.width * head.height * (wholeBytes(head, deep) + upright);
};

/** Bytes of the pixels that a decoder gives: of two frames where there are several, as one is decoded while the other is seen. */
export const pixelBytes = ({ width, height, pages = 1 }: Pick<Metadata, 'width' | 'height' | 'pages'>): number =>
  width * height * 3 * Math.min(2, pages);

const wholeBytes = ({ format, channels = 4, isProgressive }: Told, deep: number): number => {
  if (format === 'heif') return deep === 1 ? 15 : 21;
  if (format === 'webp' || format === 'gif') return 5;
  if (format === 'png') return isProgressive ? channels * deep : 0;
  return isProgressive ? channels * 2 : 0;
};

/** Whether a JPEG comes in more passes than any camera makes. */
export const hasTooManyScans = (bytes: Uint8Array): boolean => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  let scans = 0;
  // Inside entropy-coded data 0xff is followed by zero or a restart marker (ISO 10918-1, B.1.1.5), so each of these begins a scan.
  for (let at = bytes.indexOf(0xff, 2); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda && ++scans > mostScans) return true;
  return false;
};
