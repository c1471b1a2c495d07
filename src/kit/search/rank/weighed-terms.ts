import { accentMark, type Collection, type Spelled, spelledAs, type TermText } from '../term-text.ts';
import { isListed, tellingOf } from './plain-words.ts';
import { createTermPlaces } from './term-places.ts';
import { gramsOf } from './word-grams.ts';

/** What is known of each distinct term of a question and its candidates, worked out once per question however often it stands there. */
export type WeighedTerms = {
  /** The term's place in the arrays below, a new one if it had none. */
  readonly place: (term: number) => number;
  readonly find: (term: number) => number;
  /** Idf, by place. */
  readonly idf: (place: number) => number;
  /** Idf times how much the word tells anywhere. */
  readonly told: (place: number) => number;
  readonly grams: (place: number) => Uint32Array;
  /** Whether it is written in figures. */
  readonly isNumber: (place: number) => boolean;
};

/** `isEnglish` says whether the table of plain words holds for them. */
export const createWeighedTerms = (collection: Collection, room: number, isEnglish: boolean): WeighedTerms => {
  const places = createTermPlaces(room);
  const terms: number[] = [];
  const idfs: number[] = [];
  const tolds: number[] = [];
  const letters: (Spelled | undefined)[] = [];

  const place = (term: number): number => {
    const at = places.place(term);
    if (at === terms.length) {
      terms.push(term);
      idfs.push(collection.idf(term));
      tolds.push(-1);
      letters.push(undefined);
    }
    return at;
  };

  // A word that the dictionary does not hold is like no word of it that is held: it has no characters to compare.
  const lettersAt = (at: number): Spelled => {
    const known = letters[at];
    if (known !== undefined) return known;
    const found = collection.spelled(terms[at] ?? 0) ?? spelledAs('');
    letters[at] = found;
    return found;
  };

  return {
    place,
    find: places.find,
    idf: (at) => idfs[at] ?? 0,
    told: (at) => {
      const known = tolds[at] ?? -1;
      if (known >= 0) return known;
      const told = (idfs[at] ?? 0) * (isEnglish ? tellingOf(lettersAt(at)) : 1);
      tolds[at] = told;
      return told;
    },
    grams: (at) => gramsOf(lettersAt(at)),
    isNumber: (at) => {
      const code = lettersAt(at).word.charCodeAt(0);
      return code >= 48 && code <= 57;
    },
  };
};

/**
 * Whether so many of a question's words are listed as plain English ones that it is English. On the development questions
 * half of an English one's words are, and hardly ever a third of a Vietnamese one's, with diacritics or without.
 */
export const seemsEnglish = (question: TermText, collection: Collection): boolean => {
  let [words, listed] = [0, 0];
  for (let i = 0; i < question.terms.length; i++) {
    if (((question.marks[i] ?? 0) & accentMark) !== 0) continue;
    words++;
    if (isListed(collection.spelled(question.terms[i] ?? 0)?.word ?? '')) listed++;
  }
  return listed >= 0.42 * words;
};
