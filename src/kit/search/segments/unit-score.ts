import { fieldCount, frequencyOf, saturated } from '../bm25f.ts';
import type { LiveSegment } from './live-segment.ts';
import type { Plan } from './plan.ts';
import { placeOf, type Segment } from './segment.ts';

/** The score of one unit of a segment, the same as a search gives it; 0 when it has none of the terms. */
export const scoreInSegment = (segment: Segment, plan: Plan, unit: number): number => {
  let score = 0;
  for (let i = 0; i < plan.terms.length; i++) {
    const counts = countsOf(segment, plan.terms[i] ?? 0, unit);
    if (counts > 0) score += gain(plan, i, counts, segment.lengths, unit);
  }
  return score;
};

export const scoreInLive = (live: LiveSegment, plan: Plan, unit: number): number => {
  let score = 0;
  for (let i = 0; i < plan.terms.length; i++) {
    let posting = live.first(plan.terms[i] ?? 0);
    while (posting >= 0 && live.unitAt(posting) > unit) posting = live.next(posting);
    if (posting >= 0 && live.unitAt(posting) === unit)
      score += gain(plan, i, live.countsAt(posting), live.lengths(), unit);
  }
  return score;
};

const gain = (plan: Plan, i: number, counts: number, lengths: Uint16Array, unit: number): number =>
  (plan.mosts[i] ?? 0) * saturated(frequencyOf(counts, lengths, fieldCount * unit, plan.factors));

/** The packed counts of a term in a unit, 0 where it does not stand. */
const countsOf = (segment: Segment, term: number, unit: number): number => {
  const place = placeOf(segment, term);
  if (place < 0) return 0;
  const { bytes, lastUnits, starts } = segment;
  const first = segment.firstBlocks[place] ?? 0;
  let block = first;
  for (let end = segment.firstBlocks[place + 1] ?? 0; block < end; ) {
    const middle = (block + end) >>> 1;
    if ((lastUnits[middle] ?? 0) < unit) block = middle + 1;
    else end = middle;
  }
  if (block === segment.firstBlocks[place + 1]) return 0;
  let here = block === first ? -1 : (lastUnits[block - 1] ?? 0);
  const stop = starts[block + 1] ?? 0;
  for (let at = starts[block] ?? 0; at < stop; ) {
    let byte = bytes[at++] ?? 0;
    let distance = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      distance |= (byte & 127) << shift;
    }
    here += distance;
    const counts = bytes[at++] ?? 0;
    if (here >= unit) return here === unit ? counts : 0;
  }
  return 0;
};
