// Tables of words that say what a text is about; each knows words, not meaning.
import { fold } from '../kit/text/index.ts';

/** A text made ready for any number of tables. */
export type Words = { readonly written: string; readonly bare: string };

export const wordsOf = (text: string): Words => ({
  written: spaced(text.normalize('NFC').toLowerCase()),
  bare: spaced(fold(text)),
});

/** Whether a text holds a word of the table as a whole word: Vietnamese with or without diacritics, English. */
export const wordTable = (words: readonly string[]): ((text: Words) => boolean) => {
  const table = words.map((word) => {
    const as = spaced(word.normalize('NFC'));
    return { as, folded: spaced(fold(word)), syllables: as.trim().split(' ').length };
  });
  return ({ written, bare }) => {
    // Who writes without diacritics is met by the folded table; one folded syllable alone is too many words at once.
    const isBare = written === bare;
    return table.some(({ as, folded, syllables }) =>
      isBare && as !== folded ? syllables > 1 && bare.includes(folded) : written.includes(as),
    );
  };
};

const spaced = (text: string): string => ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
