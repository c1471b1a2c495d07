import type { Analyzer } from '../../base/analyzer.ts';
import { withRoom } from './growing.ts';
import { createPostings, type WeightedTerm } from './postings.ts';
import type { SearchDoc } from './shapes.ts';
import { bagOf, unitsOf } from './units.ts';

/** One check on the shelf. Its units are numbered `firstUnit` and on; -1 when it has no text. */
export type Entry = { readonly doc: SearchDoc; readonly unitCount: number; firstUnit: number };

/** The checks and their postings: which check a unit belongs to, and which unit speaks best for a check. */
export type Shelf = {
  readonly put: (doc: SearchDoc) => void;
  readonly remove: (checkId: string) => void;
  readonly get: (checkId: string) => Entry | undefined;
  readonly entries: () => Iterable<Entry>;
  readonly size: number;
  readonly idf: (term: string) => number;
  /** Each check with any of the terms, its best unit's place among its units, and that unit's BM25. */
  readonly score: (terms: readonly WeightedTerm[], visit: (entry: Entry, unit: number, bm25: number) => void) => void;
};

export const createShelf = (analyzer: Analyzer): Shelf => {
  const postings = createPostings();
  const byId = new Map<string, Entry>();
  // By unit number; a check's own figures stand at its first unit. `foundAt` lists the first units one query touched.
  let entryAt: (Entry | undefined)[] = [];
  let firstOf = new Uint32Array(0);
  let bestScore = new Float64Array(0);
  let bestUnit = new Uint32Array(0);
  let foundAt = new Uint32Array(0);

  const own = (entry: Entry): void => {
    entryAt[entry.firstUnit] = entry;
    firstOf = withRoom(firstOf, entry.firstUnit + entry.unitCount);
    firstOf.fill(entry.firstUnit, entry.firstUnit, entry.firstUnit + entry.unitCount);
  };

  const put = (doc: SearchDoc): void => {
    remove(doc.checkId);
    const units = unitsOf(doc).map((unit) => postings.add(bagOf(analyzer, unit)));
    const entry = { doc, unitCount: units.length, firstUnit: units[0] ?? -1 };
    byId.set(doc.checkId, entry);
    if (units.length > 0) own(entry);
  };

  const remove = (checkId: string): void => {
    const entry = byId.get(checkId);
    if (entry === undefined) return;
    byId.delete(checkId);
    for (const [i, unit] of unitsOf(entry.doc).entries()) postings.remove(entry.firstUnit + i, bagOf(analyzer, unit));
    if (entry.firstUnit >= 0) entryAt[entry.firstUnit] = undefined;
    if (postings.isWasteful()) compact();
  };

  const compact = (): void => {
    const renamed = postings.compact();
    entryAt = [];
    for (const entry of byId.values()) {
      if (entry.firstUnit < 0) continue;
      entry.firstUnit = renamed[entry.firstUnit] ?? -1;
      own(entry);
    }
  };

  const score: Shelf['score'] = (terms, visit) => {
    bestScore = withRoom(bestScore, firstOf.length);
    bestUnit = withRoom(bestUnit, firstOf.length);
    foundAt = withRoom(foundAt, firstOf.length);
    let found = 0;
    postings.score(terms, (unit, bm25) => {
      const first = firstOf[unit] ?? 0;
      const best = bestScore[first] ?? 0;
      if (best === 0) foundAt[found++] = first;
      if (bm25 < best || (bm25 === best && unit > (bestUnit[first] ?? 0))) return;
      bestScore[first] = bm25;
      bestUnit[first] = unit;
    });
    for (let i = 0; i < found; i++) {
      const first = foundAt[i] ?? 0;
      const entry = entryAt[first];
      if (entry !== undefined) visit(entry, (bestUnit[first] ?? 0) - first, bestScore[first] ?? 0);
      bestScore[first] = 0;
    }
  };

  return {
    put,
    remove,
    get: (checkId) => byId.get(checkId),
    entries: () => byId.values(),
    get size() {
      return byId.size;
    },
    idf: postings.idf,
    score,
  };
};
