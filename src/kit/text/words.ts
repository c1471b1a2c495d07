import type { Span } from '../../base/span.ts';
import { blankNames } from './blank.ts';
import { accentForm, fold, unseen } from './fold.ts';
import { termOf } from './syllable.ts';

/** One written word, before any language has been assumed. */
export type Word = {
  readonly raw: string;
  readonly span: Span;
  /** As typed, lower case, with a straight apostrophe. */
  readonly lower: string;
  readonly folded: string;
  /** What the index holds for it. */
  readonly term: string;
  /** The accented form, tone mark last; equal to `folded` when nothing is accented. */
  readonly accented: string;
  readonly isNumeral: boolean;
  /** The characters between the word before and this one, the last 3 of them at most. */
  readonly gap: string;
};

const letter = `[\\p{L}\\p{M}${unseen}]`;
const letterOrDigit = `[\\p{L}\\p{M}\\p{Nd}${unseen}]`;
const wordPattern = new RegExp(
  `\\p{Nd}+(?:[.,]\\p{Nd}+)*|${letter}${letterOrDigit}*(?:[@$'’]${letter}${letterOrDigit}*)*`,
  'gu',
);
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const camel = /\p{Lu}+(?!\p{Ll})\p{Nd}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+\p{Nd}*|\p{Nd}+/gu;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const segmentedAtOnce = 2000;

/** The words of a text in order, linear in its length. Addresses, e-mails and handles are left out; hashtags are split at capitals. */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = [];
  const visible = blankNames(text);
  const isAscii = /^[\0-\x7f]*$/.test(visible);
  let end = 0;
  const add = (raw: string, start: number, isNumeral: boolean): void => {
    const forms = formsOf(raw);
    if (forms.folded === '') return;
    const gap = visible.slice(Math.max(end, start - 3), start);
    end = start + raw.length;
    words.push({ raw, span: { start, end }, ...forms, isNumeral, gap });
  };
  for (const { 0: raw, index } of visible.matchAll(wordPattern)) {
    if (startsWithDigit(raw)) add(raw, index, true);
    else if (visible[index - 1] === '#')
      for (const part of raw.matchAll(camel)) add(part[0], index + part.index, false);
    else if (!isAscii && unspaced.test(raw)) segment(raw, index, add);
    else add(raw, index, false);
  }
  return words;
};

const startsWithDigit = (raw: string): boolean => {
  const code = raw.charCodeAt(0);
  return code < 128 ? code >= 48 && code <= 57 : code > 0x600 && /^\p{Nd}/u.test(raw);
};

const segment = (raw: string, index: number, add: (raw: string, start: number, isNumeral: boolean) => void): void => {
  for (let from = 0; from < raw.length; from += segmentedAtOnce) {
    for (const part of segmenter.segment(raw.slice(from, from + segmentedAtOnce)))
      if (part.isWordLike === true) add(part.segment, index + from + part.index, false);
  }
};

type Forms = Pick<Word, 'lower' | 'folded' | 'accented' | 'term'>;

// Words repeat and folding is the dear part. Two generations bound it, so that a hostile text cannot fill the memory
// and a large vocabulary does not empty it over and over.
let young = new Map<string, Forms>();
let old = new Map<string, Forms>();
const generation = 25_000;

const formsOf = (raw: string): Forms => {
  const seen = young.get(raw);
  if (seen !== undefined) return seen;
  const forms = old.get(raw) ?? newForms(raw);
  if (raw.length > 32) return forms;
  if (young.size >= generation) [old, young] = [young, new Map()];
  young.set(raw, forms);
  return forms;
};

const newForms = (raw: string): Forms => {
  const short = raw.length > 64 ? raw.slice(0, 64) : raw;
  const plain = /['’]/.test(short) ? short.replace(/['’]s$/i, '') : short;
  const folded = fold(plain).replace(/['’@$]/g, '');
  const accented = /^[\0-\x7f]*$/.test(plain) ? folded : accentForm(plain).replace(/['’@$]/g, '');
  const lower = short.normalize('NFC').toLowerCase().replaceAll('’', "'");
  return { lower, folded, accented, term: termOf(folded) };
};
