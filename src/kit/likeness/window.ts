import type { Grey } from './grey.ts';
import { type Pdq, pdqOfShrunk } from './pdq.ts';
import { side } from './shrink.ts';

/** A rectangle of a picture, its edges as shares of the sides: the whole is 0, 0, 1, 1. */
export type Window = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export const whole: Window = { left: 0, top: 0, right: 1, bottom: 1 };

const corner = new Float64Array((side + 1) * (side + 1));

/** The part of a picture at 64 × 64, each pixel the mean of what lies under it. */
export const shrunkWindow = (grey: Grey, window: Window): Float32Array => {
  const out = new Float32Array(side * side);
  const xs = stepsOf(window.left, window.right, grey.width);
  const ys = stepsOf(window.top, window.bottom, grey.height);
  const stride = grey.width + 1;
  for (let j = 0; j <= side; j++) {
    const y = Math.min(grey.height - 1, Math.floor(ys[j] as number));
    const down = (ys[j] as number) - y;
    for (let i = 0; i <= side; i++) {
      const x = Math.min(grey.width - 1, Math.floor(xs[i] as number));
      const across = (xs[i] as number) - x;
      const at = y * stride + x;
      const above = (grey.sums[at] as number) + across * ((grey.sums[at + 1] as number) - (grey.sums[at] as number));
      const below =
        (grey.sums[at + stride] as number) +
        across * ((grey.sums[at + stride + 1] as number) - (grey.sums[at + stride] as number));
      corner[j * (side + 1) + i] = above + down * (below - above);
    }
  }
  const area = ((xs[1] as number) - (xs[0] as number)) * ((ys[1] as number) - (ys[0] as number));
  for (let j = 0; j < side; j++)
    for (let i = 0; i < side; i++) {
      const at = j * (side + 1) + i;
      const sum =
        (corner[at + side + 2] as number) -
        (corner[at + side + 1] as number) -
        (corner[at + 1] as number) +
        (corner[at] as number);
      out[j * side + i] = sum / area;
    }
  return out;
};

/** The hash of a part, from means instead of the filter: a few bits away from PDQ of the part cut out. */
export const pdqOfWindow = (grey: Grey, window: Window): Pdq => pdqOfShrunk(shrunkWindow(grey, window));

const stepsOf = (from: number, to: number, length: number): Float64Array =>
  Float64Array.from({ length: side + 1 }, (_, i) => (from + ((to - from) * i) / side) * length);
