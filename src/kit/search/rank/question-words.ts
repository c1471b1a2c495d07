import type { Token } from '../../../base/analyzer.ts';
import { accentMark, type Collection, type Spelled, spelledAs, type TermText } from '../term-text.ts';

/**
 * The collection as one question sees it: `spelled` answers for the question's unknown terms too, so that a misspelled or new
 * word can be compared by its characters. `numbered` is the question's tokens numbered.
 */
export const withQuestionWords = (collection: Collection, numbered: TermText, tokens: readonly Token[]): Collection => {
  const words = tokens.filter((t) => t.kind === 'word');
  const unknown = new Map<number, Spelled>();
  let next = 0;
  for (let i = 0; i < numbered.terms.length; i++) {
    if (((numbered.marks[i] ?? 0) & accentMark) !== 0) continue;
    const term = numbered.terms[i] ?? 0;
    const word = words[next++]?.term;
    if (word !== undefined && collection.spelled(term) === undefined) unknown.set(term, spelledAs(word));
  }
  if (unknown.size === 0) return collection;
  return {
    get unitCount() {
      return collection.unitCount;
    },
    idf: collection.idf,
    spelled: (term) => collection.spelled(term) ?? unknown.get(term),
  };
};
