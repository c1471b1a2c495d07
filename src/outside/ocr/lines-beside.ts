// Whether much is written beside the bubbles: then it is a post with replies, or a page with boxes, and no chat.
import { type Box, farFromPage } from './bubbles.ts';
import type { Pixels } from './upright.ts';

const inkFrom = 60;
const widest = 0.55;
const lowest = 0.012;
const highest = 0.06;
/** The bar of a telephone and the head of a chat are wide, too, but no more than two. */
const fewest = 3;

/** True where three or more lines of writing as wide as most of the page stand outside the bubbles. */
export const isWrittenBeside = (picture: Pixels, bubbles: readonly Box[]): boolean => {
  const { width, height } = picture;
  const far = farFromPage(picture);
  let [lines, rows] = [0, 0];
  for (let y = 0; y <= height; y++) {
    const isFree = y < height && !bubbles.some(({ top, height: down }) => y >= top - 2 && y < top + down + 2);
    if (isFree && isWritten(far, y * width, width)) rows++;
    else {
      if (rows >= lowest * width && rows <= highest * width) lines++;
      rows = 0;
    }
  }
  return lines >= fewest;
};

/** Ink here and there over most of the width: neither a rule nor a picture, which have it everywhere. */
const isWritten = (far: Uint8Array, start: number, width: number): boolean => {
  let [first, last, ink] = [width, -1, 0];
  for (let x = 0; x < width; x++)
    if ((far[start + x] as number) > inkFrom) {
      if (first === width) first = x;
      last = x;
      ink++;
    }
  const span = last - first + 1;
  return span >= widest * width && ink >= 0.12 * span && ink <= 0.75 * span;
};
