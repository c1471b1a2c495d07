// Words of police and penal law: they judge people, and we judge claims. Found however they are typed.

/** The words that stand nowhere on our pages. */
export const ruledOutWords = ['tin giả', 'sai sự thật', 'đối tượng', 'tung tin'] as const;

/**
 * What no verdict is called besides. The doubtful ones: *bịa đặt* and *hoax* say that somebody meant to deceive, which no
 * evidence about a claim can show, and the first is a word of article 156 of the Vietnamese Penal Code; *vi phạm pháp luật*
 * is refused, *vi phạm* alone is not, since a picture may break a rule of whoever published it.
 */
const ofPenalLaw = [
  ...(['tội phạm', 'phạm tội', 'phạm pháp', 'vi phạm pháp luật', 'bất hợp pháp', 'bị can', 'bị cáo'] as const),
  ...(['bịa đặt', 'vu khống', 'xuyên tạc', 'phản động', 'kẻ xấu', 'thế lực thù địch'] as const),
  ...(['fake news', 'hoax', 'hoaxes', 'illegal', 'illegally', 'unlawful', 'unlawfully', 'guilty'] as const),
  ...(['crime', 'crimes', 'criminal', 'criminals', 'offender', 'offenders'] as const),
  ...(['slander', 'slanderous', 'libel', 'libellous', 'libelous', 'defamation', 'defamatory'] as const),
] as const;

/** All that no verdict is called. */
export const refusedInLabels: readonly string[] = [...ruledOutWords, ...ofPenalLaw];

/** *bị can thiệp* is "tampered with", no word of law. */
const innocent: Readonly<Record<string, string>> = { 'bị can': 'thiệp' };

/**
 * The first refused word in a text; undefined where there is none. Case, spaces, marks and digits that look like letters
 * do not hide one (`t1n-GIẢ`), nor do accents that were left out (`tin gia`, `tin giã` is another word and passes). A
 * word counts from the beginning of a word to the end of one, so that `Crimea` holds none.
 */
export const refusedWordIn = (text: string): string | undefined => {
  const letters = lettersOf(text);
  return refusedInLabels.find((word) => letters.some((_, i) => begins(letters, i, word)));
};

type Letter = { readonly base: string; readonly marks: string; readonly first: boolean; readonly last: boolean };

const begins = (text: readonly Letter[], at: number, word: string): boolean => {
  const wanted = lettersOf(word);
  const end = at + wanted.length;
  if (!text[at]?.first || !text[end - 1]?.last) return false;
  if (!wanted.every((letter, i) => reads(text[at + i], letter))) return false;
  const harmless = lettersOf(innocent[word] ?? '');
  return harmless.length === 0 || !harmless.every((letter, i) => reads(text[end + i], letter));
};

/** A letter may lack marks of the wanted one; with others it is another letter. */
const reads = (given: Letter | undefined, wanted: Letter): boolean =>
  given !== undefined && given.base === wanted.base && [...given.marks].every((mark) => wanted.marks.includes(mark));

const lookAlikes: Readonly<Record<string, string>> = { l: 'i', 1: 'i', 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't', 9: 'g' };

/** What a letter or a digit may be taken for, one for all that look the same: `I`, `l` and `1` are one. */
export const looksLike = (letter: string): string => lookAlikes[letter] ?? letter;

const lettersOf = (text: string): readonly Letter[] =>
  Array.from(
    text
      .normalize('NFC')
      .toLowerCase()
      .matchAll(/[\p{L}\p{N}]\p{M}*/gu),
  ).map(({ 0: found, index }) => {
    const [base = '', ...marks] = found.replaceAll('đ', 'd\u0335').normalize('NFD');
    return {
      base: looksLike(base),
      marks: marks.join(''),
      first: !letter.test(text.normalize('NFC').charAt(index - 1)),
      last: !letter.test(text.normalize('NFC').charAt(index + found.length)),
    };
  });

const letter = /[\p{L}\p{N}]/u;
