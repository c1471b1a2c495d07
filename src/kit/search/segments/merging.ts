import { factorsFor, fieldCount } from '../bm25f.ts';
import type { Segment } from './segment.ts';
import { createSegmentWriter, type SegmentWriter } from './segment-writer.ts';

/** Whether a unit's check still stands as that `put` brought it. */
export type IsAlive = (check: number, put: number) => boolean;

/**
 * Makes one segment of several in small steps, leaving out the units that are dead when it passes them; what dies later
 * stays in as dead. Yields after at most some 300 postings how much work was done, in postings; returns the segment, or
 * nothing when all are dead.
 */
export function* merging(
  segments: readonly Segment[],
  averages: Float64Array,
  isAlive: IsAlive,
): Generator<number, Segment | undefined, void> {
  const writer = createSegmentWriter(roomFor(segments), averages, factorsFor(averages));
  // New numbers plus one; zero for the dead.
  const renamed = segments.map((segment) => new Uint32Array(segment.unitCount));
  for (const [i, segment] of segments.entries())
    for (let from = 0; from < segment.unitCount; from += unitsAtOnce) {
      keepLiving(segment, from, renamed[i] ?? new Uint32Array(0), writer, isAlive);
      yield unitsAtOnce;
    }
  const places = segments.map(() => 0);
  for (;;) {
    const term = lowestTerm(segments, places);
    if (term === undefined) return writer.finish();
    writer.beginTerm(term);
    for (let i = 0; i < segments.length; i++) {
      const segment = segments[i];
      const place = places[i] ?? 0;
      if (segment === undefined || segment.terms[place] !== term) continue;
      places[i] = place + 1;
      const end = segment.firstBlocks[place + 1] ?? 0;
      const first = segment.firstBlocks[place] ?? 0;
      for (let block = first; block < end; block++) {
        const before = block === first ? -1 : (segment.lastUnits[block - 1] ?? 0);
        yield termWork + copyBlock(segment, block, before, renamed[i] ?? new Uint32Array(0), writer);
      }
    }
    writer.endTerm();
  }
}

const unitsAtOnce = 256;
// Finding the next term costs about as much as copying this many postings.
const termWork = 4;

const roomFor = (segments: readonly Segment[]) => {
  const room = { units: 0, terms: 0, blocks: 0, bytes: 0 };
  for (const segment of segments) {
    room.units += segment.unitCount;
    room.terms += segment.terms.length;
    room.blocks += segment.lastUnits.length;
    // Where one segment's postings follow another's, the first distance may grow from one byte to five.
    room.bytes += segment.bytes.length + 4 * segment.terms.length;
  }
  return room;
};

const keepLiving = (
  segment: Segment,
  from: number,
  renamed: Uint32Array,
  writer: SegmentWriter,
  isAlive: IsAlive,
): void => {
  for (let unit = from; unit < Math.min(from + unitsAtOnce, segment.unitCount); unit++) {
    const check = segment.checks[unit] ?? 0;
    const put = segment.puts[unit] ?? 0;
    if (isAlive(check, put)) renamed[unit] = 1 + writer.unit(check, put, segment.lengths, fieldCount * unit);
  }
};

const lowestTerm = (segments: readonly Segment[], places: readonly number[]): number | undefined => {
  let lowest: number | undefined;
  for (let i = 0; i < segments.length; i++) {
    const term = segments[i]?.terms[places[i] ?? 0];
    if (term !== undefined && (lowest === undefined || term < lowest)) lowest = term;
  }
  return lowest;
};

const copyBlock = (
  segment: Segment,
  block: number,
  before: number,
  renamed: Uint32Array,
  writer: SegmentWriter,
): number => {
  const { bytes } = segment;
  const end = segment.starts[block + 1] ?? 0;
  let unit = before;
  let copied = 0;
  for (let at = segment.starts[block] ?? 0; at < end; ) {
    let byte = bytes[at++] ?? 0;
    let distance = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++] ?? 0;
      distance |= (byte & 127) << shift;
    }
    unit += distance;
    const counts = bytes[at++] ?? 0;
    const kept = renamed[unit] ?? 0;
    if (kept !== 0) writer.posting(kept - 1, counts);
    copied++;
  }
  return copied;
};
