/**
 * PDQ's box filter along rows, four rows at a time: each sum waits for the one before it, and four that do not know each other
 * keep the processor at work. What a row gives does not depend on the others; Float32 all the way, as the reference.
 */
export const lanes = 4;

/**
 * The running means of four rows that stand `width` apart in `from`: out[x] is the mean of the up to `window` values around x,
 * in the same places of `out`.
 */
export const rowBoxes = (from: Float32Array, width: number, window: number, out: Float32Array): void => {
  const half = (window + 2) >> 1;
  const [b, c, d] = [width, 2 * width, 3 * width];
  let [s0, s1, s2, s3] = [zero, zero, zero, zero];
  let count = 0;
  let right = 0;
  let left = 0;
  let at = 0;
  for (; right < window; right++) {
    s0 = Math.fround(s0 + (from[right] as number));
    s1 = Math.fround(s1 + (from[b + right] as number));
    s2 = Math.fround(s2 + (from[c + right] as number));
    s3 = Math.fround(s3 + (from[d + right] as number));
    count++;
    if (right < half - 1) continue;
    out[at] = s0 / count;
    out[b + at] = s1 / count;
    out[c + at] = s2 / count;
    out[d + at++] = s3 / count;
  }
  const full = Math.fround(count);
  for (; right < width; right++, left++, at++) {
    s0 = Math.fround(Math.fround(s0 + (from[right] as number)) - (from[left] as number));
    s1 = Math.fround(Math.fround(s1 + (from[b + right] as number)) - (from[b + left] as number));
    s2 = Math.fround(Math.fround(s2 + (from[c + right] as number)) - (from[c + left] as number));
    s3 = Math.fround(Math.fround(s3 + (from[d + right] as number)) - (from[d + left] as number));
    out[at] = Math.fround(s0 / full);
    out[b + at] = Math.fround(s1 / full);
    out[c + at] = Math.fround(s2 / full);
    out[d + at] = Math.fround(s3 / full);
  }
  for (; at < width; left++, at++) {
    s0 = Math.fround(s0 - (from[left] as number));
    s1 = Math.fround(s1 - (from[b + left] as number));
    s2 = Math.fround(s2 - (from[c + left] as number));
    s3 = Math.fround(s3 - (from[d + left] as number));
    count--;
    out[at] = s0 / count;
    out[b + at] = s1 / count;
    out[c + at] = s2 / count;
    out[d + at] = s3 / count;
  }
};

const zero = Math.fround(0);

/** The same means at `places` (ascending) only: those of a row stand together in `out`. */
export const rowBoxesAt = (
  from: Float32Array,
  width: number,
  window: number,
  places: Int32Array,
  out: Float32Array,
): void => {
  const half = (window + 2) >> 1;
  const [b, c, d] = [width, 2 * width, 3 * width];
  const many = places.length;
  let [s0, s1, s2, s3] = [zero, zero, zero, zero];
  let count = 0;
  let right = 0;
  let left = 0;
  for (let next = 0; next < many; next++) {
    // What stands at `place` is written once the window has moved on to it.
    const place = places[next] as number;
    const until = Math.min(place + half, width);
    for (; right < until && right < window; right++, count++) {
      s0 = Math.fround(s0 + (from[right] as number));
      s1 = Math.fround(s1 + (from[b + right] as number));
      s2 = Math.fround(s2 + (from[c + right] as number));
      s3 = Math.fround(s3 + (from[d + right] as number));
    }
    for (; right < until; right++, left++) {
      s0 = Math.fround(Math.fround(s0 + (from[right] as number)) - (from[left] as number));
      s1 = Math.fround(Math.fround(s1 + (from[b + right] as number)) - (from[b + left] as number));
      s2 = Math.fround(Math.fround(s2 + (from[c + right] as number)) - (from[c + left] as number));
      s3 = Math.fround(Math.fround(s3 + (from[d + right] as number)) - (from[d + left] as number));
    }
    let at = left + window - half;
    for (; right === width && at < place; at++, left++, count--) {
      s0 = Math.fround(s0 - (from[left] as number));
      s1 = Math.fround(s1 - (from[b + left] as number));
      s2 = Math.fround(s2 - (from[c + left] as number));
      s3 = Math.fround(s3 - (from[d + left] as number));
    }
    out[next] = s0 / count;
    out[many + next] = s1 / count;
    out[2 * many + next] = s2 / count;
    out[3 * many + next] = s3 / count;
  }
};
