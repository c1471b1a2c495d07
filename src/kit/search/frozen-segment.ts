/** Postings that no longer change: for each term a run `[starts[term], starts[term + 1])` of units and counts. */
export type FrozenSegment = {
  readonly starts: Uint32Array;
  readonly units: Uint32Array;
  readonly counts: Uint8Array;
};

type Loose = { readonly terms: Uint32Array; readonly units: Uint32Array; readonly counts: Uint8Array };

/** Sorts loose postings by term in linear time; the order within a term is kept. */
export const freeze = (loose: Loose, termCount: number): FrozenSegment => {
  const starts = new Uint32Array(termCount + 1);
  for (const term of loose.terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < termCount; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const free = starts.slice();
  const units = new Uint32Array(loose.units.length);
  const counts = new Uint8Array(loose.units.length);
  for (let i = 0; i < loose.units.length; i++) {
    const term = loose.terms[i] ?? 0;
    const at = free[term] ?? 0;
    free[term] = at + 1;
    units[at] = loose.units[i] ?? 0;
    counts[at] = loose.counts[i] ?? 0;
  }
  return { starts, units, counts };
};

/** Two segments as one, without the postings of units for which `rename` gives no new number. */
export const merge = (
  first: FrozenSegment,
  second: FrozenSegment,
  rename: (unit: number) => number | undefined,
): FrozenSegment => {
  const termCount = Math.max(first.starts.length, second.starts.length) - 1;
  const starts = new Uint32Array(termCount + 1);
  const units = new Uint32Array(first.units.length + second.units.length);
  const counts = new Uint8Array(units.length);
  let size = 0;
  for (let term = 0; term < termCount; term++) {
    for (const segment of [first, second]) {
      const end = endOf(segment, term);
      for (let at = startOf(segment, term); at < end; at++) {
        const unit = rename(segment.units[at] ?? 0);
        if (unit === undefined) continue;
        units[size] = unit;
        counts[size++] = segment.counts[at] ?? 0;
      }
    }
    starts[term + 1] = size;
  }
  return { starts, units: units.slice(0, size), counts: counts.slice(0, size) };
};

export const emptySegment: FrozenSegment = {
  starts: new Uint32Array(1),
  units: new Uint32Array(0),
  counts: new Uint8Array(0),
};

/** Where a term's postings begin and end; the dictionary may have grown since the segment was frozen. */
export const startOf = (segment: FrozenSegment, term: number): number => segment.starts[term] ?? segment.units.length;
export const endOf = (segment: FrozenSegment, term: number): number => segment.starts[term + 1] ?? segment.units.length;
