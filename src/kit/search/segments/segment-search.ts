import type { IsAlive } from './merging.ts';
import type { Plan } from './plan.ts';
import { createPostingLists } from './posting-lists.ts';
import type { Segment } from './segment.ts';
import type { TopChecks } from './top-checks.ts';

/**
 * Finds in a segment all checks that belong among the best, each by its best unit, without scoring the rest: block-max
 * MaxScore over windows (Ding & Suel, SIGIR 2011, §3; Mallia, Siedlaczek & Suel, ECIR 2019; the windows as in Lucene's
 * `MaxScoreBulkScorer`). In each window the terms whose gains together cannot reach the best so far are looked up only for
 * the units that the other terms make promising. Exact: leaves out nothing that could have been kept.
 */
export type SegmentSearch = (segment: Segment, plan: Plan, isAlive: IsAlive, top: TopChecks) => void;

/** Units scored at once; their scores fit the first-level cache. */
const windowLength = 2048;

// Bounds are sums of the same numbers in another order; this is far more than rounding can make of it.
const slack = 1 - 1e-9;

/** `mostTerms` is how many terms a plan has at most. */
export const createSegmentSearch = (mostTerms: number): SegmentSearch => {
  const lists = createPostingLists(mostTerms);
  const scores = new Float64Array(windowLength);
  const marks = new Int32Array(windowLength >> 5);
  // What a list and those after it give at most in the window; zero behind the last.
  const rests = new Float64Array(mostTerms + 1);

  return (segment, plan, isAlive, top) => {
    const listCount = lists.open(segment, plan);
    if (listCount === 0) return;
    rests[listCount] = 0;
    const best = createBestOfCheck(segment, top);
    for (let low = 0; low < segment.unitCount; low += windowLength) {
      const high = Math.min(low + windowLength, segment.unitCount);
      for (let list = listCount - 1; list >= 0; list--)
        rests[list] = (rests[list + 1] ?? 0) + lists.mostIn(list, low, high);
      const floor = top.floor() * slack;
      let leading = listCount;
      while (leading > 0 && (rests[leading - 1] ?? 0) < floor) leading--;
      if (leading === 0) continue;
      for (let list = 0; list < leading; list++) lists.addTo(list, low, high, scores, marks);
      for (let list = leading, left = 1; list < listCount && left > 0; list++)
        left = lists.addToMarked(list, low, floor, rests[list + 1] ?? 0, scores, marks);
      for (let word = 0; word < marks.length; word++) {
        let bits = marks[word] ?? 0;
        if (bits === 0) continue;
        marks[word] = 0;
        for (; bits !== 0; bits &= bits - 1) {
          const place = (word << 5) + 31 - Math.clz32(bits & -bits);
          const unit = low + place;
          const score = scores[place] ?? 0;
          scores[place] = 0;
          if (score >= top.floor() && isAlive(segment.checks[unit] ?? 0, segment.puts[unit] ?? 0))
            best.take(unit, score);
        }
      }
    }
    best.settle();
  };
};

/** Units of a check stand together: the best is known once another check's comes. */
const createBestOfCheck = (segment: Segment, top: TopChecks) => {
  const { checks, puts } = segment;
  let best = -1;
  let bestScore = 0;
  const settle = (): void => {
    if (best >= 0) top.offer(checks[best] ?? 0, ordinalOf(checks, puts, best), bestScore);
  };
  const take = (unit: number, score: number): void => {
    if (best >= 0 && checks[best] === checks[unit] && puts[best] === puts[unit]) {
      if (score <= bestScore) return;
    } else if (best >= 0 && bestScore >= top.floor()) settle();
    best = unit;
    bestScore = score;
  };
  return { take, settle };
};

/** The place of a unit among those of its check. */
export const ordinalOf = (checks: Uint32Array, puts: Uint32Array, unit: number): number => {
  let first = unit;
  while (first > 0 && checks[first - 1] === checks[unit] && puts[first - 1] === puts[unit]) first--;
  return unit - first;
};
