import hints from './lang-hints.json' with { type: 'json' };

/** What one word says about the language of the text it stands in. */

/** Languages told apart by their everyday words; a word's `langs` has bit `1 << place` for each it belongs to. */
export const hintedLangs = ['vi', 'en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'id', 'tr', 'pl'] as const;

const byWord = new Map<string, number>();
for (const [place, lang] of hintedLangs.entries())
  for (const word of hints[lang].split(' ')) byWord.set(word, (byWord.get(word) ?? 0) | (1 << place));

/** The languages a lower-case word is an everyday word of, as bits. */
export const langsOf = (lower: string): number => byWord.get(lower) ?? 0;

/** Letters that only Vietnamese has. */
const vietnameseOnly = /[ăđơư\u1ea0-\u1ef9]/;

/**
 * How much a word's spelling speaks for Vietnamese, from -0.6 to 2: a syllable of its orthography, with accents or only
 * shaped like one, or one once keys of an input method are read as marks.
 */
export const vietnameseness = (lower: string, isAccented: boolean, isValid: boolean, isTyped: boolean): number => {
  if (isAccented) return isValid ? (vietnameseOnly.test(lower) ? 2 : 1) : -0.5;
  if (isTyped) return 0.8;
  if (!/^[a-z]/.test(lower)) return 0;
  return isValid ? 0.3 : -0.6;
};
