// Where a chat shows or names somebody: everything outside its bubbles that is not the plain page, its head before all.
import type { Box } from './bubbles.ts';
import type { Pixels } from './upright.ts';

/** Boxes of all that lies above the first bubble, below the last, and beside each; in pixels of the picture given. */
export const peopleBeside = ({ width, height }: Pixels, bubbles: readonly Box[]): readonly Box[] => {
  const first = Math.min(...bubbles.map(({ top }) => top));
  const rows = [...bubbles].sort((a, b) => a.top - b.top);
  const boxes: Box[] = [{ left: 0, top: 0, width, height: first }];
  let above = first;
  for (const { left, top, width: across, height: down } of rows) {
    // Names stand between two bubbles; a picture that was sent there stays as it is.
    const between = top - above;
    if (between > 0 && between < mostBetween * width) boxes.push({ left: 0, top: above, width, height: between });
    if (left > 0) boxes.push({ left: 0, top, width: left, height: down });
    if (left + across < width) boxes.push({ left: left + across, top, width: width - left - across, height: down });
    above = Math.max(above, top + down);
  }
  const rest = height - above;
  if (rest > 0) boxes.push({ left: 0, top: above, width, height: rest });
  return boxes;
};

/** Names and hours between two bubbles are lower than this share of the page's width. */
const mostBetween = 0.25;
