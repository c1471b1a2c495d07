/** One written form for the many ways people, and those who dodge filters, write the same letters. */
import { unseen } from './chars.ts';

const controls = new RegExp(`[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f${unseen}]`, 'gu');

// Only marks that decorate a letter. Thai vowels, Devanagari matras and kana voicing are letters in all but name and stay.
const marks =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u064b-\u065f\u0670\u06d6-\u06dc]/g;

// Letters that NFD leaves whole. đ is the one that FTS5 and `unaccent` disagree on.
const whole: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ø: 'o',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
  // Arabic and Persian letters that most writers use for one another (Larkey et al. 2002, light normalisation).
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
};
const wholeLetters = /[đðłøħıŧßæœþςٱىیةک]/g;
// The Arabic stretcher (tatweel), a letter to Unicode and to nobody else.
const stretches = /\u0640/g;

const foreignDigit = /(?![0-9])\p{Nd}/gu;
const ascii = /^[\t-\r -~]*$/;
const disguised = /[a-z][0134579@$](?=[a-z])/;
const disguisedWord = /[a-z0-9@$]+/g;
const disguise: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '9': 'g',
  '@': 'a',
  $: 's',
};

/**
 * The text as compared: compatibility forms unified (NFKD, so mathematical bold and full-width letters too), diacritics
 * gone including đ, lower case, decimal digits of any script as 0-9, invisible and control characters removed, and single
 * digits that stand for letters inside a word read as letters (`Newt0n`; but `h5n1`, `f0`, `covid19` stay).
 * Applying it twice changes nothing. The length may change; spans into the result do not fit the original.
 *
 * ```ts
 * fold('Đừng TIN: V@ccine ch\u200bứa ch1p, h5n1') // 'dung tin: vaccine chua chip, h5n1'
 * ```
 */
export const fold = (text: string): string => {
  const plain = ascii.test(text) ? text.toLowerCase() : undecorate(text);
  return disguised.test(plain) ? plain.replace(disguisedWord, unmask) : plain;
};

const undecorate = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(controls, '')
    .replace(marks, '')
    .replace(stretches, '')
    .replace(wholeLetters, (c) => whole[c] ?? c)
    .replace(foreignDigit, asciiDigit)
    .normalize('NFC');

// Unicode lays every set of decimal digits out as a run of ten, zero first (Unicode 4.6); counting back finds the value.
const asciiDigit = (digit: string): string => {
  const known = digitValues.get(digit) ?? digitValue(digit);
  digitValues.set(digit, known);
  return known;
};

const digitValues = new Map<string, string>();

const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
};

const unmask = (word: string): string => {
  if (!disguised.test(word) || (word.match(/[a-z]/g)?.length ?? 0) < 3) return word;
  return word.replace(/(?<=[a-z])[0134579@$](?=[a-z])/g, (c) => disguise[c] ?? c);
};

const toneMark = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * The accented form of one word with its tone mark moved to the end, so that `hoà` and `hòa`, `thuý` and `thúy` are one.
 * Equal to the folded word when nothing is accented. Input: one word, any normal form.
 */
export const accentForm = (word: string): string => {
  const apart = word.normalize('NFD').toLowerCase().replace(controls, '').replace(stretches, '').replaceAll('ð', 'đ');
  const tones = apart.match(toneMark);
  return tones === null ? apart.normalize('NFC') : apart.replace(toneMark, '').normalize('NFC') + tones.join('');
};
