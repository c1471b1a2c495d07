import { type FunctionWords, functionWordIdf } from '../function-words.ts';

/** By field (claim, title, subtitle), the share of its greatest score that a unit's agreement in function words has. */
export type FunctionAgreement = readonly [number, number, number];

const nothing: FunctionAgreement = [0, 0, 0];

// As for any word in BM25: how soon more of one says no more, and how much a long field takes from it.
export const saturation = 1.2;
export const lengthShare = 0.7;

/**
 * BM25 over the function words alone, each unit's fields measured against the other candidates'. `asked` are those of the
 * question: none where it is not English, since the table holds for no other language.
 */
export const functionAgreements = (
  asked: readonly number[],
  units: readonly FunctionWords[],
): readonly FunctionAgreement[] => {
  if (asked.length === 0) return units.map(() => nothing);
  const idfs = new Float64Array(256);
  for (const word of asked) idfs[word] = functionWordIdf(word);
  const most = (1 + saturation) * idfs.reduce((sum, idf) => sum + idf, 0) || 1;
  const lengths = units.map(lengthsOf);
  const averages = [0, 1, 2].map((field) => averageOf(lengths.map((all) => all[field] ?? 0)));
  return units.map((words, unit) => {
    const sums: [number, number, number] = [0, 0, 0];
    for (let i = 0; i < words.length; i += 2) {
      const idf = idfs[words[i] ?? 0] ?? 0;
      if (idf === 0) continue;
      const counts = words[i + 1] ?? 0;
      for (const field of fields) {
        const count = countIn(counts, field);
        const norm =
          saturation * (1 - lengthShare + (lengthShare * (lengths[unit]?.[field] ?? 0)) / (averages[field] ?? 1));
        sums[field] += (idf * (1 + saturation) * count) / (count + norm) / most;
      }
    }
    return sums;
  });
};

const fields = [0, 1, 2] as const;

/** See `oneMore` in `bm25f.ts`. */
export const countIn = (counts: number, field: 0 | 1 | 2): number =>
  field === 0 ? counts >>> 5 : field === 1 ? (counts >>> 3) & 3 : counts & 7;

/** How many function words each field has. */
export const lengthsOf = (words: FunctionWords): FunctionAgreement => {
  const lengths: [number, number, number] = [0, 0, 0];
  for (let i = 1; i < words.length; i += 2) for (const field of fields) lengths[field] += countIn(words[i] ?? 0, field);
  return lengths;
};

/** Over those that have the field; 1 where none has. */
export const averageOf = (lengths: readonly number[]): number => {
  const having = lengths.filter((length) => length > 0);
  return having.length === 0 ? 1 : having.reduce((sum, length) => sum + length, 0) / having.length;
};
