import type { Token } from '../../../base/analyzer.ts';
import { accentMark, type Collection, type TermText } from '../term-text.ts';

/**
 * The collection as one question sees it: `word` answers for the question's unknown terms too, so that a misspelled or new
 * word can be compared by its characters. `numbered` is the question's tokens numbered.
 */
export const withQuestionWords = (collection: Collection, numbered: TermText, tokens: readonly Token[]): Collection => {
  const words = tokens.filter((t) => t.kind === 'word');
  const unknown = new Map<number, string>();
  let next = 0;
  for (let i = 0; i < numbered.terms.length; i++) {
    if (((numbered.marks[i] ?? 0) & accentMark) !== 0) continue;
    const term = numbered.terms[i] ?? 0;
    const word = words[next++]?.term;
    if (word !== undefined && collection.word(term) === undefined) unknown.set(term, word);
  }
  if (unknown.size === 0) return collection;
  return {
    get unitCount() {
      return collection.unitCount;
    },
    idf: collection.idf,
    word: (term) => collection.word(term) ?? unknown.get(term),
  };
};
