import { accentForm, fold } from './fold.ts';
import { termOf } from './syllable.ts';
import table from './teencode.json' with { type: 'json' };
import type { Word } from './words.ts';

type Spelling = Pick<Word, 'folded' | 'accented' | 'term'>;

const shorthand = new Map<string, readonly Spelling[]>(
  Object.entries(table).map(([short, meant]) => [
    short,
    meant.split(' ').map((word) => ({ folded: fold(word), accented: accentForm(word), term: termOf(fold(word)) })),
  ]),
);

/** Vietnamese words with chat shorthand spelled out (`ko` → `không`, `bhyt` → `bảo hiểm y tế`); each keeps the span of what was written. */
export const spelledOut = (words: readonly Word[]): readonly Word[] => {
  // Whoever types without diacritics gets shorthand spelled without them, so that the text stays of one kind.
  const isBare = words.every((w) => w.accented === w.folded);
  return words.flatMap((word, i) => {
    const meant = word.raw.length <= 6 ? shorthand.get(word.lower) : undefined;
    // `5 k` and `3 kg` are amounts.
    if (meant === undefined || words[i - 1]?.isNumeral === true) return [word];
    return meant.map((spelling, n) => ({
      ...word,
      ...spelling,
      accented: isBare ? spelling.folded : spelling.accented,
      gap: n === 0 ? word.gap : ' ',
    }));
  });
};
