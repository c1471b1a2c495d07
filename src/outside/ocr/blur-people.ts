// A picture drawn again in which some places cannot be made out. Runs in the reading process only.
import sharp from 'sharp';
import { ok, type Result } from '../../base/result.ts';
import type { AskRoom } from '../child/index.ts';
import type { Box } from './bubbles.ts';
import { uprightOf } from './upright.ts';

/** A cell is as large as a line of writing: no letter and no face survives as one even colour. */
const cells = 24;
const quality = 80;

/** Upright, as WebP without any metadata. Each place becomes a few cells of even colour, smoothed at their edges. */
export const blurPlaces = async (
  picture: Uint8Array,
  places: readonly Box[],
  askRoom?: AskRoom,
): Promise<
  Result<{ readonly picture: Uint8Array }, { readonly code: 'ocr-not-an-image' | 'ocr-too-large' | 'ocr-no-text' }>
> => {
  const upright = await uprightOf(picture, askRoom);
  if (!upright.ok) return upright;
  const { data, width, height, scale } = upright.value;
  const raw = { width, height, channels: 3 } as const;
  const cell = Math.max(8, Math.round(width / cells));
  const patches = await Promise.all(
    places.flatMap((place) => {
      const box = within(place, scale, width, height);
      return box === undefined ? [] : [patch(data, raw, box, cell)];
    }),
  );
  const out = await sharp(data, { raw }).composite(patches).webp({ quality }).toBuffer();
  return ok({ picture: new Uint8Array(out) });
};

const within = (box: Box, scale: number, width: number, height: number): Box | undefined => {
  const left = Math.max(0, Math.floor(box.left * scale));
  const top = Math.max(0, Math.floor(box.top * scale));
  const right = Math.min(width, Math.ceil((box.left + box.width) * scale));
  const bottom = Math.min(height, Math.ceil((box.top + box.height) * scale));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
};

const patch = async (
  data: Uint8Array,
  raw: { readonly width: number; readonly height: number; readonly channels: 3 },
  box: Box,
  cell: number,
) => {
  const small = await sharp(data, { raw })
    .extract(box)
    .resize(Math.max(1, Math.round(box.width / cell)), Math.max(1, Math.round(box.height / cell)), {
      fit: 'fill',
      kernel: 'linear',
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const input = await sharp(small.data, { raw: { width: small.info.width, height: small.info.height, channels: 3 } })
    .resize(box.width, box.height, { fit: 'fill', kernel: 'linear' })
    .png()
    .toBuffer();
  return { input, left: box.left, top: box.top };
};
