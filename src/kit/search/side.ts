import type { Token } from '../../base/analyzer.ts';
import { isMostlyAccented } from './accents.ts';
import { type Counts, countsIn } from './counted.ts';
import { oppositeWords } from './opposites.ts';
import { kindOfToken, type Reading } from './readings.ts';

/** One side of a comparison. */
export type Side = {
  /** All tokens of a question; of a text held against it, those that agree or lie in a pair that does. */
  readonly tokens: readonly Token[];
  /** Every term, stop words and pairs included; of a text held against a question, those that the question could ask about. */
  readonly terms: ReadonlySet<string>;
  /** Distinct terms of content words, in order, all of them. */
  readonly words: ReadonlySet<string>;
  /** How many of what it speaks of. */
  readonly counts: Counts;
  /** Half its words at least bear accents: it was not typed without. */
  readonly isAccented: boolean;
  /** Idf of a term; asked only of the side whose share is wanted. */
  readonly idf: (term: string) => number;
};

export const sideOf = (tokens: readonly Token[], idf: (term: string) => number): Side => {
  const terms = new Set<string>();
  const words = new Set<string>();
  for (const { term, kind } of tokens) {
    terms.add(term);
    if (kind === 'word') words.add(term);
  }
  return { tokens, terms, words, counts: countsIn(tokens), isAccented: isMostlyAccented(tokens), idf };
};

/** What a question takes notice of in the texts that it is held against. */
export const watchedBy = (asked: Side): ReadonlySet<string> => new Set([...asked.terms, ...oppositeWords]);

/**
 * A text as a question needs it. Texts may be pages: only what the question takes notice of (`watched`) becomes an object,
 * because ten such texts are explained with every answer.
 */
export const sideAgainst = (
  watched: ReadonlySet<string>,
  { terms, places, isAccented, counts }: Reading,
  idf: (term: string) => number,
): Side => {
  const words = new Set<string>();
  const met = new Set<string>();
  const kept: number[] = [];
  let keptWord = -1;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? '';
    const kind = kindOfToken(places, i);
    if (kind === 'word') words.add(term);
    if (watched.has(term)) {
      met.add(term);
      if (kind === 'pair') keepInside(kept, places, i);
      kept.push(i);
      if (kind === 'word') keptWord = places[3 * i] ?? 0;
    } else if (kind === 'accent' && keptWord === places[3 * i]) kept.push(i);
  }
  return { tokens: kept.map((i) => tokenAt(terms, places, i)), terms: met, words, counts, isAccented, idf };
};

/** Keeps the two words that a pair was made of, and what stands between them: accents and another pair. */
const keepInside = (kept: number[], places: Uint32Array, pair: number): void => {
  const start = places[3 * pair];
  for (let first = pair - 1; first >= 0 && first >= pair - partsMost; first--) {
    if (places[3 * first] !== start || kindOfToken(places, first) !== 'word') continue;
    while ((kept.at(-1) ?? -1) >= first) kept.pop();
    for (let i = first; i < pair; i++) kept.push(i);
    return;
  }
};

// Word, its pair with the one before, its accent; word.
const partsMost = 5;

const tokenAt = (terms: readonly string[], places: Uint32Array, i: number): Token => ({
  term: terms[i] ?? '',
  span: { start: places[3 * i] ?? 0, end: places[3 * i + 1] ?? 0 },
  kind: kindOfToken(places, i),
});
