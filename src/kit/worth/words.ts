import type { Span } from '../../base/span.ts';

/** One word, numeral or telling sign (`? ! $ %`) of a text, in the three spellings that tables and hashing need. */
export type Word = {
  readonly span: Span;
  readonly kind: 'word' | 'numeral' | 'sign';
  /** Lower case, with a straight apostrophe and nothing invisible inside. */
  readonly lower: string;
  /** Accents kept, the tone mark moved to the end, so that `hoà` and `hòa` are one. */
  readonly accented: string;
  /** Accents gone, đ included. */
  readonly folded: string;
  readonly isCapital: boolean;
};

/** A stretch of a text that is judged on its own: a sentence, or 80 words of one that does not end. Never empty. */
export type Passage = { readonly words: readonly Word[]; readonly text: string; readonly start: number };

const letter = '[\\p{L}\\p{M}\\p{Cf}]';
const pattern = new RegExp(
  `(?:https?://|www\\.)\\S+|[@＠][\\p{L}\\p{Nd}_.]+|\\p{Nd}+(?:[.,]\\p{Nd}+)*|${letter}[\\p{L}\\p{M}\\p{Cf}\\p{Nd}]*(?:['’]${letter}+)*|[?？؟!！]|[$€£¥₫%٪]`,
  'giu',
);
const longest = 80;
const fewest = 4;
const ending = /[.!?…。！？؟۔](?=["'”’»)\]]*\s)|[。！？؟۔]|\n/;

/**
 * The passages of a text in order; addresses of pages and handles are left out. A full stop after fewer than
 * four words ends nothing, so that `U.S. Senate` and `Dr. Smith` stay whole. Linear in the length of the text.
 */
export const passagesOf = (text: string): readonly Passage[] => {
  const passages: Passage[] = [];
  let words: Word[] = [];
  let [start, last] = [0, 0];
  const close = (end: number): void => {
    if (words.length > 0) passages.push({ words, text: text.slice(start, end), start });
    [words, start] = [[], end];
  };
  const add = (raw: string, index: number): void => {
    const word = wordOf(raw, index);
    if (word.folded !== '') words.push(word);
  };
  for (const { 0: raw, index } of text.matchAll(pattern)) {
    const isSign = raw.length === 1 && /[?？؟!！$€£¥₫%٪]/.test(raw);
    if (words.length >= longest || (!isSign && endsBetween(words, text.slice(last, index)))) close(index);
    last = isSign && /[?？؟!！]/.test(raw) ? index : index + raw.length;
    if (!/^(?:https?:|www\.|[@＠])/i.test(raw)) add(raw, index);
  }
  close(text.length);
  return passages;
};

const endsBetween = (words: readonly Word[], gap: string): boolean => {
  if (words.length === 0 || gap === ' ') return false;
  const end = ending.exec(gap);
  return end !== null && (!/[.…]/.test(end[0]) || words.length >= fewest);
};

const wordOf = (raw: string, start: number): Word => {
  const span = { start, end: start + raw.length };
  const short = raw.length > 64 ? raw.slice(0, 64) : raw;
  if (/^[A-Za-z0-9.,?!$%]+$/.test(short)) {
    const lower = short.toLowerCase();
    return { span, kind: kindOf(short), lower, accented: lower, folded: lower, isCapital: /^[A-Z]/.test(short) };
  }
  const lower = short
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
  const apart = lower.normalize('NFKD');
  const folded = apart
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .normalize('NFC');
  return { span, kind: kindOf(short), lower, accented: accentedForm(lower), folded, isCapital: /^\p{Lu}/u.test(short) };
};

const kindOf = (raw: string): Word['kind'] =>
  /^\p{Nd}/u.test(raw) ? 'numeral' : /^[?？؟!！$€£¥₫%٪]$/.test(raw) ? 'sign' : 'word';

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** The accented spelling of one lower-case word with its tone mark at the end. */
export const accentedForm = (lower: string): string => {
  const apart = lower.normalize('NFD');
  const tones = apart.match(tone);
  return tones === null ? apart.normalize('NFC') : apart.replace(tone, '').normalize('NFC') + tones.join('');
};
