// A million hashes: building, memory, searching within 31 bits; beside usearch, which searches by a graph and misses some.
import { Index, MetricKind, ScalarKind } from 'usearch';
import { createHammingIndex } from '../../src/kit/likeness/index.ts';
import { seeded } from '../search/chance.ts';
import { held, quantile } from '../search/figures.ts';

export type HammingSpeed = {
  readonly hashes: number;
  readonly buildSeconds: number;
  readonly mebibytes: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly recall: number;
};

const asked = 500;
const flips = 20;

/** Hashes by chance, and queries that are some of them with 20 bits flipped. */
const made = (count: number) => {
  const chance = seeded(31);
  const words = Uint32Array.from({ length: count * 8 }, () => Math.floor(chance() * 2 ** 32));
  const queries = Array.from({ length: asked }, () => {
    const id = Math.floor(chance() * count);
    const query = words.slice(id * 8, id * 8 + 8);
    const bits = new Set<number>();
    while (bits.size < flips) bits.add(Math.floor(chance() * 256));
    for (const bit of bits) query[bit >> 5] = (query[bit >> 5] as number) ^ (1 << (bit & 31));
    return { id, query };
  });
  return { words, queries };
};

/** Ours. Build: from an index with everything added to one that is settled, in processor time. */
export const ourHamming = (count: number): HammingSpeed => {
  const { words, queries } = made(count);
  const before = held();
  const index = createHammingIndex();
  for (let id = 0; id < count; id++) index.add(words.subarray(id * 8, id * 8 + 8), id);
  const start = process.cpuUsage();
  index.settle();
  const { user, system } = process.cpuUsage(start);
  const mebibytes = (held() - before) / 2 ** 20;
  const timed = queries.map(({ id, query }) => timing(() => index.near(query, 31).some((near) => near.id === id)));
  // The hashes given are counted before and after: they must still be there.
  return { hashes: words.length / 8, buildSeconds: (user + system) / 1e6, mebibytes, ...summed(timed) };
};

/**
 * usearch with its defaults. Given packed bits, its binding for Node calls everything 0 bits apart; so each bit is a number,
 * and the squared distance is the number of bits. Its graph of a million takes long, so fewer may be given.
 */
export const usearchHamming = (count: number): HammingSpeed => {
  const { words, queries } = made(count);
  const config = { connectivity: 0, expansion_add: 0, expansion_search: 0, multi: false };
  const index = new Index({ ...config, dimensions: 256, metric: MetricKind.L2sq, quantization: ScalarKind.F32 });
  const start = process.cpuUsage();
  for (let id = 0; id < count; id++) index.add(BigInt(id), numbersOf(words, id * 8), 1);
  const { user, system } = process.cpuUsage(start);
  const timed = queries.map(({ id, query }) => {
    const numbers = numbersOf(query, 0);
    return timing(() => index.search(numbers, 1, 1).keys.includes(BigInt(id)));
  });
  return { hashes: count, buildSeconds: (user + system) / 1e6, mebibytes: Number.NaN, ...summed(timed) };
};

const numbersOf = (words: Uint32Array, at: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, bit) => ((words[at + (bit >> 5)] as number) >>> (bit & 31)) & 1);

const timing = (work: () => boolean): { readonly ms: number; readonly found: boolean } => {
  const start = performance.now();
  const found = work();
  return { ms: performance.now() - start, found };
};

const summed = (timed: readonly { readonly ms: number; readonly found: boolean }[]) => {
  const times = timed.map(({ ms }) => ms);
  return {
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    recall: timed.filter(({ found }) => found).length / timed.length,
  };
};
