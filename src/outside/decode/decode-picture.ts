// From the bytes of a file to pixels. In this process: for files of the person at the command line, and for the process
// that looks at what strangers send (decoder-of-pictures).
import sharp from 'sharp';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { Picture } from '../../kit/likeness/index.ts';
import { onlyPictures } from './only-pictures.ts';
import { hasTooManyPixels, headOf, mostPixels } from './picture-head.ts';

export type DecodeRefusal = Refusal<'not-an-image' | 'too-many-pixels' | 'damaged-image'>;

export type UprightPicture = Picture & { readonly wasTurned: boolean };

/**
 * The first frame of a JPEG, PNG, WebP, GIF or AVIF, or the one of that number, turned upright as its EXIF says (once, here,
 * and never again), on white where it is see-through, as sRGB of 8 bits; `wasTurned` says whether EXIF asked for a turn.
 * Refuses what is none of the five, what does not decode whole, and more than 40 million pixels, before they are decoded.
 */
export const decodePicture = async (bytes: Uint8Array, frame = 0): Promise<Result<UprightPicture, DecodeRefusal>> => {
  onlyPictures();
  const head = await headOf(bytes);
  if (head === undefined) return refuse('not-an-image');
  if (hasTooManyPixels(head)) return refuse('too-many-pixels', { detail: `${head.width} × ${head.height}` });
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, page: frame })
      .autoOrient()
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 1 && channels !== 3) return refuse('damaged-image', { detail: `${channels} channels` });
    return ok({ data, width, height, channels, wasTurned: (head.orientation ?? 1) > 1 });
  } catch (error) {
    return refuse('damaged-image', { detail: (error as Error).message.split('\n')[0] ?? '' });
  }
};
