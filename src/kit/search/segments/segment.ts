import { fieldCount } from '../bm25f.ts';

/**
 * Postings that no longer change, in one `ArrayBuffer`. Units are numbered from 0 within it. A term's postings are blocks
 * of at most 128, each posting the distance from the unit before as a varint and its packed counts as a byte; a block's
 * first distance is from the last unit of the term's block before, from -1 in the first. What a block can give at most
 * is kept as its highest weighed frequency under the averages of the day (impacts: Grand et al., ECIR 2020), which
 * `driftBetween` carries over to today's.
 */
export type Segment = {
  readonly unitCount: number;
  /** By unit: its check, and the number of the `put` that brought it. */
  readonly checks: Uint32Array;
  readonly puts: Uint32Array;
  /** By unit, `fieldCount` each. */
  readonly lengths: Uint16Array;
  /** Ascending. */
  readonly terms: Uint32Array;
  /** By term, the first of its blocks; one more than there are terms. */
  readonly firstBlocks: Uint32Array;
  /** By block: its last unit, where its bytes begin (one more than there are blocks), the highest frequency in it. */
  readonly lastUnits: Uint32Array;
  readonly starts: Uint32Array;
  readonly blockBounds: Uint16Array;
  readonly termBounds: Uint16Array;
  readonly bytes: Uint8Array;
  /** Average lengths under which the bounds were worked out; 0 for a field that no unit here has. */
  readonly averages: Float64Array;
};

export const blockLength = 128;

/** Frequencies in bounds are kept in steps of this size, rounded up; the highest step means "any". */
const step = 1 / 1024;
const anyBound = 0xffff;

export const boundOf = (frequency: number): number => Math.min(anyBound, Math.ceil(frequency / step));
export const frequencyAtMost = (bound: number): number => (bound === anyBound ? Number.MAX_VALUE : bound * step);

/** How much a segment may come to hold. */
export type Room = { readonly units: number; readonly terms: number; readonly blocks: number; readonly bytes: number };

/** An empty segment with room; pages never written to take no memory. */
export const segmentWith = (room: Room): Segment => {
  const words = 2 * room.units + 2 * room.terms + 1 + 2 * room.blocks + 1;
  const halves = fieldCount * room.units + room.blocks + room.terms;
  const buffer = new ArrayBuffer(4 * words + 2 * halves + room.bytes);
  let at = 0;
  const place = (length: number, size: number): number => {
    at += length * size;
    return at - length * size;
  };
  const wide = (length: number): Uint32Array => new Uint32Array(buffer, place(length, 4), length);
  const narrow = (length: number): Uint16Array => new Uint16Array(buffer, place(length, 2), length);
  return {
    unitCount: room.units,
    checks: wide(room.units),
    puts: wide(room.units),
    terms: wide(room.terms),
    firstBlocks: wide(room.terms + 1),
    lastUnits: wide(room.blocks),
    starts: wide(room.blocks + 1),
    lengths: narrow(fieldCount * room.units),
    blockBounds: narrow(room.blocks),
    termBounds: narrow(room.terms),
    bytes: new Uint8Array(buffer, at, room.bytes),
    averages: new Float64Array(fieldCount),
  };
};

/** The place of a term among the segment's, or -1. */
export const placeOf = (segment: Segment, term: number): number => {
  const { terms } = segment;
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? 0) < term) low = middle + 1;
    else high = middle;
  }
  return terms[low] === term ? low : -1;
};

/** The first unit that a `put` brought, or -1. Units stand in the order they were put. */
export const firstUnitOf = (puts: Uint32Array, unitCount: number, put: number): number => {
  let low = 0;
  let high = unitCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((puts[middle] ?? 0) < put) low = middle + 1;
    else high = middle;
  }
  return low < unitCount && puts[low] === put ? low : -1;
};
