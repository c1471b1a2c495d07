import hints from './function-words.json' with { type: 'json' };
import type { Passage } from './words.ts';

const vi = new Set(hints.vi.split(' '));
const en = new Set(hints.en.split(' '));
const vietnameseOnly = /[ăđơưạ-ỹ]/;
const syllable = /^(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const wordsRead = 300;

/**
 * Which model suits a text whose language nobody told, from its first 300 words: Vietnamese by letters that no other
 * language has; without diacritics when seven words in ten could be Vietnamese syllables and one in eight is a small
 * word of it (Spanish shares `la`, `con`, `va`, but its words are longer), or when nine in ten could be. English by one small word in eight. Else the
 * neutral one.
 */
export const guessModel = (passages: readonly Passage[]): 'en' | 'vi' | 'neutral' => {
  const words = passages
    .slice(0, wordsRead)
    .flatMap((passage) => passage.words)
    .slice(0, wordsRead);
  const spoken = words.filter((word) => word.kind === 'word');
  const share = (is: (word: (typeof spoken)[number]) => boolean): number =>
    spoken.filter(is).length / Math.max(1, spoken.length);
  if (share(({ lower }) => vietnameseOnly.test(lower)) >= 0.125) return 'vi';
  const viShare = share(({ folded }) => vi.has(folded));
  const enShare = share(({ lower }) => en.has(lower));
  const shaped = share(({ folded }) => syllable.test(folded));
  // `the`, `can` and `do` are Vietnamese syllables too; only `and` or `with` tell the two apart.
  const surelyEn = share(({ lower, folded }) => en.has(lower) && !syllable.test(folded));
  if (viShare >= 0.125 && viShare > surelyEn && shaped >= 0.7) return 'vi';
  if (surelyEn < 0.125 && shaped >= 0.9 && spoken.length >= 4) return 'vi';
  return enShare >= 0.125 ? 'en' : 'neutral';
};
