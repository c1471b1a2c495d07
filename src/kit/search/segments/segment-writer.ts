import { fieldCount, frequencyOf } from '../bm25f.ts';
import { blockLength, boundOf, type Room, type Segment, segmentWith } from './segment.ts';

/** Fills a segment: first its units, then its terms in ascending order, each with its postings in ascending order. */
export type SegmentWriter = {
  /** The number of the unit added. */
  readonly unit: (check: number, put: number, lengths: Uint16Array, at: number) => number;
  readonly beginTerm: (term: number) => void;
  readonly posting: (unit: number, counts: number) => void;
  /** A term that got no posting leaves no trace. */
  readonly endTerm: () => void;
  /** The segment, or nothing if it has no units. */
  readonly finish: () => Segment | undefined;
};

/** `factors` are those of `averages`. */
export const createSegmentWriter = (room: Room, averages: Float64Array, factors: Float64Array): SegmentWriter => {
  const segment = segmentWith(room);
  const { checks, puts, lengths, terms, firstBlocks, lastUnits, starts, blockBounds, termBounds, bytes } = segment;
  let unitCount = 0;
  let termCount = 0;
  let blockCount = 0;
  let size = 0;
  let term = 0;
  let before = -1;
  let inBlock = 0;
  let blockMost = 0;
  let termMost = 0;

  const endBlock = (): void => {
    lastUnits[blockCount] = before;
    blockBounds[blockCount] = boundOf(blockMost);
    starts[++blockCount] = size;
    termMost = Math.max(termMost, blockMost);
    inBlock = 0;
    blockMost = 0;
  };

  return {
    unit: (check, put, from, at) => {
      checks[unitCount] = check;
      puts[unitCount] = put;
      for (let field = 0; field < fieldCount; field++) {
        const length = from[at + field] ?? 0;
        lengths[fieldCount * unitCount + field] = length;
        if (length > 0) segment.averages[field] = averages[field] ?? 1;
      }
      return unitCount++;
    },
    beginTerm: (next) => {
      term = next;
      firstBlocks[termCount] = blockCount;
      before = -1;
      termMost = 0;
    },
    posting: (unit, counts) => {
      let distance = unit - before;
      before = unit;
      while (distance > 127) {
        bytes[size++] = (distance & 127) | 128;
        distance >>>= 7;
      }
      bytes[size++] = distance;
      bytes[size++] = counts;
      const frequency = frequencyOf(counts, lengths, fieldCount * unit, factors);
      if (frequency > blockMost) blockMost = frequency;
      if (++inBlock === blockLength) endBlock();
    },
    endTerm: () => {
      if (inBlock > 0) endBlock();
      if (before < 0) return;
      terms[termCount] = term;
      termBounds[termCount] = boundOf(termMost);
      firstBlocks[++termCount] = blockCount;
    },
    finish: () => {
      if (unitCount === 0) return undefined;
      return {
        unitCount,
        checks: checks.subarray(0, unitCount),
        puts: puts.subarray(0, unitCount),
        lengths: lengths.subarray(0, fieldCount * unitCount),
        terms: terms.subarray(0, termCount),
        firstBlocks: firstBlocks.subarray(0, termCount + 1),
        lastUnits: lastUnits.subarray(0, blockCount),
        starts: starts.subarray(0, blockCount + 1),
        blockBounds: blockBounds.subarray(0, blockCount),
        termBounds: termBounds.subarray(0, termCount),
        bytes: bytes.subarray(0, size),
        averages: segment.averages,
      };
    },
  };
};
