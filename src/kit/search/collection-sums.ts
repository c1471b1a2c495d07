import { fieldCount } from './bm25f.ts';

/** How many living units there are and how long their fields are on average; whole numbers, so that order leaves no trace. */
export type CollectionSums = {
  readonly add: (lengths: Uint16Array) => void;
  readonly remove: (lengths: Uint16Array) => void;
  readonly unitCount: () => number;
  /** By field, over the units that have it; 1 where none has. */
  readonly averages: () => Float64Array;
};

export const createCollectionSums = (): CollectionSums => {
  let unitCount = 0;
  const totals = new Float64Array(fieldCount);
  const having = new Float64Array(fieldCount);
  const change = (lengths: Uint16Array, by: 1 | -1): void => {
    unitCount += by;
    for (let field = 0; field < fieldCount; field++) {
      const length = lengths[field] ?? 0;
      if (length === 0) continue;
      totals[field] = (totals[field] ?? 0) + by * length;
      having[field] = (having[field] ?? 0) + by;
    }
  };
  return {
    add: (lengths) => change(lengths, 1),
    remove: (lengths) => change(lengths, -1),
    unitCount: () => unitCount,
    averages: () => totals.map((total, field) => (total === 0 ? 1 : total / (having[field] ?? 1))),
  };
};
