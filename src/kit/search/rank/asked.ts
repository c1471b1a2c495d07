import { accentMark, nameMark, numberMark, spellingIn, type TermText } from '../term-text.ts';
import { createTermPlaces, type TermPlaces } from './term-places.ts';
import type { WeighedTerms } from './weighed-terms.ts';

/** A message longer than this is compared by its beginning: what it is about is said there. */
const wordsMost = 400;

/** A question made ready for comparing: its distinct words are numbered 0 … `size - 1`, and are the first places of `terms`. */
export type Asked = {
  readonly terms: WeighedTerms;
  readonly size: number;
  /** The words in order, by number. */
  readonly sequence: Uint16Array;
  /** The word that a term of the dictionary is, or -1. */
  readonly wordOf: (term: number) => number;
  /** By word: idf, idf times what it tells, its `nameMark` and `numberMark`, the term of its accented form plus 1 or 0. */
  readonly idf: Float64Array;
  readonly told: Float64Array;
  readonly doublyTold: Float64Array;
  readonly marks: Uint8Array;
  readonly accents: Float64Array;
  /** The different spellings of each word: `spellings[spellingStarts[word]]` until the next word's start. */
  readonly spellingStarts: Uint16Array;
  readonly spellings: Uint8Array;
  readonly mass: number;
  readonly toldMass: number;
  readonly doublyToldMass: number;
  /** Neighbouring words, by `pairKey`; what each pair weighs. */
  readonly pairs: TermPlaces;
  readonly pairWeights: Float64Array;
  readonly pairMass: number;
  /** Weights of the question's character grams by place, and the length of that vector. */
  readonly grams: TermPlaces;
  readonly gramWeights: Float64Array;
  readonly gramNorm: number;
  /** The words that have a gram: `gramWords[gramStarts[gram]]` until the next gram's start. */
  readonly gramStarts: Uint32Array;
  /** 1 at `filterPlace` of each gram: nine of ten that are not the question's need no closer look. */
  readonly gramFilter: Uint8Array;
  readonly gramWords: Uint16Array;
  /** By word: how many grams it has; 0 for a number, which is like no other number that looks like it. */
  readonly gramCounts: Uint16Array;
};

const filterBits = 13;

export const filterPlace = (gram: number): number => Math.imul(gram, 0x9e3779b1) >>> (32 - filterBits);

export const pairKey = (first: number, second: number): number => first * wordsMost + second;

export const askedOf = (question: TermText, terms: WeighedTerms): Asked => {
  const { sequence, marks, accents, spelled } = readSequence(question, terms);
  const size = marks.length;
  const idf = Float64Array.from({ length: size }, (_, word) => terms.idf(word));
  const told = Float64Array.from({ length: size }, (_, word) => terms.told(word));
  const doublyTold = told.map((x, word) => (x * x) / (idf[word] || 1));
  return {
    terms,
    size,
    sequence,
    wordOf: wordFinder(question, terms, size),
    idf,
    told,
    doublyTold,
    marks,
    accents,
    ...spellingsOf(spelled),
    mass: sum(idf),
    toldMass: sum(told),
    doublyToldMass: sum(doublyTold),
    ...pairsOf(sequence, idf),
    ...gramsOfWords(terms, idf),
    gramCounts: Uint16Array.from({ length: size }, (_, word) =>
      ((marks[word] ?? 0) & numberMark) === 0 ? terms.grams(word).length : 0,
    ),
  };
};

/** A page is looked through for a few words: most of its terms are told by one byte not to be among them. */
const wordFinder = (question: TermText, terms: WeighedTerms, size: number): ((term: number) => number) => {
  const isThere = new Uint8Array(1 << wordFilterBits);
  for (const term of question.terms) isThere[term & wordFilterMask] = 1;
  return (term) => {
    if (isThere[term & wordFilterMask] === 0) return -1;
    const place = terms.find(term);
    return place < size ? place : -1;
  };
};

const wordFilterBits = 11;
const wordFilterMask = (1 << wordFilterBits) - 1;

const sum = (values: Float64Array): number => values.reduce((total, x) => total + x, 0);

const readSequence = (question: TermText, terms: WeighedTerms) => {
  const sequence: number[] = [];
  const marks: number[] = [];
  const accents: number[] = [];
  const spelled: Set<number>[] = [];
  for (let i = 0; i < question.terms.length && sequence.length < wordsMost; i++) {
    const mark = question.marks[i] ?? 0;
    const term = question.terms[i] ?? 0;
    if ((mark & accentMark) !== 0) {
      const last = sequence.at(-1);
      if (last !== undefined) accents[last] = term + 1;
      continue;
    }
    const word = terms.place(term);
    if (word === marks.length) {
      marks.push(0);
      accents.push(0);
      spelled.push(new Set());
    }
    spelled[word]?.add(spellingIn(mark));
    marks[word] = (marks[word] ?? 0) | (mark & (nameMark | numberMark));
    sequence.push(word);
  }
  return {
    sequence: Uint16Array.from(sequence),
    marks: Uint8Array.from(marks),
    accents: Float64Array.from(accents),
    spelled,
  };
};

const spellingsOf = (spelled: readonly ReadonlySet<number>[]) => {
  const spellingStarts = new Uint16Array(spelled.length + 1);
  for (const [word, all] of spelled.entries()) spellingStarts[word + 1] = (spellingStarts[word] ?? 0) + all.size;
  return { spellingStarts, spellings: Uint8Array.from(spelled.flatMap((all) => [...all])) };
};

const pairsOf = (sequence: Uint16Array, idf: Float64Array) => {
  const pairs = createTermPlaces(sequence.length);
  const weights: number[] = [];
  for (let i = 1; i < sequence.length; i++) {
    const [first, second] = [sequence[i - 1] ?? 0, sequence[i] ?? 0];
    if (pairs.place(pairKey(first, second)) === weights.length) weights.push((idf[first] ?? 0) + (idf[second] ?? 0));
  }
  const pairWeights = Float64Array.from(weights);
  return { pairs, pairWeights, pairMass: sum(pairWeights) };
};

/** Each word is a vector of its grams, as long as its idf; the question is the sum of its distinct words. */
const gramsOfWords = (terms: WeighedTerms, idf: Float64Array) => {
  const grams = createTermPlaces(16 * idf.length);
  const weights: number[] = [];
  const holders: number[][] = [];
  const gramFilter = new Uint8Array(1 << filterBits);
  for (const [word, weight] of idf.entries()) {
    const own = terms.grams(word);
    const each = weight / Math.sqrt(own.length || 1);
    for (const gram of own) {
      const at = grams.place(gram);
      gramFilter[filterPlace(gram)] = 1;
      weights[at] = (weights[at] ?? 0) + each;
      const words = holders[at];
      if (words === undefined) holders[at] = [word];
      else words.push(word);
    }
  }
  const gramWeights = Float64Array.from(weights);
  const gramStarts = new Uint32Array(holders.length + 1);
  for (const [at, words] of holders.entries()) gramStarts[at + 1] = (gramStarts[at] ?? 0) + words.length;
  return {
    grams,
    gramFilter,
    gramWeights,
    gramNorm: Math.sqrt(gramWeights.reduce((total, x) => total + x * x, 0)),
    gramStarts,
    gramWords: Uint16Array.from(holders.flat()),
  };
};
