import { driftBetween, fieldCount, frequencyOf, saturated } from '../bm25f.ts';
import type { Plan } from './plan.ts';
import { frequencyAtMost, placeOf, type Segment, segmentWith } from './segment.ts';

/**
 * The lists of a question's terms in one segment, in the plan's order, each read forwards only. A list stands before its
 * next posting: `units` holds the unit it read last, `ats` where the next begins, `blocks` in which block that is.
 */
export type PostingLists = {
  /** Opens the lists of a segment; how many of the terms it has. */
  readonly open: (segment: Segment, plan: Plan) => number;
  /** Moves a list to the first block that may hold a unit from `low` on; the most that a unit in `[low, high)` can gain. */
  readonly mostIn: (list: number, low: number, high: number) => number;
  /** Adds the gains of a list's postings in `[low, high)` to `scores`, at unit minus `low`, and marks their bits. */
  readonly addTo: (list: number, low: number, high: number, scores: Float64Array, marks: Int32Array) => void;
  /**
   * Adds a list's gains to the marked units in the window from `low`, and clears the score and the mark of those that fall
   * below `floor` even with the `rest` that later lists may give; how many marks are left.
   */
  readonly addToMarked: (
    list: number,
    low: number,
    floor: number,
    rest: number,
    scores: Float64Array,
    marks: Int32Array,
  ) => number;
};

const nothing = segmentWith({ units: 0, terms: 0, blocks: 0, bytes: 0 });

export const createPostingLists = (mostLists: number): PostingLists => {
  const mosts = new Float64Array(mostLists);
  const blocks = new Uint32Array(mostLists);
  const ends = new Uint32Array(mostLists);
  const ats = new Uint32Array(mostLists);
  const units = new Int32Array(mostLists);
  let drift = 1;
  let opened = nothing;
  let factors: Float64Array = nothing.averages;

  const open = (segment: Segment, plan: Plan): number => {
    opened = segment;
    factors = plan.factors;
    drift = driftBetween(segment.averages, plan.averages);
    let found = 0;
    for (let i = 0; i < plan.terms.length; i++) {
      const place = placeOf(segment, plan.terms[i] ?? 0);
      if (place < 0) continue;
      const first = segment.firstBlocks[place] ?? 0;
      mosts[found] = plan.mosts[i] ?? 0;
      blocks[found] = first;
      ends[found] = segment.firstBlocks[place + 1] ?? 0;
      ats[found] = segment.starts[first] ?? 0;
      units[found] = -1;
      found++;
    }
    return found;
  };

  /** Moves a list forward to the block that may hold `unit`; whether there is one. */
  const seekBlock = (list: number, unit: number): boolean => {
    const { lastUnits } = opened;
    let block = blocks[list] ?? 0;
    const end = ends[list] ?? 0;
    if (block >= end) return false;
    if ((lastUnits[block] ?? 0) >= unit) return true;
    do block++;
    while (block < end && (lastUnits[block] ?? 0) < unit);
    blocks[list] = block;
    ats[list] = opened.starts[block] ?? 0;
    units[list] = lastUnits[block - 1] ?? 0;
    return block < end;
  };

  const mostOfBlock = (list: number, block: number): number =>
    (mosts[list] ?? 0) * saturated(frequencyAtMost(opened.blockBounds[block] ?? 0) * drift);

  const mostIn = (list: number, low: number, high: number): number => {
    if (!seekBlock(list, low)) return 0;
    const { lastUnits, blockBounds } = opened;
    const end = ends[list] ?? 0;
    let bound = 0;
    for (let block = blocks[list] ?? 0; block < end; block++) {
      const here = blockBounds[block] ?? 0;
      if (here > bound) bound = here;
      if ((lastUnits[block] ?? 0) >= high - 1) break;
    }
    return (mosts[list] ?? 0) * saturated(frequencyAtMost(bound) * drift);
  };

  const addTo = (list: number, low: number, high: number, scores: Float64Array, marks: Int32Array): void => {
    if (!seekBlock(list, low)) return;
    const { bytes, starts, lengths } = opened;
    const factor = factors;
    const most = mosts[list] ?? 0;
    const end = ends[list] ?? 0;
    let block = blocks[list] ?? 0;
    let at = ats[list] ?? 0;
    let unit = units[list] ?? 0;
    while (block < end) {
      const stop = starts[block + 1] ?? 0;
      while (at < stop) {
        const begun = at;
        let byte = bytes[at++] ?? 0;
        let distance = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++] ?? 0;
          distance |= (byte & 127) << shift;
        }
        const next = unit + distance;
        if (next >= high) {
          blocks[list] = block;
          ats[list] = begun;
          units[list] = unit;
          return;
        }
        unit = next;
        const counts = bytes[at++] ?? 0;
        if (unit < low) continue;
        const frequency = frequencyOf(counts, lengths, fieldCount * unit, factor);
        const place = unit - low;
        scores[place] = (scores[place] ?? 0) + most * saturated(frequency);
        marks[place >> 5] = (marks[place >> 5] ?? 0) | (1 << (place & 31));
      }
      block++;
    }
    blocks[list] = block;
  };

  const addToMarked: PostingLists['addToMarked'] = (list, low, floor, rest, scores, marks) => {
    const { bytes, starts, lengths, lastUnits } = opened;
    const factor = factors;
    const most = mosts[list] ?? 0;
    const end = ends[list] ?? 0;
    let block = blocks[list] ?? 0;
    let at = ats[list] ?? 0;
    let before = units[list] ?? 0;
    let last = block < end ? (lastUnits[block] ?? 0) : -1;
    let stop = starts[block + 1] ?? 0;
    let reachable = block < end ? mostOfBlock(list, block) + rest : rest;
    let left = 0;
    for (let word = 0; word < marks.length; word++) {
      for (let bits = marks[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const bit = bits & -bits;
        const place = (word << 5) + 31 - Math.clz32(bit);
        const unit = low + place;
        if (last < unit && block < end) {
          do block++;
          while (block < end && (lastUnits[block] ?? 0) < unit);
          at = starts[block] ?? 0;
          before = lastUnits[block - 1] ?? 0;
          stop = starts[block + 1] ?? 0;
          last = block < end ? (lastUnits[block] ?? 0) : -1;
          reachable = block < end ? mostOfBlock(list, block) + rest : rest;
        }
        let score = scores[place] ?? 0;
        if (score + reachable >= floor) {
          while (before < unit && at < stop && block < end) {
            const begun = at;
            let byte = bytes[at++] ?? 0;
            let distance = byte & 127;
            for (let shift = 7; byte > 127; shift += 7) {
              byte = bytes[at++] ?? 0;
              distance |= (byte & 127) << shift;
            }
            if (before + distance > unit) {
              at = begun;
              break;
            }
            before += distance;
            const counts = bytes[at++] ?? 0;
            if (before === unit) score += most * saturated(frequencyOf(counts, lengths, fieldCount * unit, factor));
          }
        }
        if (score + rest < floor) {
          scores[place] = 0;
          marks[word] = (marks[word] ?? 0) ^ bit;
          continue;
        }
        scores[place] = score;
        left++;
      }
    }
    blocks[list] = block;
    ats[list] = at;
    units[list] = before;
    return left;
  };

  return { open, mostIn, addTo, addToMarked };
};
