import { lumaOfRow, type Picture } from './picture.ts';
import { lanes, rowBoxes, rowBoxesAt } from './row-box.ts';

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
  const luma = buffer(0, lanes * width);
  const once = buffer(1, lanes * width);
  const blurred = buffer(2, lanes * width);
  const thin = new Float32Array(lanes * side);
  let held = 0;
  let next = 0;
  const second = columnBox(height, window, side, buffer(3, side), buffer(4, side * window), (y, sums, count) => {
    for (; rows[next] === y; next++) for (let j = 0; j < side; j++) out[next * side + j] = (sums[j] as number) / count;
  });
  const first = columnBox(height, window, width, buffer(5, width), buffer(6, width * window), (y, sums, count) => {
    divideInto(blurred, held * width, sums, count, width);
    if (++held < lanes && y < height - 1) return;
    rowBoxesAt(blurred, width, along, columns, thin);
    for (let lane = 0; lane < held; lane++) second(thin, lane * side);
    held = 0;
  });
  for (let y = 0; y < height; y += lanes) {
    const many = Math.min(lanes, height - y);
    for (let lane = 0; lane < many; lane++)
      lumaOfRow(picture, y + lane, luma.subarray(lane * width, (lane + 1) * width));
    rowBoxes(luma, width, along, once);
    for (let lane = 0; lane < many; lane++) first(once, lane * width);
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

const divideInto = (out: Float32Array, to: number, sums: Float32Array, count: number, length: number): void => {
  const by = Math.fround(count);
  for (let x = 0; x < length; x++) out[to + x] = Math.fround((sums[x] as number) / by);
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
): ((rows: Float32Array, from: number) => void) => {
  const half = (window + 2) >> 1;
  sums.fill(0, 0, width);
  let fed = 0;
  let emitted = 0;
  let count = 0;
  return (rows, from) => {
    const slot = (fed % window) * width;
    if (fed >= window) moveOn(sums, rows, from, ring, slot, width);
    else {
      addTo(sums, rows, from, ring, slot, width);
      count++;
    }
    fed++;
    if (fed >= half) emit(emitted++, sums, count);
    if (fed < height) return;
    for (let left = height - window; emitted < height; left++) {
      takeFrom(sums, ring, (left % window) * width, width);
      emit(emitted++, sums, --count);
    }
  };
};

const addTo = (
  sums: Float32Array,
  rows: Float32Array,
  from: number,
  ring: Float32Array,
  slot: number,
  width: number,
): void => {
  for (let x = 0; x < width; x++) {
    const here = rows[from + x] as number;
    sums[x] = Math.fround((sums[x] as number) + here);
    ring[slot + x] = here;
  }
};

const takeFrom = (sums: Float32Array, ring: Float32Array, slot: number, width: number): void => {
  for (let x = 0; x < width; x++) sums[x] = Math.fround((sums[x] as number) - (ring[slot + x] as number));
};

const moveOn = (
  sums: Float32Array,
  rows: Float32Array,
  from: number,
  ring: Float32Array,
  slot: number,
  width: number,
): void => {
  for (let x = 0; x < width; x++) {
    const here = rows[from + x] as number;
    sums[x] = Math.fround(Math.fround((sums[x] as number) + here) - (ring[slot + x] as number));
    ring[slot + x] = here;
  }
};
