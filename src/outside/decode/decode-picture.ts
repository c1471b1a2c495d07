// From the bytes of a file to pixels. For files of the person at the command line; what strangers send is decoded by a
// process of its own (outside/ocr).
import sharp from 'sharp';
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import type { Picture } from '../../kit/likeness/index.ts';

const mostPixels = 40_000_000;
const decoders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'];

export type DecodeRefusal = Refusal<'not-an-image' | 'too-many-pixels' | 'damaged-image'>;

/**
 * The first frame of a JPEG, PNG, WebP, GIF or AVIF, turned upright as its EXIF says (once, here, and never again), on
 * white where it is see-through, as sRGB; `wasTurned` says whether EXIF asked for a turn. Refuses what is none of the five,
 * what does not decode whole, and more than 40 million pixels, before they are decoded.
 */
export const decodePicture = async (
  bytes: Uint8Array,
): Promise<Result<Picture & { readonly wasTurned: boolean }, DecodeRefusal>> => {
  shutOtherDecoders();
  const head = await headOf(bytes);
  if (head === undefined) return refuse('not-an-image');
  if (head.width * head.height > mostPixels)
    return refuse('too-many-pixels', { detail: `${head.width} × ${head.height}` });
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels })
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

// A picture picks its own decoder. The ones nobody asked for (SVG, PDF, TIFF, ImageMagick's) are shut.
const shutOtherDecoders = (): void => {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: decoders.map((kind) => `VipsForeignLoad${kind}Buffer`) });
  sharp.cache(false);
};

/** Only the header is read, so that a small file that claims to be enormous costs nothing. */
const headOf = async (bytes: Uint8Array) => {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return undefined;
  }
};
