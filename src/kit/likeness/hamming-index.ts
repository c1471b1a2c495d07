import { type Banded, banded } from './bands.ts';
import { scan } from './compare.ts';
import { hashWords, type PdqHash } from './hash.ts';
import { readSnapshot, snapshotOf } from './index-snapshot.ts';
import { lookUp } from './look-up.ts';
import { type RowsOf, rowsOf } from './rows-of.ts';

/** A hash within the radius: what it was added as, how many bits differ, and a copy of it. */
export type Near = { readonly id: number; readonly distance: number; readonly hash: PdqHash };

/**
 * Finds all hashes within a radius, exactly. What was added since `settle` is compared one by one (a millisecond for about
 * a hundred thousand), the rest through buckets.
 */
export type HammingIndex = {
  /** `id`: a whole number below 2³². Several hashes may have the same. */
  readonly add: (hash: PdqHash, id: number) => void;
  /** Takes away all hashes of that id; gives how many. The first after a `settle` that left rows out lists where each id lies. */
  readonly remove: (id: number) => number;
  /** Nearest first, those equally near by id. `radius` from 0 to 256. */
  readonly near: (query: PdqHash, radius: number) => readonly Near[];
  /** Sorts everything into buckets anew: a third of a second for a million. Call it after many came in. */
  readonly settle: () => void;
  /** How many hashes there are, and how many of them are not in buckets yet. */
  readonly size: () => { readonly hashes: number; readonly unsettled: number };
  /** The hashes and ids, in a form of our own: versioned, with a CRC-32. Buckets are not in it, they are made anew. */
  readonly snapshot: () => Uint8Array;
};

/** An empty index, or what a snapshot holds. A RangeError for bytes that are no whole snapshot. */
export const createHammingIndex = (snapshot?: Uint8Array): HammingIndex => {
  let settled: Banded | undefined;
  let words = new Uint32Array(0);
  let ids = new Uint32Array(0);
  let added = 0;
  // Rows taken away: those settled first, then those added since.
  let gone = new Set<number>();
  // Where the hashes of each id lie: made with the first that is taken away, as most are never.
  let rows: RowsOf | undefined;

  const settledCount = (): number => settled?.count ?? 0;

  const settle = (): void => {
    if (added === 0 && gone.size === 0) return;
    const kept = everything();
    settled = banded(kept.words, kept.ids, kept.ids.length);
    if (gone.size > 0) rows = undefined;
    words = new Uint32Array(0);
    ids = new Uint32Array(0);
    added = 0;
    gone = new Set();
  };

  const everything = (): { readonly words: Uint32Array; readonly ids: Uint32Array } => {
    const count = settledCount() + added - gone.size;
    const all = { words: new Uint32Array(count * hashWords), ids: new Uint32Array(count) };
    let at = 0;
    const take = (from: Uint32Array, fromIds: Uint32Array, rows: number, before: number): void => {
      for (let row = 0; row < rows; row++) {
        if (gone.size > 0 && gone.has(before + row)) continue;
        for (let i = 0; i < hashWords; i++) all.words[at * hashWords + i] = from[row * hashWords + i] as number;
        all.ids[at++] = fromIds[row] as number;
      }
    };
    if (settled !== undefined) take(settled.words, settled.ids, settled.count, 0);
    take(words, ids, added, settledCount());
    return all;
  };

  const listed = (): RowsOf => {
    if (rows !== undefined) return rows;
    const made = rowsOf();
    for (let row = 0; row < settledCount(); row++) made.add(settled?.ids[row] as number, row);
    for (let row = 0; row < added; row++) made.add(ids[row] as number, settledCount() + row);
    rows = made;
    return made;
  };

  if (snapshot !== undefined) {
    const read = readSnapshot(snapshot);
    settled = banded(read.words, read.ids, read.ids.length);
  }

  return {
    add: (hash, id) => {
      mustBeId(id);
      mustBeHash(hash);
      if (added === ids.length) {
        const room = Math.max(64, added * 2);
        words = grown(words, room * hashWords);
        ids = grown(ids, room);
      }
      words.set(hash, added * hashWords);
      ids[added] = id;
      rows?.add(id, settledCount() + added);
      added++;
    },
    remove: (id) => {
      mustBeId(id);
      const taken = listed().take(id);
      for (const row of taken) gone.add(row);
      return taken.length;
    },
    near: (query, radius) => {
      mustBeHash(query);
      if (!(radius >= 0 && radius <= 256)) throw new RangeError(`a radius of ${radius} bits`);
      const whole = Math.floor(radius);
      const found: Near[] = [];
      const within = (before: number, idsOf: Uint32Array, from: Uint32Array) => (row: number, distance: number) => {
        if (gone.has(before + row)) return;
        const at = row * hashWords;
        found.push({ id: idsOf[row] as number, distance, hash: from.slice(at, at + hashWords) });
      };
      if (settled !== undefined) lookUp(settled, query, whole, within(0, settled.ids, settled.words));
      scan(query, words, added, whole, within(settledCount(), ids, words));
      return found.sort((a, b) => a.distance - b.distance || a.id - b.id);
    },
    settle,
    size: () => ({ hashes: settledCount() + added - gone.size, unsettled: added }),
    snapshot: () => {
      const kept = everything();
      return snapshotOf(kept.words, kept.ids);
    },
  };
};

const mustBeId = (id: number): void => {
  if (!Number.isInteger(id) || id < 0 || id > 0xffff_ffff) throw new RangeError(`${id} is no id`);
};

const mustBeHash = (hash: PdqHash): void => {
  if (hash.length !== hashWords) throw new RangeError(`a hash of ${hash.length} words, not ${hashWords}`);
};

const grown = (from: Uint32Array, length: number): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(length);
  larger.set(from);
  return larger;
};
