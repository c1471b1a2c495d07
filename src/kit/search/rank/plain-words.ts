import type { Spelled } from '../term-text.ts';
import table from './plain-words.json' with { type: 'json' };

/**
 * How much a word tells about what a message is about, 0 to 1, whatever the collection: `people`, `want` and `said` fill any
 * talk, though few claims have them; a word that is not listed tells most.
 */
export const tellingOf = (spelled: Spelled): number => {
  spelled.telling ??= telling.get(spelled.word) ?? 1;
  return spelled.telling;
};

/** Whether the word is in the table at all. */
export const isListed = (word: string): boolean => telling.has(word);

const telling = new Map(
  table.classes.flatMap(({ telling, words }) => words.split(' ').map((word) => [word, telling] as const)),
);
