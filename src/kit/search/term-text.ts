import type { FunctionWords } from './function-words.ts';

/**
 * A text as numbered terms, in order: content words and numbers, each followed by its accented form where it has one.
 * Stop words are left out, pairs are not needed (neighbours are neighbours). Numbers are those of the index's dictionary;
 * words of a question that the dictionary does not know are numbered from `unknownTerms` on.
 */
export type TermText = { readonly terms: Uint32Array; readonly marks: Uint16Array };

/** The low bits of `marks`: the accented form of the term before it; written like a name; a number. */
export const accentMark = 1;
export const nameMark = 2;
export const numberMark = 4;

/** The high byte of a mark: which spelling of its term the word has, 0 for that of the term itself. */
export const spellingIn = (mark: number): number => mark >>> 8;
export const markOfSpelling = (spelling: number): number => spelling << 8;

export const unknownTerms = 0x8000_0000;

/** One unit of a check as the ranker compares it: claim and headlines of one language, or one alias as the claim alone. */
export type UnitText = {
  readonly claim: TermText;
  readonly title: TermText;
  readonly subtitle: TermText;
  readonly functionWords: FunctionWords;
};

/** A question, and the different function words that it has, by number. */
export type QuestionText = TermText & { readonly functionWords: readonly number[] };

/** What the ranker knows of the index as a whole. */
export type Collection = {
  readonly unitCount: number;
  /** Inverse document frequency; an unknown term's is the highest. */
  readonly idf: (term: number) => number;
  /** The term as written in the dictionary; undefined for a number it does not hold. */
  readonly spelled: (term: number) => Spelled | undefined;
};

/** A term's letters, and what the ranker has worked out of them: it asks for the same few thousand with every question. */
export type Spelled = { readonly word: string; telling: number | undefined; grams: Uint32Array | undefined };

export const spelledAs = (word: string): Spelled => ({ word, telling: undefined, grams: undefined });
