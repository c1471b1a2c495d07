import { factorsFor, fieldCount } from '../bm25f.ts';
import { withRoom } from '../growing.ts';
import type { Segment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';

/** Units just added: one linked list of postings per term, cheap to add to and visible at once, frozen when they are many. */
export type LiveSegment = {
  readonly add: (unit: IncomingUnit) => void;
  readonly unitCount: () => number;
  readonly postingCount: () => number;
  readonly checkOf: (unit: number) => number;
  readonly putOf: (unit: number) => number;
  readonly puts: () => Uint32Array;
  readonly lengths: () => Uint16Array;
  /** The first posting of a term, the newest; -1 when there is none. */
  readonly first: (term: number) => number;
  /** The next older posting of the same term, or -1. */
  readonly next: (posting: number) => number;
  readonly unitAt: (posting: number) => number;
  readonly countsAt: (posting: number) => number;
  /** Everything as a segment, work linear in what is here; then this one is empty. */
  readonly freeze: (averages: Float64Array) => Segment | undefined;
};

/** One unit as it comes: its distinct terms with their packed counts, the first `termCount` of each array. */
export type IncomingUnit = {
  readonly check: number;
  readonly put: number;
  readonly lengths: Uint16Array;
  readonly terms: Uint32Array;
  readonly counts: Uint8Array;
  readonly termCount: number;
};

export const createLiveSegment = (): LiveSegment => {
  let checks = new Uint32Array(0);
  let puts = new Uint32Array(0);
  let lengths = new Uint16Array(0);
  let unitCount = 0;
  let size = 0;
  // Postings are numbered from one, so that a fresh array of zeros means "none".
  let heads = new Uint32Array(0);
  let terms = new Uint32Array(0);
  let units = new Uint32Array(0);
  let counts = new Uint8Array(0);
  let nexts = new Uint32Array(0);

  const add = (unit: IncomingUnit): void => {
    checks = withRoom(checks, unitCount + 1);
    puts = withRoom(puts, unitCount + 1);
    lengths = withRoom(lengths, fieldCount * (unitCount + 1));
    checks[unitCount] = unit.check;
    puts[unitCount] = unit.put;
    for (let field = 0; field < fieldCount; field++) lengths[fieldCount * unitCount + field] = unit.lengths[field] ?? 0;
    terms = withRoom(terms, size + unit.termCount);
    units = withRoom(units, size + unit.termCount);
    counts = withRoom(counts, size + unit.termCount);
    nexts = withRoom(nexts, size + unit.termCount);
    for (let i = 0; i < unit.termCount; i++) {
      const term = unit.terms[i] ?? 0;
      heads = withRoom(heads, term + 1);
      terms[size] = term;
      units[size] = unitCount;
      counts[size] = unit.counts[i] ?? 0;
      nexts[size] = heads[term] ?? 0;
      heads[term] = ++size;
    }
    unitCount++;
  };

  const clear = (): void => {
    for (let i = 0; i < size; i++) heads[terms[i] ?? 0] = 0;
    size = 0;
    unitCount = 0;
  };

  const freeze = (averages: Float64Array): Segment | undefined => {
    const distinct = new Uint32Array(size);
    let termCount = 0;
    // The first posting of each term is the one with none behind it.
    for (let i = 0; i < size; i++) if (nexts[i] === 0) distinct[termCount++] = terms[i] ?? 0;
    const sorted = distinct.subarray(0, termCount).sort();
    const room = { units: unitCount, terms: termCount, blocks: termCount + (size >>> 7), bytes: 6 * size };
    const writer = createSegmentWriter(room, averages, factorsFor(averages));
    for (let unit = 0; unit < unitCount; unit++)
      writer.unit(checks[unit] ?? 0, puts[unit] ?? 0, lengths, fieldCount * unit);
    const backwards = new Uint32Array(unitCount);
    for (const term of sorted) {
      let found = 0;
      for (let posting = heads[term] ?? 0; posting !== 0; posting = nexts[posting - 1] ?? 0)
        backwards[found++] = posting - 1;
      writer.beginTerm(term);
      while (found > 0) {
        const posting = backwards[--found] ?? 0;
        writer.posting(units[posting] ?? 0, counts[posting] ?? 0);
      }
      writer.endTerm();
    }
    clear();
    return writer.finish();
  };

  return {
    add,
    unitCount: () => unitCount,
    postingCount: () => size,
    checkOf: (unit) => checks[unit] ?? 0,
    putOf: (unit) => puts[unit] ?? 0,
    puts: () => puts,
    lengths: () => lengths,
    first: (term) => (heads[term] ?? 0) - 1,
    next: (posting) => (nexts[posting] ?? 0) - 1,
    unitAt: (posting) => units[posting] ?? 0,
    countsAt: (posting) => counts[posting] ?? 0,
    freeze,
  };
};
