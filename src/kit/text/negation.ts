import type { Word } from './words.ts';

const english = new Set(
  'not no never none nobody nothing neither nor cannot without dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt hasnt havent hadnt shouldnt aint'.split(
    ' ',
  ),
);
// Without diacritics `chua` is as often chữa, chùa, chua, and `dung` đúng: only what has no common double counts then.
const vietnamese = new Set(['khong', 'ko', 'hok', 'chang']);
const accentedVietnamese = new Set(['không', 'chưa', 'chẳng', 'chả', 'đừng', 'hông', 'hổng']);
// `không khí`, `không chỉ`: the syllable, not the word. `hàng không`: the same from the other side.
const notAfter = new Set(['khi', 'gian', 'quan', 'trung', 'tac', 'luc', 'chi', 'nhung', 'phan']);
const notBefore = new Set(['hang', 'hay', 'hoac', 'so', 'kieu']);

/**
 * Whether a text says no anywhere: not, never, n't, không, chưa, chẳng … . The question particle at the end of a clause
 * (`có đúng không?`), `hay chưa`, `not only` and words that merely contain the syllable (`không khí`) do not count.
 */
export const isNegated = (text: string, words: readonly Word[], lang: 'vi' | 'en' | undefined): boolean =>
  words.some((word, i) => {
    const [before, next] = [words[i - 1]?.folded, words[i + 1]];
    if (lang !== 'vi' && isEnglishNo(word))
      return next?.folded !== 'only' && before !== 'or' && !isNumbered(word, next);
    if (lang === 'en' || !isVietnameseNo(word)) return false;
    if (before !== undefined && notBefore.has(before)) return false;
    return next !== undefined && !notAfter.has(next.folded) && !endsClause(text, word, next);
  });

const isEnglishNo = (word: Word): boolean => word.lower.endsWith("n't") || english.has(word.folded);

// `No. 5` numbers something.
const isNumbered = (word: Word, next: Word | undefined): boolean => word.folded === 'no' && next?.isNumeral === true;

const isVietnameseNo = (word: Word): boolean =>
  word.accented === word.folded ? vietnamese.has(word.folded) : accentedVietnamese.has(word.lower);

const endsClause = (text: string, word: Word, next: Word): boolean =>
  /[?!.,;:…\n]/.test(text.slice(word.span.end, Math.min(next.span.start, word.span.end + 40))) ||
  /^(?:a|ak|ah|nhi|nhe|nha|v|z|dz|vay|the|ha|ban|moi|mn|mng|cac|ae|ad|admin)$/.test(next.folded);
