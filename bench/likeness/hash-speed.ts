// How long a hash takes from pixels on, beside imghash on the same pixels in the same run.
import imghash from 'imghash';
import { pdqOf } from '../../src/kit/likeness/index.ts';
import { seeded } from '../search/chance.ts';
import { quantile } from '../search/figures.ts';

/** Milliseconds of one core for a million pixels: the median of the rounds, ours and the peer's by turns. */
export type HashSpeed = { readonly pdq: number; readonly imghash16: number; readonly ratio: number };

const [width, height] = [2000, 1500] as const;
const rounds = 9;
// Until both have been compiled; a server is warm after a few pictures.
const warmUps = 15;

export const hashSpeed = (): HashSpeed => {
  const chance = seeded(1);
  const rgb = new Uint8Array(width * height * 3);
  for (let n = 0; n < rgb.length; n++) rgb[n] = ((n * 7) % 200) + Math.floor(chance() * 50);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let n = 0; n < width * height; n++) data.set(rgb.subarray(n * 3, n * 3 + 3), n * 4);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = -warmUps; round < rounds; round++) {
    const times = [
      millisecondsOf(() => pdqOf({ data: rgb, width, height, channels: 3 })),
      millisecondsOf(() => imghash.hashRaw({ data, width, height }, 16)),
    ] as const;
    if (round < 0) continue;
    ours.push(times[0]);
    theirs.push(times[1]);
  }
  const [pdq, imghash16] = [ours, theirs].map((all) => quantile(all, 0.5) / ((width * height) / 1e6)) as [
    number,
    number,
  ];
  return { pdq, imghash16, ratio: pdq / imghash16 };
};

const millisecondsOf = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
