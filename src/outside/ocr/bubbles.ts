// Where the bubbles of a chat are: filled shapes that stand out from the page behind them, narrower than it.
import type { Pixels } from './upright.ts';

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** What differs from the page by no more than this in any channel is the page: the palest bubbles do by about twelve. */
const even = 6;
const thin = 0.006;
/** What holds two bubbles together is thinner than twice this: a pattern of the page behind them. */
const neck = 0.015;
const longest = 0.04;
const narrowest = 0.09;
const widest = 0.92;
const lowest = 0.06;
const leastFilled = 0.9;
const leastInk = 0.01;
const inkFrom = 40;
const leastRim = 0.75;

/** Boxes of what look like bubbles, from the top, in pixels of the picture given. A width of 540 is enough. */
export const bubblesOf = (picture: Pixels): readonly Box[] => {
  const { width, height } = picture;
  const far = farFromPage(picture);
  const whole = { left: 0, top: 0, width, height };
  const stands = shapeMask(far, width, whole, even, thin);
  const foot = footOf(picture);
  return parted(whole, even, far, picture)
    .map((box) => trimmed(box, stands, width))
    .filter(
      (box) =>
        box.width >= narrowest * width &&
        box.width <= widest * width &&
        box.height >= lowest * width &&
        box.top + box.height <= foot &&
        filledShare(box, stands, width) >= leastFilled &&
        hasInk(box, picture),
    )
    .sort((a, b) => a.top - b.top);
};

/** How far each pixel is from the page, in its farthest channel: from what lies at both edges of its row, and evenly between them. */
export const farFromPage = (picture: Pixels): Uint8Array => {
  const { data, width, height } = picture;
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const left = edgeOf(picture, y, 0);
    const right = edgeOf(picture, y, 1);
    for (let x = 0; x < width; x++) {
      const share = x / width;
      let most = 0;
      for (let c = 0; c < 3; c++) {
        const page = (left[c] as number) * (1 - share) + (right[c] as number) * share;
        most = Math.max(most, Math.abs((data[(y * width + x) * 3 + c] as number) - page));
      }
      out[y * width + x] = most;
    }
  }
  return out;
};

/** 1 where something thicker than letters stands out from the page by more than `least`; as large as the box. */
const shapeMask = (far: Uint8Array, width: number, within: Box, least: number, reach: number): Uint8Array => {
  const mask = new Uint8Array(within.width * within.height);
  for (let y = 0; y < within.height; y++)
    for (let x = 0; x < within.width; x++)
      if ((far[(within.top + y) * width + within.left + x] as number) > least) mask[y * within.width + x] = 1;
  return withoutThin(
    withoutHoles(mask, within.width, within.height, longest * width),
    within.width,
    within.height,
    Math.ceil(reach * width),
  );
};

/**
 * Shapes that stand out by more than `least`, and what of them a lossy file runs together parted: where that is nearer to
 * the page than to the fill.
 */
const parted = (within: Box, least: number, far: Uint8Array, picture: Pixels): Box[] => {
  const edge = Math.ceil(thin * picture.width);
  const reach = Math.ceil(neck * picture.width) - edge;
  const smallest = narrowest * lowest * picture.width ** 2 * 0.5;
  const mask = shapeMask(far, picture.width, within, least, neck);
  return shapesIn(mask, within.width, within.height, smallest).flatMap((shape) => {
    const there = { ...shape, left: within.left + shape.left, top: within.top + shape.top };
    const box = grown(there, picture, reach);
    const more = least * 1.6;
    if (more > middle(box, far, picture.width) / 2) return [box];
    const parts = parted(grown(box, picture, edge + 1), more, far, picture);
    return parts.length > 1 ? parts : [box];
  });
};

const grown = ({ left, top, width, height }: Box, picture: Pixels, by: number): Box => {
  const [x, y] = [Math.max(0, left - by), Math.max(0, top - by)];
  return {
    left: x,
    top: y,
    width: Math.min(picture.width, left + width + by) - x,
    height: Math.min(picture.height, top + height + by) - y,
  };
};

const middle = (box: Box, far: Uint8Array, width: number): number => {
  const counts = new Uint32Array(256);
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++) counts[far[y * width + x] as number]!++;
  let left = (box.width * box.height) / 2;
  for (let level = 0; level < 256; level++) {
    left -= counts[level] as number;
    if (left <= 0) return level;
  }
  return 255;
};

/** The colour at the edge of a row, the middle one of some pixels and rows around: patterns are thin. */
const edgeOf = ({ data, width, height }: Pixels, row: number, side: 0 | 1): readonly number[] => {
  const reach = Math.max(2, Math.round(width * 0.014));
  const from = side === 0 ? Math.round(width * 0.003) : width - reach - Math.round(width * 0.003);
  const seen: number[][] = [[], [], []];
  for (let y = Math.max(0, row - 2); y <= Math.min(height - 1, row + 2); y += 2)
    for (let x = from; x < from + reach; x++)
      for (let c = 0; c < 3; c++) seen[c]?.push(data[(y * width + x) * 3 + c] as number);
  return seen.map((values) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0);
};

/**
 * Letters of the page's own colour are holes in a bubble, and are filled. What is long and low is none: the gap between two
 * bubbles, closed by a pattern of the page.
 */
const withoutHoles = (mask: Uint8Array, width: number, height: number, most: number): Uint8Array => {
  const out = mask.slice();
  const seen = mask.slice();
  const found = new Int32Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (seen[start] === 1) continue;
    let [count, x0, x1, y0, y1] = [0, width, 0, height, 0];
    const reach = (n: number) => {
      if (seen[n] === 1) return;
      seen[n] = 1;
      found[count++] = n;
    };
    reach(start);
    for (let i = 0; i < count; i++) {
      const n = found[i] as number;
      const x = n % width;
      const y = (n - x) / width;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      if (x > 0) reach(n - 1);
      if (x + 1 < width) reach(n + 1);
      if (n >= width) reach(n - width);
      if (n + width < mask.length) reach(n + width);
    }
    const isOutside = x0 === 0 || y0 === 0 || x1 === width - 1 || y1 === height - 1;
    const isLong = x1 - x0 > 3 * (y1 - y0 + 1) && x1 - x0 > most;
    if (!isOutside && !isLong) for (let i = 0; i < count; i++) out[found[i] as number] = 1;
  }
  return out;
};

/** Takes away what is thinner than twice the reach, and as much of every edge: letters and lines beside a bubble. */
const withoutThin = (mask: Uint8Array, width: number, height: number, reach: number): Uint8Array => {
  const along = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) erode(mask, along, y * width, 1, width, reach);
  const out = new Uint8Array(mask.length);
  for (let x = 0; x < width; x++) erode(along, out, x, width, height, reach);
  return out;
};

const erode = (from: Uint8Array, to: Uint8Array, start: number, step: number, count: number, reach: number): void => {
  let run = 0;
  for (let i = 0; i < count; i++) {
    run = from[start + i * step] === 1 ? run + 1 : 0;
    if (run > 2 * reach) to[start + (i - reach) * step] = 1;
  }
};

const shapesIn = (mask: Uint8Array, width: number, height: number, least: number): Box[] => {
  const seen = new Uint8Array(mask.length);
  const stack = new Int32Array(mask.length);
  const boxes: Box[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    seen[start] = 1;
    stack[0] = start;
    let [top, pixels, x0, x1, y0, y1] = [1, 0, width, 0, height, 0];
    while (top > 0) {
      const n = stack[--top] as number;
      const x = n % width;
      const y = (n - x) / width;
      pixels++;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
      const next = [x > 0 ? n - 1 : -1, x + 1 < width ? n + 1 : -1, n - width, n + width];
      for (const m of next)
        if (m >= 0 && m < mask.length && mask[m] === 1 && seen[m] === 0) {
          seen[m] = 1;
          stack[top++] = m;
        }
    }
    if (pixels >= least) boxes.push({ left: x0, top: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 });
  }
  return boxes;
};

/** Without rows and columns at the edges that are mostly empty: a tail, a mark beside the bubble. */
const trimmed = (box: Box, mask: Uint8Array, width: number): Box => {
  let { left, top } = box;
  let right = box.left + box.width;
  let bottom = box.top + box.height;
  const row = (y: number) => count(mask, y * width + left, 1, right - left) < 0.6 * (right - left);
  const column = (x: number) => count(mask, top * width + x, width, bottom - top) < 0.5 * (bottom - top);
  while (top < bottom && row(top)) top++;
  while (bottom > top && row(bottom - 1)) bottom--;
  while (left < right && column(left)) left++;
  while (right > left && column(right - 1)) right--;
  return { left, top, width: right - left, height: bottom - top };
};

const count = (mask: Uint8Array, start: number, step: number, steps: number): number => {
  let ones = 0;
  for (let i = 0; i < steps; i++) ones += mask[start + i * step] as number;
  return ones;
};

const filledShare = (box: Box, mask: Uint8Array, width: number): number => {
  let ones = 0;
  for (let y = box.top; y < box.top + box.height; y++) ones += count(mask, y * width + box.left, 1, box.width);
  return ones / (box.width * box.height);
};

/** Whether something is written in it: a fill that is mostly one colour, and some that is clearly not. */
const hasInk = (box: Box, picture: Pixels): boolean => {
  const fill = fillOf(box, picture);
  let [ink, plain] = [0, 0];
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++) {
      const far = farFrom(picture, y * picture.width + x, fill(y));
      if (far > inkFrom) ink++;
      else if (far <= inkFrom / 2) plain++;
    }
  const whole = box.width * box.height;
  return ink >= leastInk * whole && plain >= 0.5 * whole && hasRim(box, picture, fill);
};

/** Nothing is written at the rim of a bubble, a little inside what a lossy file smears; a row of outlined letters has no such rim. */
const hasRim = (box: Box, picture: Pixels, fill: (y: number) => readonly number[]): boolean => {
  const inset = Math.ceil(thin * picture.width);
  const [left, top] = [box.left + inset, box.top + inset];
  const [right, bottom] = [box.left + box.width - 1 - inset, box.top + box.height - 1 - inset];
  let [rim, plain] = [0, 0];
  const look = (x: number, y: number) => {
    rim++;
    if (farFrom(picture, y * picture.width + x, fill(y)) <= inkFrom) plain++;
  };
  for (let x = left; x <= right; x++) for (const y of [top, bottom]) look(x, y);
  for (let y = top; y <= bottom; y++) for (const x of [left, right]) look(x, y);
  return plain >= leastRim * rim;
};

/** The largest difference of a pixel's channels from a colour. */
export const farFrom = ({ data }: Pixels, n: number, [r = 0, g = 0, b = 0]: readonly number[]): number =>
  Math.max(
    Math.abs((data[n * 3] as number) - r),
    Math.abs((data[n * 3 + 1] as number) - g),
    Math.abs((data[n * 3 + 2] as number) - b),
  );

/** The colour of a bubble at a row: from the top to the bottom evenly, as programs shade them. */
export const fillOf = (box: Box, picture: Pixels): ((y: number) => readonly number[]) => {
  const third = Math.max(1, Math.floor(box.height / 3));
  const above = commonIn({ ...box, height: third }, picture);
  const below = commonIn({ ...box, top: box.top + box.height - third, height: third }, picture);
  const [from, to] = [box.top + third / 2, box.top + box.height - third / 2];
  return (y) => {
    const share = Math.max(-0.5, Math.min(1.5, (y - from) / Math.max(1, to - from)));
    return above.map((a, c) => a + ((below[c] as number) - a) * share);
  };
};

/** The middle of what is most often there, by channel: more than half of a bubble is fill. */
const commonIn = (box: Box, { data, width }: Pixels): readonly number[] => {
  const counts = [0, 1, 2].map(() => new Uint32Array(256));
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++)
      for (let c = 0; c < 3; c++) (counts[c] as Uint32Array)[data[(y * width + x) * 3 + c] as number]!++;
  return counts.map((levels) => {
    let [best, most] = [0, -1];
    for (let level = 0; level < 256; level++) {
      const near = (levels[level - 1] ?? 0) + (levels[level] as number) + (levels[level + 1] ?? 0);
      if (near > most) [best, most] = [level, near];
    }
    return best;
  });
};

/** Where the bar to write in begins: the last jump of the page's edge in its lowest fifth. The height where there is none. */
const footOf = (picture: Pixels): number => {
  const { width, height } = picture;
  const from = Math.max(1, height - Math.round(0.25 * width));
  for (let y = from; y < height - 3; y++) {
    const [a, b] = [edgeOf(picture, y - 1, 0), edgeOf(picture, y + 3, 0)];
    const [c, d] = [edgeOf(picture, y - 1, 1), edgeOf(picture, y + 3, 1)];
    const jump = (p: readonly number[], q: readonly number[]) =>
      Math.max(...p.map((v, i) => Math.abs(v - (q[i] ?? 0))));
    if (jump(a, b) > 2 && jump(c, d) > 2) return y + 3;
  }
  return height;
};
