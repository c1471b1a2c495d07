// The bubbles of a chat laid under each other as one page: dark on white whatever their colours, and nothing else of the
// picture. What is not on it cannot be read: the head of the chat, faces, names above bubbles, the bars of the telephone.
import sharp from 'sharp';
import { type Box, farFrom, fillOf } from './bubbles.ts';
import type { Pixels } from './upright.ts';

/** A page to be read, and where its parts come from. */
export type Strip = {
  readonly pgm: Buffer;
  /** For each bubble, where it lies on the page; `zoom` pixels of the page stand for one of the picture. */
  readonly placed: readonly {
    readonly bubble: Box;
    readonly left: number;
    readonly top: number;
    readonly bottom: number;
  }[];
  readonly zoom: number;
};

const margin = 40;
const gap = 36;
/** More than a lossy file blurs a plain fill by, less than what letters stand out by. */
const edge = 24;

/** `zoom` makes letters as large as Tesseract likes them. */
export const stripOf = async (picture: Pixels, bubbles: readonly Box[], zoom: number): Promise<Strip> => {
  const pieces = await Promise.all(bubbles.map((bubble) => pieceOf(picture, bubble, zoom)));
  const width = Math.max(...pieces.map((piece) => piece.width)) + 2 * margin;
  const height = pieces.reduce((sum, piece) => sum + piece.height + gap, 2 * margin);
  const grey = Buffer.alloc(width * height, 255);
  let top = margin;
  const placed = pieces.map((piece, i) => {
    for (let y = 0; y < piece.height; y++)
      piece.data.copy(grey, (top + y) * width + margin, y * piece.width, (y + 1) * piece.width);
    const at = { bubble: bubbles[i] as Box, left: margin, top, bottom: top + piece.height };
    top += piece.height + gap;
    return at;
  });
  return { pgm: pgmOf(grey, width, height), placed, zoom };
};

export const pgmOf = (grey: Uint8Array, width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from(`P5 ${width} ${height} 255\n`), grey]);

/** The bubble alone: how far each pixel is from the fill, as ink on white. */
const pieceOf = async (picture: Pixels, bubble: Box, zoom: number) => {
  const fill = fillOf(bubble, picture);
  const far = new Uint8Array(bubble.width * bubble.height);
  for (let y = 0; y < bubble.height; y++)
    for (let x = 0; x < bubble.width; x++)
      far[y * bubble.width + x] = farFrom(
        picture,
        (bubble.top + y) * picture.width + bubble.left + x,
        fill(bubble.top + y),
      );
  withoutCorners(far, bubble.width, bubble.height);
  const full = Math.max(60, darkest(far));
  const ink = Buffer.from(far.map((d) => 255 - Math.min(255, Math.max(0, ((d - 8) * 255) / (full - 8)))));
  const { data, info } = await sharp(ink, { raw: { width: bubble.width, height: bubble.height, channels: 1 } })
    .resize({
      width: Math.max(1, Math.round(bubble.width * zoom)),
      height: Math.max(1, Math.round(bubble.height * zoom)),
      fit: 'fill',
      kernel: 'cubic',
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const step = info.channels;
  const one =
    step === 1
      ? data
      : Buffer.from(Uint8Array.from({ length: info.width * info.height }, (_, n) => data[n * step] as number));
  return { data: one, width: info.width, height: info.height };
};

/** Round corners show the page, and a tail its edge: what is not fill and reaches the border is no letter. */
const withoutCorners = (far: Uint8Array, width: number, height: number): void => {
  const stack: number[] = [];
  const reach = (n: number) => {
    if ((far[n] as number) > edge) {
      far[n] = 0;
      stack.push(n);
    }
  };
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) reach(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) reach(y * width + x);
  for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
    const x = n % width;
    if (x > 0) reach(n - 1);
    if (x + 1 < width) reach(n + 1);
    if (n >= width) reach(n - width);
    if (n + width < far.length) reach(n + width);
  }
};

/** What one pixel in fifty exceeds: the ink of the letters, whatever else is there. */
const darkest = (far: Uint8Array): number => {
  const counts = new Uint32Array(256);
  for (const d of far) counts[d]!++;
  let left = far.length / 50;
  for (let level = 255; level > 0; level--) {
    left -= counts[level] as number;
    if (left <= 0) return level;
  }
  return 0;
};
