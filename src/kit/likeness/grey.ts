import type { Picture } from './picture.ts';

/**
 * A picture in grey, at most `longest` pixels a side, with the sums of all that is left of and above each corner: any
 * rectangle's mean is then four numbers away. `levels` are from 0 to 255.
 */
export type Grey = {
  readonly width: number;
  readonly height: number;
  readonly levels: Float32Array;
  readonly sums: Float64Array;
};

const longest = 512;

/** The picture shrunk by a whole number, so that means of blocks are exact. */
export const greyOf = (picture: Picture): Grey => {
  const by = Math.ceil(Math.max(picture.width, picture.height) / longest);
  // A line so thin that a block is wider than it is stays one pixel wide.
  const across = Math.min(by, picture.width);
  const down = Math.min(by, picture.height);
  const width = Math.floor(picture.width / across);
  const height = Math.floor(picture.height / down);
  const levels = new Float32Array(width * height);
  for (let y = 0; y < height * down; y++) addRow(picture, y, across, levels, Math.floor(y / down) * width, width);
  for (let n = 0; n < levels.length; n++) levels[n] = (levels[n] as number) / (across * down);
  return { width, height, levels, sums: sumsOf(levels, width, height) };
};

const addRow = (
  { data, width, channels }: Picture,
  y: number,
  across: number,
  out: Float32Array,
  to: number,
  length: number,
): void => {
  const second = channels === 1 ? 0 : 1;
  let at = y * width * channels;
  for (let block = 0; block < length; block++) {
    let sum = 0;
    for (let x = 0; x < across; x++, at += channels)
      sum +=
        0.299 * (data[at] as number) +
        0.587 * (data[at + second] as number) +
        0.114 * (data[at + 2 * second] as number);
    out[to + block] = (out[to + block] as number) + sum;
  }
};

const sumsOf = (levels: Float32Array, width: number, height: number): Float64Array => {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += levels[y * width + x] as number;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row;
    }
  }
  return sums;
};
