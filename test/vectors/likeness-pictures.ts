// Small pictures made by code for the tests of kit/likeness: the same bytes for the same name on every machine, as only
// whole numbers are reckoned with.

/** RGB, rows from the top. */
export type Made = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3;
};

/** The pictures that `likeness.json` has hashes for: every size at which the filter or the shrinking does something else. */
export const likenessPictures: readonly (readonly [name: string, width: number, height: number, seed: number])[] = [
  ['sixty-four', 64, 64, 1],
  ['wide', 300, 120, 2],
  ['tall', 97, 411, 3],
  ['five', 5, 5, 4],
  ['too small', 4, 90, 5],
  ['one window more', 129, 128, 6],
  ['a thousand', 1000, 700, 7],
  ['a line', 2000, 6, 8],
];

/** Patches of light of every size, from whole numbers alone; like clouds, and unlike for each seed. */
export const likenessPicture = (width: number, height: number, seed: number): Made => {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let level = 0;
        for (const [cells, weight] of octaves) level += weight * patch(x * cells, y * cells, width, height, seed + cells);
        data[(y * width + x) * 3 + c] = Math.floor(level / total) + c * 5;
      }
  return { data, width, height, channels: 3 };
};

const octaves = [
  [2, 8],
  [4, 8],
  [8, 6],
  [16, 4],
  [32, 2],
] as const;
const total = octaves.reduce((sum, [, weight]) => sum + weight, 0);

/** A level from 0 to 240, even steps between the corners of a cell; `u` and `v` are in units of one `width` and `height`th. */
const patch = (u: number, v: number, width: number, height: number, seed: number): number => {
  const [i, j] = [Math.floor(u / width), Math.floor(v / height)];
  const [across, down] = [u - i * width, v - j * height];
  const above = corner(i, j, seed) * (width - across) + corner(i + 1, j, seed) * across;
  const below = corner(i, j + 1, seed) * (width - across) + corner(i + 1, j + 1, seed) * across;
  return Math.floor((above * (height - down) + below * down) / (width * height));
};

const corner = (i: number, j: number, seed: number): number => {
  let x = Math.imul(i + 1, 0x2c1b3c6d) ^ Math.imul(j + 1, 0x297a2d39) ^ Math.imul(seed + 1, 0x165667b1);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) % 241;
};
