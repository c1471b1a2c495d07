import table from './function-words.json' with { type: 'json' };

/**
 * English function words. They find nothing by themselves and are not in the index, but among candidates they tell who says
 * it in the same way: `than`, `under`, `we have`. Each has a number below 256, good within one version of the table.
 */
export const functionWordOf = (term: string): number => numbers.get(term) ?? -1;

/** How rare the word is in ordinary talk (idf), by its number. */
export const functionWordIdf = (number: number): number => idfs[number] ?? 0;

const words = table.words.split(' ').map((word) => word.split(':') as [string, string]);
const numbers = new Map(words.map(([word], number) => [word, number]));
const idfs = Float64Array.from(words, ([, idf]) => Number(idf));

export const functionWordCount = words.length;

/**
 * The function words of a text or unit, two bytes for each different one: its number, and how often the fields have it,
 * packed as in `bm25f.ts`.
 */
export type FunctionWords = Uint8Array;

export const noFunctionWords: FunctionWords = new Uint8Array(0);
