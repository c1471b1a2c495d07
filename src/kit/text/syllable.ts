import { stem } from './porter2.ts';

/** What a Vietnamese syllable looks like once its diacritics are gone. */

const nuclei =
  'oai|oao|oay|oeo|ieu|yeu|uai|uay|uoi|uou|uya|uye|uyu|uao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|a|e|i|o|u|y';
const syllable = new RegExp(
  `^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:${nuclei})(?:ch|ng|nh|[cmnpt])?$`,
);

/** Whether a folded word could be a Vietnamese syllable. Many short English words could, too: it is a shape, not a language. */
export const isSyllable = (folded: string): boolean => folded.length <= 7 && syllable.test(folded);

/** What stands in the index for a folded word: a syllable as it is, anything else as its English stem. */
export const termOf = (folded: string): string => (isSyllable(folded) ? respell(folded) : stem(folded));

// `lý` and `lí`, `Mỹ` and `Mĩ` are one syllable in two spellings: a final y after consonants is written i.
const respell = (folded: string): string =>
  folded.endsWith('y') ? folded.replace(/^([bcdghklmnpqrstvx]+)y$/, '$1i') : folded;
