// In which fields a wrong claim would do most harm: a table of words, for the order of the queue and nothing else.
import { type HarmTopic, harmTopics } from './case.ts';
import table from './harm-words.json' with { type: 'json' };
import { wordsOf, wordTable } from './word-table.ts';

/**
 * The fields of harm that a text names by a word of the table (Vietnamese with or without diacritics, English), in the
 * order of `harmTopics`. It knows words, not meaning: "no children were hurt" names children, too.
 */
export const harmIn = (text: string): readonly HarmTopic[] => {
  const words = wordsOf(text);
  return harmTopics.filter((topic) => names[topic](words));
};

const names = Object.fromEntries(harmTopics.map((topic) => [topic, wordTable(table[topic])])) as unknown as Readonly<
  Record<HarmTopic, ReturnType<typeof wordTable>>
>;
