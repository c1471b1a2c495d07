// Photo-like pictures made by code: an even or cloudy background, things of many sizes in front, light from one side,
// and noise at every scale, as photographs have. Each seed is a picture of its own.
import { seeded } from '../search/chance.ts';

/** RGB, rows from the top. */
export type Made = { readonly data: Uint8Array; readonly width: number; readonly height: number };

const shapesOf = [
  [800, 600],
  [640, 800],
  [960, 540],
  [720, 720],
] as const;

/** The picture of a seed: the same bytes each time. */
export const madePicture = (seed: number): Made => {
  const chance = seeded(seed * 7919 + 17);
  const [width, height] = shapesOf[seed % shapesOf.length] ?? shapesOf[0];
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const tone = [90 + chance() * 90, 90 + chance() * 90, 90 + chance() * 90];
  const roughness = 0.52 + chance() * 0.14;
  const cloud = clouds(width, height, roughness, chance);
  const shade = (chance() - 0.5) * 120;
  const lean = (chance() - 0.5) * 120;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const n = y * width + x;
      const light = shade * (y / height - 0.5) + lean * (x / width - 0.5) + 150 * (cloud[n] as number);
      for (let c = 0; c < 3; c++) (planes[c] as Float32Array)[n] = (tone[c] as number) + light;
    }
  const things = 6 + Math.floor(chance() * 14);
  for (let thing = 0; thing < things; thing++) paint(planes, width, height, chance);
  const grain = clouds(width, height, 0.8, chance);
  const data = new Uint8Array(width * height * 3);
  for (let n = 0; n < width * height; n++)
    for (let c = 0; c < 3; c++)
      data[n * 3 + c] = Math.max(
        0,
        Math.min(255, ((planes[c] as Float32Array)[n] as number) + 18 * (grain[n] as number)),
      );
  return { data, width, height };
};

/** Noise at every scale, each finer one weaker by `roughness`; about -1 to 1. */
const clouds = (width: number, height: number, roughness: number, chance: () => number): Float32Array => {
  const out = new Float32Array(width * height);
  let weight = 1;
  for (let cells = 2; cells <= 128; cells *= 2, weight *= roughness) {
    const across = cells + 2;
    const grid = Float32Array.from({ length: across * across }, () => chance() * 2 - 1);
    for (let y = 0; y < height; y++) {
      const v = (y / height) * cells;
      const j = Math.floor(v);
      const down = eased(v - j);
      for (let x = 0; x < width; x++) {
        const u = (x / width) * cells;
        const i = Math.floor(u);
        const along = eased(u - i);
        const at = j * across + i;
        const above = (grid[at] as number) + along * ((grid[at + 1] as number) - (grid[at] as number));
        const low = grid[at + across] as number;
        const below = low + along * ((grid[at + across + 1] as number) - low);
        out[y * width + x] = (out[y * width + x] as number) + weight * (above + down * (below - above));
      }
    }
  }
  return out;
};

const eased = (t: number): number => t * t * (3 - 2 * t);

/** One thing somewhere: an ellipse or a box, turned, shaded, of any size from a face to a button. */
const paint = (planes: readonly Float32Array[], width: number, height: number, chance: () => number): void => {
  const size = Math.min(width, height) * 0.04 * 8 ** chance();
  const [cx, cy, turn] = [chance() * width, chance() * height, chance() * Math.PI];
  const [longer, isBox, shine] = [1 + chance() * 1.5, chance() < 0.4, (chance() - 0.5) * 80];
  const colour = [chance() * 255, chance() * 255, chance() * 255];
  const reach = Math.ceil(size * longer * 1.5);
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++)
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
      const [dx, dy] = [x - cx, y - cy];
      const u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / (size * longer);
      const v = (dy * Math.cos(turn) - dx * Math.sin(turn)) / size;
      const out = isBox ? Math.max(Math.abs(u), Math.abs(v)) : Math.hypot(u, v);
      if (out > 1) continue;
      for (let c = 0; c < 3; c++)
        (planes[c] as Float32Array)[y * width + x] =
          (colour[c] as number) * 0.8 + shine * (u + v) + 0.2 * ((planes[c] as Float32Array)[y * width + x] as number);
    }
};
