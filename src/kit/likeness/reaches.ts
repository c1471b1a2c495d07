import { type Banded, bandCount, bandOf, bandValues, startsAt } from './bands.ts';
import { bitsIn, type PdqHash } from './hash.ts';

/** A band is looked up at values at most this many bits away; looking further costs more than reading everything. */
const furthest = 2;

/** All 16-bit numbers of at most two bits, fewest first: a value xor these are its neighbours. */
export const flips: Uint16Array = Uint16Array.from(
  Array.from({ length: bandValues }, (_, n) => n)
    .filter((n) => bitsIn(n) <= furthest)
    .sort((a, b) => bitsIn(a) - bitsIn(b)),
);

/** How many of them have at most 0, 1 and 2 bits. */
export const flipsWithin: readonly number[] = [1, 17, 137];

/** What one more bucket costs, in comparisons, be it empty. */
const bucketCost = 0.5;

/** A band's share of its fair number of comparisons from which on other ways are weighed. */
const crowd = 8;

export type Reaches = { readonly reach: Int8Array; readonly comparisons: number };

/**
 * How far to look in each band (-1: not at all) so that nothing within `radius` is missed. Two hashes that differ in every
 * band b by more than reach[b] differ by Σ (reach[b] + 1) bits or more, so any reaches with that sum above the radius will
 * do (the pigeonhole principle in its general form). The cheapest are taken, by the true sizes of the buckets: a band
 * whose bucket holds a crowd is looked up less far or not at all, and thin ones further instead. That caps what a crowded
 * bucket costs, and the answer stays exact. undefined where no reaches suffice.
 */
export const cheapestReaches = (index: Banded, query: PdqHash, radius: number): Reaches | undefined => {
  const needed = radius + 1;
  if (needed > bandCount * (furthest + 1)) return undefined;
  const narrow = costsOf(index, query, furthest);
  const fair = (crowd * index.count * (flipsWithin[1] as number)) / bandValues + (flipsWithin[1] as number);
  const isEven = needed <= 2 * bandCount && narrow.every((cost) => (cost[2] as number) <= fair);
  return cheapest(isEven ? narrow : costsOf(index, query, furthest + 1), needed);
};

/** For each band, what it costs not to look, to look at its own bucket, at those one bit away, … */
const costsOf = (index: Banded, query: PdqHash, steps: number): readonly Float64Array[] =>
  Array.from({ length: bandCount }, (_, band) => {
    const value = bandOf(query, 0, band);
    const base = startsAt(band);
    const costs = new Float64Array(steps + 1);
    let sum = 0;
    let flip = 0;
    for (let step = 1; step <= steps; step++) {
      for (; flip < (flipsWithin[step - 1] as number); flip++) {
        const at = base + (value ^ (flips[flip] as number));
        sum += bucketCost + (index.starts[at + 1] as number) - (index.starts[at] as number);
      }
      costs[step] = sum;
    }
    return costs;
  });

/** Chooses one step of each band, their sum at least `needed`, for the least cost: a knapsack, band by band. */
const cheapest = (costs: readonly Float64Array[], needed: number): Reaches | undefined => {
  let least = new Float64Array(needed + 1).fill(Number.POSITIVE_INFINITY);
  least[0] = 0;
  const chosen = costs.map((steps) => {
    const next = new Float64Array(needed + 1).fill(Number.POSITIVE_INFINITY);
    const choice = new Int8Array(needed + 1);
    const before = new Int16Array(needed + 1);
    for (let sum = 0; sum <= needed; sum++)
      for (let step = 0; step < steps.length; step++) {
        const to = Math.min(needed, sum + step);
        const cost = (least[sum] as number) + (steps[step] as number);
        if (cost >= (next[to] as number)) continue;
        next[to] = cost;
        choice[to] = step;
        before[to] = sum;
      }
    least = next;
    return { choice, before };
  });
  const comparisons = least[needed] as number;
  if (comparisons === Number.POSITIVE_INFINITY) return undefined;
  const reach = new Int8Array(costs.length);
  let sum = needed;
  for (let band = costs.length - 1; band >= 0; band--) {
    reach[band] = (chosen[band]?.choice[sum] as number) - 1;
    sum = chosen[band]?.before[sum] as number;
  }
  return { reach, comparisons };
};
