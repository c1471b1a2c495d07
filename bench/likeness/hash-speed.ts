// How long a hash takes from pixels on, beside imghash and sharp-phash on the same pixels in the same run.
import imghash from 'imghash';
import phash from 'sharp-phash';
import { pdqOf } from '../../src/kit/likeness/index.ts';
import { seeded } from '../search/chance.ts';
import { quantile } from '../search/figures.ts';

/** Milliseconds of one core for a million pixels: the median of the rounds, ours and the peers' by turns. */
export type HashSpeed = {
  readonly pdq: number;
  readonly imghash16: number;
  readonly phash: number;
  /** Ours to imghash's. */
  readonly ratio: number;
};

const [width, height] = [2000, 1500] as const;
const rounds = 9;
// Until both have been compiled; a server is warm after a few pictures.
const warmUps = 15;

export const hashSpeed = async (): Promise<HashSpeed> => {
  const chance = seeded(1);
  const rgb = new Uint8Array(width * height * 3);
  for (let n = 0; n < rgb.length; n++) rgb[n] = ((n * 7) % 200) + Math.floor(chance() * 50);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let n = 0; n < width * height; n++) data.set(rgb.subarray(n * 3, n * 3 + 3), n * 4);
  const works = [
    () => pdqOf({ data: rgb, width, height, channels: 3 }),
    () => imghash.hashRaw({ data, width, height }, 16),
    () => phash(rgb, { raw: { width, height, channels: 3 } }),
  ];
  const times: number[][] = works.map(() => []);
  for (let round = -warmUps; round < rounds; round++)
    for (const [n, work] of works.entries()) {
      const ms = await millisecondsOf(work);
      if (round >= 0) times[n]?.push(ms);
    }
  const [pdq = 0, imghash16 = 0, phashTime = 0] = times.map((all) => quantile(all, 0.5) / ((width * height) / 1e6));
  return { pdq, imghash16, phash: phashTime, ratio: pdq / imghash16 };
};

/** Of all threads: sharp's work is done on others. */
const millisecondsOf = async (work: () => unknown): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
