import { emptySegment, endOf, type FrozenSegment, freeze, merge, startOf } from './frozen-segment.ts';
import { withRoom } from './growing.ts';
import { createLiveSegment } from './live-segment.ts';
import type { Bag } from './units.ts';

/** BM25's two constants, chosen on the training tweets of CheckThat! 2022 2A and checked on its dev set. */
const saturation = 1.2;
const lengthWeight = 0.6;

const liveMost = 65_536;
const longest = 1023;
const mostIdfs = 20_000;

export type WeightedTerm = { readonly term: string; readonly weight: number };

/**
 * The inverted index over numbered units: a live segment, frozen ones at least halving in size, tombstones. Frequencies
 * and lengths are counted over living units only, so that scores do not depend on how the index came to be.
 */
export type Postings = {
  readonly add: (bag: Bag) => number;
  readonly remove: (unit: number, bag: Bag) => void;
  readonly idf: (term: string) => number;
  /** BM25 of every living unit that holds any of the terms, in no particular order. */
  readonly score: (terms: readonly WeightedTerm[], visit: (unit: number, score: number) => void) => void;
  /** Whether so many units are dead that `compact` pays. */
  readonly isWasteful: () => boolean;
  /** Forgets dead units and terms; gives each old unit number its new one, -1 for the dead. */
  readonly compact: () => Int32Array;
};

export const createPostings = (): Postings => {
  let terms = new Map<string, number>();
  let frequencies = new Uint32Array(0);
  let lengths = new Uint16Array(0);
  let alive = new Uint8Array(0);
  let unitCount = 0;
  let aliveCount = 0;
  let totalLength = 0;
  let segments: FrozenSegment[] = [];
  const live = createLiveSegment();
  let scores = new Float64Array(0);
  let touched = new Uint32Array(0);
  const norms = new Float64Array(longest + 1);
  let normsAverage = 0;

  const idfOf = (term: number | undefined): number => {
    const frequency = term === undefined ? 0 : (frequencies[term] ?? 0);
    return Math.log(1 + (aliveCount - frequency + 0.5) / (frequency + 0.5));
  };

  // The same few thousand words are weighed again and again between two changes of the index.
  const idfs = new Map<string, number>();
  const idf = (term: string): number => {
    const known = idfs.get(term);
    if (known !== undefined) return known;
    const fresh = idfOf(terms.get(term));
    if (idfs.size >= mostIdfs) idfs.clear();
    idfs.set(term, fresh);
    return fresh;
  };

  const freezeLive = (): void => {
    let newest = freeze(live.postings(), terms.size);
    live.clear();
    // Merging only what is not much larger keeps the work per posting logarithmic.
    for (let last = segments.at(-1); last !== undefined && last.units.length < 2 * newest.units.length; ) {
      segments.pop();
      newest = merge(last, newest, (unit) => (alive[unit] === 1 ? unit : undefined));
      last = segments.at(-1);
    }
    segments.push(newest);
  };

  const add = (bag: Bag): number => {
    const unit = unitCount++;
    idfs.clear();
    lengths = withRoom(lengths, unitCount);
    alive = withRoom(alive, unitCount);
    lengths[unit] = Math.min(bag.length, longest);
    alive[unit] = 1;
    aliveCount++;
    totalLength += Math.min(bag.length, longest);
    for (const [text, count] of bag.counts) {
      const term = terms.get(text) ?? terms.size;
      if (term === terms.size) terms.set(text, term);
      frequencies = withRoom(frequencies, term + 1);
      frequencies[term] = (frequencies[term] ?? 0) + 1;
      live.add(term, unit, count);
    }
    if (live.size > liveMost) freezeLive();
    return unit;
  };

  const remove = (unit: number, bag: Bag): void => {
    alive[unit] = 0;
    idfs.clear();
    aliveCount--;
    totalLength -= lengths[unit] ?? 0;
    for (const text of bag.counts.keys()) {
      const term = terms.get(text);
      if (term !== undefined) frequencies[term] = (frequencies[term] ?? 1) - 1;
    }
  };

  const refreshNorms = (): void => {
    const average = totalLength / Math.max(aliveCount, 1) || 1;
    if (average === normsAverage) return;
    normsAverage = average;
    for (let length = 0; length <= longest; length++)
      norms[length] = saturation * (1 - lengthWeight + (lengthWeight * length) / average);
  };

  const score: Postings['score'] = (wanted, visit) => {
    scores = withRoom(scores, unitCount);
    touched = withRoom(touched, unitCount);
    refreshNorms();
    let found = 0;
    const gain = (units: Uint32Array, counts: Uint8Array, from: number, to: number, weight: number): void => {
      for (let at = from; at < to; at++) {
        const unit = units[at] ?? 0;
        const count = counts[at] ?? 0;
        const before = scores[unit] ?? 0;
        if (before === 0) touched[found++] = unit;
        scores[unit] = before + (weight * count) / (count + (norms[lengths[unit] ?? 0] ?? 1));
      }
    };
    for (const { term: text, weight } of wanted) {
      const term = terms.get(text);
      if (term === undefined) continue;
      const most = weight * idfOf(term) * (saturation + 1);
      for (const segment of segments)
        gain(segment.units, segment.counts, startOf(segment, term), endOf(segment, term), most);
      live.each(term, (units, counts, at) => gain(units, counts, at, at + 1, most));
    }
    for (let i = 0; i < found; i++) {
      const unit = touched[i] ?? 0;
      if (alive[unit] === 1) visit(unit, scores[unit] ?? 0);
      scores[unit] = 0;
    }
  };

  const compact = (): Int32Array => {
    const renamed = new Int32Array(unitCount).fill(-1);
    let kept = 0;
    for (let unit = 0; unit < unitCount; unit++) {
      if (alive[unit] !== 1) continue;
      lengths[kept] = lengths[unit] ?? 0;
      renamed[unit] = kept++;
    }
    freezeLive();
    const newNumber = (unit: number): number | undefined => (renamed[unit] === -1 ? undefined : renamed[unit]);
    // Segments are merged as they stand first: after the renaming old numbers mean nothing.
    const whole = segments.reduce((a, b) => merge(a, b, (unit) => unit), emptySegment);
    const lean = merge(whole, emptySegment, newNumber);
    const survivors = [...terms].filter(([, term]) => (frequencies[term] ?? 0) > 0);
    const starts = Uint32Array.from([...survivors.map(([, term]) => startOf(lean, term)), lean.units.length]);
    frequencies = Uint32Array.from(survivors, ([, term]) => frequencies[term] ?? 0);
    terms = new Map(survivors.map(([text], term) => [text, term]));
    segments = [{ ...lean, starts }];
    unitCount = kept;
    alive = new Uint8Array(kept).fill(1);
    scores = new Float64Array(kept);
    return renamed;
  };

  return {
    add,
    remove,
    idf,
    score,
    isWasteful: () => unitCount - aliveCount > Math.max(1024, aliveCount),
    compact,
  };
};
