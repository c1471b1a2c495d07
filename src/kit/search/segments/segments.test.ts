import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorsFor, fieldCount, frequencyOf, mostOf, oneMore, saturated } from '../bm25f.ts';
import { createCollectionSums } from '../collection-sums.ts';
import { contenders, wantedAmong } from '../rank/contenders.ts';
import { idfOf } from '../vocabulary.ts';
import { createLiveSearch } from './live-search.ts';
import type { Plan } from './plan.ts';
import { createSegmentList } from './segment-list.ts';
import { createSegmentSearch } from './segment-search.ts';
import { createTopChecks, theBest, type Wanted } from './top-checks.ts';
import { scoreInLive, scoreInSegment } from './unit-score.ts';

type Counts = ReadonlyMap<number, number>;
type Unit = { readonly counts: Counts; readonly lengths: Uint16Array };
type Held = { readonly put: number; readonly units: readonly Unit[] };

/** Checks under numbers, in segments and beside them as plain data that can be scored one by one. */
const createPair = () => {
  const held = new Map<number, Held>();
  let puts = 0;
  const units = (): readonly Unit[] => [...held.values()].flatMap((h) => h.units);
  const sums = createCollectionSums();
  const isAlive = (check: number, put: number): boolean => held.get(check)?.put === put;
  const segments = createSegmentList(isAlive, sums.averages);
  const top = createTopChecks((a, b) => a - b);
  const search = createSegmentSearch(64);
  const searchLive = createLiveSearch();

  const remove = (check: number): void => {
    const old = held.get(check);
    if (old === undefined) return;
    held.delete(check);
    for (const { lengths } of old.units) sums.remove(lengths);
    const postings = old.units.reduce((sum, unit) => sum + unit.counts.size, 0);
    segments.bury(old.put, old.units.length, postings);
  };

  const put = (check: number, given: readonly Unit[]): void => {
    remove(check);
    held.set(check, { put: ++puts, units: given });
    for (const { counts, lengths } of given) {
      sums.add(lengths);
      segments.add({
        check,
        put: puts,
        lengths,
        terms: Uint32Array.from(counts.keys()),
        counts: Uint8Array.from(counts.values()),
        termCount: counts.size,
      });
    }
    segments.settle();
  };

  const planOf = (terms: readonly number[]): Plan => {
    const all = units();
    const asked = terms
      .map((term) => ({ term, frequency: all.filter((u) => u.counts.has(term)).length }))
      .filter(({ frequency }) => frequency > 0)
      .map(({ term, frequency }) => ({ term, most: mostOf(idfOf(frequency, all.length), term % 3 === 0 ? 0.4 : 1) }))
      .sort((a, b) => b.most - a.most);
    const now = sums.averages();
    return {
      terms: Uint32Array.from(asked, (a) => a.term),
      mosts: Float64Array.from(asked, (a) => a.most),
      averages: now,
      factors: factorsFor(now),
    };
  };

  const scoreOf = (plan: Plan, { counts, lengths }: Unit): number => {
    let score = 0;
    for (const [i, term] of plan.terms.entries()) {
      const packed = counts.get(term);
      if (packed !== undefined)
        score += (plan.mosts[i] ?? 0) * saturated(frequencyOf(packed, lengths, 0, plan.factors));
    }
    return score;
  };

  const bestOf = (terms: readonly number[], n: number, wanted: Wanted = theBest(n)) => {
    const plan = planOf(terms);
    top.open(wanted);
    for (const segment of segments.frozen()) search(segment, plan, isAlive, top);
    searchLive(segments.live, plan, isAlive, top);
    return top.items();
  };

  const bestByScoringAll = (terms: readonly number[], n: number) => {
    const plan = planOf(terms);
    return [...held]
      .map(([check, { units: own }]) => {
        const scores = own.map((unit) => scoreOf(plan, unit));
        const score = Math.max(0, ...scores);
        return { check, ordinal: scores.indexOf(score), score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.check - b.check)
      .slice(0, n);
  };

  return { put, remove, bestOf, bestByScoringAll, planOf, scoreOf, segments, held };
};

const dice = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** A unit whose words follow Zipf's law, so that some stand nearly everywhere and many almost nowhere. */
const zipfUnit = (roll: (below: number) => number, words: number, drawn: number): Unit => {
  const counts = new Map<number, number>();
  const lengths = new Uint16Array(fieldCount);
  for (let i = 0; i < drawn; i++) {
    const term = Math.floor(words ** (roll(10_000) / 10_000)) - 1;
    const field = ([0, 0, 1, 2] as const)[roll(4)] ?? 0;
    counts.set(term, oneMore(counts.get(term) ?? 0, field));
    lengths[field] = (lengths[field] ?? 0) + 1;
  }
  return { counts, lengths };
};

test('the pruned best are the best of all, order included, after any adding, removing and merging', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 800 }), (seed, alive) => {
      const roll = dice(seed);
      const pair = createPair();
      for (let i = 0; i < 1500; i++) {
        const check = roll(60 + alive);
        if (roll(5) === 0) pair.remove(check);
        else
          pair.put(
            check,
            Array.from({ length: 1 + roll(3) }, () => zipfUnit(roll, 200, 4 + roll(30))),
          );
      }
      for (let i = 0; i < 5; i++) {
        const terms = [...new Set(Array.from({ length: 1 + roll(12) }, () => roll(200)))];
        for (const n of [1, 5, 40, 1000]) expect(pair.bestOf(terms, n)).toEqual(pair.bestByScoringAll(terms, n));
        for (const wanted of [contenders(), { most: 40, first: 2, leastShare: 0.8 }])
          expect(wantedAmong(pair.bestOf(terms, wanted.most, wanted), wanted)).toEqual(
            wantedAmong(pair.bestByScoringAll(terms, wanted.most), wanted),
          );
      }
    }),
    { numRuns: 8 },
  );
});

test('over several windows, levels and purges too, and with averages that drift', () => {
  const roll = dice(20261122);
  const pair = createPair();
  const ask = (): void => {
    for (let i = 0; i < 6; i++) {
      const terms = [...new Set(Array.from({ length: 2 + 3 * i }, () => Math.floor(600 ** (roll(1000) / 1000))))];
      for (const n of [3, 50]) expect(pair.bestOf(terms, n)).toEqual(pair.bestByScoringAll(terms, n));
    }
  };
  // Short units first and long ones later: bounds worked out under the first averages must hold under the last.
  for (let i = 0; i < 9000; i++) pair.put(i, [zipfUnit(roll, 2000, 3 + Math.floor(i / 800))]);
  ask();
  for (let i = 0; i < 9000; i += 2) pair.remove(i);
  ask();
  for (let i = 0; i < 9000; i += 3) pair.put(i, [zipfUnit(roll, 2000, 4), zipfUnit(roll, 2000, 9)]);
  ask();
});

test('one unit scores the same alone as in a search', () => {
  const roll = dice(7);
  const pair = createPair();
  for (let i = 0; i < 3000; i++) pair.put(i, [zipfUnit(roll, 500, 12), zipfUnit(roll, 500, 6)]);
  const plan = pair.planOf([1, 2, 3, 5, 8, 13, 21, 34, 55, 89]);
  for (const [, { put, units }] of [...pair.held].slice(-1500)) {
    const holder = pair.segments.holderOf(put);
    const inLive = pair.segments.live.puts().indexOf(put);
    for (const [ordinal, unit] of units.entries()) {
      const score =
        holder === undefined
          ? scoreInLive(pair.segments.live, plan, inLive + ordinal)
          : scoreInSegment(holder.segment, plan, holder.unit + ordinal);
      expect(score).toBe(pair.scoreOf(plan, unit));
    }
  }
});

test('segments stay few, and hold at most a third more than is alive', () => {
  const roll = dice(11);
  const pair = createPair();
  for (let i = 0; i < 30_000; i++) {
    pair.put(roll(6000), [zipfUnit(roll, 3000, 8)]);
    if (i % 1000 !== 999) continue;
    const frozen = pair.segments.frozen();
    expect(frozen.length).toBeLessThanOrEqual(24);
    const heldUnits = frozen.reduce((sum, s) => sum + s.unitCount, 0);
    // Two live segments' worth may be dead before anyone looks, and what a running merge reads stands twice.
    expect(heldUnits).toBeLessThanOrEqual(2 * pair.held.size + 8192);
  }
});
