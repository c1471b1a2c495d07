import { lumaOfRow, type Picture } from './picture.ts';

/** Side of the picture that the transform sees. */
export const side = 64;

/**
 * The picture at 64 × 64, blurred before by PDQ's filter (two boxes along the rows, two along the columns; Float32 all the
 * way). Rows stream through both passes, so that what is held is a window of rows and not the picture: it stays in the
 * cache. The second pass is divided out only where the 64 columns are; running sums go over all, as rounding wants.
 */
export const shrunk = (picture: Picture): Float32Array => {
  const { width, height } = picture;
  const out = new Float32Array(side * side);
  if (width === side && height === side) {
    for (let y = 0; y < side; y++) lumaOfRow(picture, y, out.subarray(y * side, (y + 1) * side));
    return out;
  }
  const columns = placesOf(width);
  const rows = placesOf(height);
  const window = windowOf(height);
  const along = windowOf(width);
  const luma = buffer(0, width);
  const row = buffer(1, width);
  const thin = new Float32Array(side);
  let next = 0;
  const second = columnBox(height, window, side, buffer(4, side), buffer(5, side * window), (y, sums, count) => {
    for (; rows[next] === y; next++) for (let j = 0; j < side; j++) out[next * side + j] = (sums[j] as number) / count;
  });
  const first = columnBox(height, window, width, buffer(2, width), buffer(3, width * window), (_, sums, count) => {
    divideInto(row, sums, count, width);
    rowBoxAt(row, width, along, columns, thin);
    second(thin);
  });
  for (let y = 0; y < height; y++) {
    lumaOfRow(picture, y, luma);
    rowBox(luma, width, along, row);
    first(row);
  }
  return out;
};

const windowOf = (length: number): number => Math.floor((length + 127) / 128);

const placesOf = (length: number): Int32Array =>
  Int32Array.from({ length: side }, (_, i) => Math.floor(((i + 0.5) * length) / side));

const buffers: Float32Array[] = [];

/** Working memory that is kept between pictures, as large as the largest asked for. */
const buffer = (which: number, length: number): Float32Array => {
  let held = buffers[which];
  if (held === undefined || held.length < length) {
    held = new Float32Array(length);
    buffers[which] = held;
  }
  return held;
};

/** The running mean of a row: out[x] is the mean of the up to `window` values around x. */
const rowBox = (from: Float32Array, length: number, window: number, out: Float32Array): void => {
  const half = (window + 2) >> 1;
  let sum = Math.fround(0);
  let count = 0;
  let right = 0;
  let left = 0;
  let at = 0;
  for (; right < half - 1; right++, count++) sum = Math.fround(sum + (from[right] as number));
  for (; right < window; right++) {
    sum = Math.fround(sum + (from[right] as number));
    count++;
    out[at++] = sum / count;
  }
  const full = Math.fround(count);
  for (; right < length; right++, left++) {
    sum = Math.fround(Math.fround(sum + (from[right] as number)) - (from[left] as number));
    out[at++] = Math.fround(sum / full);
  }
  for (; at < length; left++) {
    sum = Math.fround(sum - (from[left] as number));
    count--;
    out[at++] = sum / count;
  }
};

/** The same sums, divided out at `places` (ascending) only. */
const rowBoxAt = (from: Float32Array, length: number, window: number, places: Int32Array, out: Float32Array): void => {
  const half = (window + 2) >> 1;
  let sum = Math.fround(0);
  let count = 0;
  let right = 0;
  let left = 0;
  let at = 0;
  for (let next = 0; next < places.length; next++) {
    // What stands at `place` is written once the window has moved on to it.
    const place = places[next] as number;
    const until = Math.min(place + half, length);
    for (; right < until && right < window; right++, count++) sum = Math.fround(sum + (from[right] as number));
    for (; right < until; right++, left++)
      sum = Math.fround(Math.fround(sum + (from[right] as number)) - (from[left] as number));
    at = left + window - half;
    for (; right === length && at < place; at++, left++, count--) sum = Math.fround(sum - (from[left] as number));
    out[next] = sum / count;
  }
};

const divideInto = (out: Float32Array, sums: Float32Array, count: number, length: number): void => {
  const by = Math.fround(count);
  for (let x = 0; x < length; x++) out[x] = Math.fround((sums[x] as number) / by);
};

type Emit = (y: number, sums: Float32Array, count: number) => void;

/**
 * Running sums of columns, fed row by row; `emit` is called once for every row of the picture, in order, as soon as its
 * window is whole. The last rows follow the last one fed in.
 */
const columnBox = (
  height: number,
  window: number,
  width: number,
  sums: Float32Array,
  ring: Float32Array,
  emit: Emit,
): ((row: Float32Array) => void) => {
  const half = (window + 2) >> 1;
  sums.fill(0, 0, width);
  let fed = 0;
  let emitted = 0;
  let count = 0;
  return (row) => {
    const slot = (fed % window) * width;
    if (fed >= window) moveOn(sums, row, ring, slot, width);
    else {
      addTo(sums, row, width);
      count++;
    }
    ring.set(row.subarray(0, width), slot);
    fed++;
    if (fed >= half) emit(emitted++, sums, count);
    if (fed < height) return;
    for (let left = height - window; emitted < height; left++) {
      takeFrom(sums, ring, (left % window) * width, width);
      emit(emitted++, sums, --count);
    }
  };
};

const addTo = (sums: Float32Array, row: Float32Array, width: number): void => {
  for (let x = 0; x < width; x++) sums[x] = Math.fround((sums[x] as number) + (row[x] as number));
};

const takeFrom = (sums: Float32Array, ring: Float32Array, slot: number, width: number): void => {
  for (let x = 0; x < width; x++) sums[x] = Math.fround((sums[x] as number) - (ring[slot + x] as number));
};

const moveOn = (sums: Float32Array, row: Float32Array, ring: Float32Array, slot: number, width: number): void => {
  for (let x = 0; x < width; x++)
    sums[x] = Math.fround(Math.fround((sums[x] as number) + (row[x] as number)) - (ring[slot + x] as number));
};
