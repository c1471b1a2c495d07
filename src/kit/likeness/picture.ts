/** A decoded picture: rows from the top, no padding. `channels`: 1 grey, 3 RGB, 4 RGB and an alpha that is not looked at. */
export type Picture = {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
};

/** Throws a RangeError where sides and bytes do not agree: reading on would hash what is not there. */
export const mustBeWhole = ({ data, width, height, channels }: Picture): void => {
  const sides = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!sides || ![1, 3, 4].includes(channels) || data.length !== width * height * channels)
    throw new RangeError(`${data.length} bytes are not ${width} by ${height} pixels of ${channels} channels`);
};

const tableOf = (weight: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, level) => Math.fround(weight) * level);
const red = tableOf(0.299);
const green = tableOf(0.587);
const blue = tableOf(0.114);

/** The luma of row `y` in `out`, added in 32 bits in the order red, green, blue, as the reference does. */
export const lumaOfRow = ({ data, width, channels }: Picture, y: number, out: Float32Array): void => {
  const second = channels === 1 ? 0 : 1;
  let at = y * width * channels;
  for (let x = 0; x < width; x++, at += channels) {
    const sum = Math.fround((red[data[at] as number] as number) + (green[data[at + second] as number] as number));
    out[x] = sum + (blue[data[at + 2 * second] as number] as number);
  }
};
