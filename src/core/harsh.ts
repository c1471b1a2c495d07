// Words that hurt whoever has to read them all day: such a text is covered until somebody chooses to read it. Nothing else
// follows from it; a question about violence is a question like any other.
import table from './harsh-words.json' with { type: 'json' };
import { wordsOf, wordTable } from './word-table.ts';

export type Harsh = 'abuse' | 'violence';

/** Whether a text holds words of violence, else words of abuse; null where it holds neither. */
export const harshIn = (text: string): Harsh | null => {
  const words = wordsOf(text);
  return violence(words) ? 'violence' : abuse(words) ? 'abuse' : null;
};

const violence = wordTable(table.violence);
const abuse = wordTable(table.abuse);
