import { withRoom } from './growing.ts';

/** Postings just added, one linked list per term: cheap to add to, visible at once, frozen when there are many. */
export type LiveSegment = {
  readonly add: (term: number, unit: number, count: number) => void;
  /** Visits each posting of a term as its place in two arrays. */
  readonly each: (term: number, visit: (units: Uint32Array, counts: Uint8Array, at: number) => void) => void;
  readonly size: number;
  /** Term, unit and count of every posting, in the order they came. */
  readonly postings: () => { readonly terms: Uint32Array; readonly units: Uint32Array; readonly counts: Uint8Array };
  readonly clear: () => void;
};

export const createLiveSegment = (): LiveSegment => {
  let size = 0;
  let heads = new Uint32Array(0);
  let terms = new Uint32Array(0);
  let units = new Uint32Array(0);
  let counts = new Uint8Array(0);
  let next = new Uint32Array(0);

  return {
    add: (term, unit, count) => {
      heads = withRoom(heads, term + 1);
      terms = withRoom(terms, size + 1);
      units = withRoom(units, size + 1);
      counts = withRoom(counts, size + 1);
      next = withRoom(next, size + 1);
      terms[size] = term;
      units[size] = unit;
      counts[size] = Math.min(count, 255);
      next[size] = heads[term] ?? 0;
      // Positions are stored plus one, so that a fresh array of zeros means "no posting".
      heads[term] = ++size;
    },
    each: (term, visit) => {
      for (let at = heads[term] ?? 0; at !== 0; at = next[at - 1] ?? 0) visit(units, counts, at - 1);
    },
    get size() {
      return size;
    },
    postings: () => ({
      terms: terms.subarray(0, size),
      units: units.subarray(0, size),
      counts: counts.subarray(0, size),
    }),
    clear: () => {
      for (let i = 0; i < size; i++) heads[terms[i] ?? 0] = 0;
      size = 0;
    },
  };
};
