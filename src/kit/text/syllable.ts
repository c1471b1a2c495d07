import { stem } from './porter2.ts';
import rhymes from './rhymes.json' with { type: 'json' };

/** What a Vietnamese syllable looks like, without its diacritics and with them. */

const nuclei =
  'oai|oao|oay|oeo|ieu|yeu|uai|uay|uoi|uou|uya|uye|uyu|uao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|a|e|i|o|u|y';
const syllable = new RegExp(
  `^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:${nuclei})(?:ch|ng|nh|[cmnpt])?$`,
);

/** Whether a folded word could be a Vietnamese syllable. Many short English words could, too: it is a shape, not a language. */
export const isSyllable = (folded: string): boolean => folded.length <= 7 && syllable.test(folded);

const onset = /^(?:ngh|ng|nh|ch|gh|gi(?=.)|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?/;
const tone = /[\u0300\u0301\u0303\u0309\u0323]$/;
const afterAny = new Set(rhymes.any.split(' '));
const afterQu = new Set(rhymes.afterQu.split(' '));
const loans = new Set(rhymes.loans.split(' '));

/**
 * Whether an accent form (see `accentForm`: tone mark last) is a syllable of Vietnamese orthography: an onset, a rhyme
 * that exists, `k gh ngh` before e, ê, i, y alone, and only sắc or nặng before p, t, c, ch.
 *
 * ```ts
 * isVietnamese(accentForm('được')) // true; 'duợc' and 'đươc' are not
 * ```
 */
export const isVietnamese = (accented: string): boolean => {
  const mark = tone.exec(accented)?.[0];
  const plain = mark === undefined ? accented : accented.slice(0, -1);
  if (loans.has(plain)) return true;
  const first = onset.exec(plain)?.[0] ?? '';
  const rhyme = plain.slice(first.length);
  // In `gì` and `giếng` the i belongs to both.
  const isWhole = (first === 'qu' ? afterQu : afterAny).has(rhyme) || (first === 'gi' && afterAny.has(`i${rhyme}`));
  if (!isWhole || !isSpelled(first, rhyme)) return false;
  return !/(?:[ptc]|ch)$/.test(rhyme) || mark === '\u0301' || mark === '\u0323';
};

const isSpelled = (first: string, rhyme: string): boolean => {
  const isFront = /^[eêiy]/.test(rhyme);
  if (first === 'k' || first === 'gh' || first === 'ngh') return isFront;
  return !(isFront && (first === 'c' || first === 'g' || first === 'ng')) || (first === 'g' && rhyme.startsWith('i'));
};

/** What stands in the index for a folded word: one shaped like a syllable as it is, anything else as its English stem. */
export const termOf = (folded: string, isShaped: boolean): string => (isShaped ? respell(folded) : stem(folded));

// `lý` and `lí`, `Mỹ` and `Mĩ` are one syllable in two spellings: a final y after consonants is written i.
const respell = (folded: string): string =>
  folded.endsWith('y') ? folded.replace(/^([bcdghklmnpqrstvx]+)y$/, '$1i') : folded;
