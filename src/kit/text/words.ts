import type { Span } from '../../base/span.ts';
import { blankNames } from './blank.ts';
import { bitsAt, charAt, digitBit, letterBit, unspacedBit, wideBit } from './chars.ts';
import { type Form, formAt, formOf } from './forms.ts';

/** One written word and where it stands. Words that an abbreviation was spelled out into share its span. */
export type Word = { readonly form: Form; readonly span: Span };

/** The words of a text in order. `visible` is the text with addresses, e-mails and handles blanked, unit for unit. */
export type Written = { readonly visible: string; readonly words: readonly Word[] };

const camel = /\p{Lu}+(?!\p{Ll})\p{Nd}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+\p{Nd}*|\p{Nd}+/gu;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const segmentedAtOnce = 500;

/**
 * The words of a text, in time linear in its length: numerals with their separators, runs of letters (with digits,
 * apostrophes, and the @ and $ of leet inside), scripts without spaces cut by Unicode's dictionary segmentation (UAX #29),
 * hashtags and handles split at capitals.
 */
export const wordsOf = (text: string): Written => {
  const words: Word[] = [];
  const visible = blankNames(text);
  for (let i = 0; i < visible.length; ) {
    const bits = charAt(visible, i);
    if ((bits & (letterBit | digitBit)) === 0) {
      i += (bits & wideBit) !== 0 ? 2 : 1;
      continue;
    }
    const start = i;
    const found = (bits & digitBit) !== 0 ? numeralFrom(visible, i) : lettersFrom(visible, i);
    i = found.end;
    if (!found.isNumeral && isTagSign(visible.charCodeAt(start - 1))) splitTag(words, visible.slice(start, i), start);
    else if (found.isUnspaced) segment(words, visible.slice(start, i), start);
    else {
      const form = formAt(visible, start, i, found.hash);
      if (form.folded !== '') words.push({ form, span: { start, end: i } });
    }
  }
  return { visible, words };
};

type Run = { end: number; hash: number; isNumeral: boolean; isUnspaced: boolean };

// One object for all runs: there are as many as words, and each is read before the next is found.
const run: Run = { end: 0, hash: 0, isNumeral: false, isUnspaced: false };

const numeralFrom = (text: string, start: number): Run => {
  let end = start;
  let hash = 0;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    const bits = bitsAt(text, at, code);
    if ((bits & digitBit) !== 0) {
      hash = (Math.imul(hash, 31) + code) | 0;
      at += (bits & wideBit) !== 0 ? 2 : 1;
      end = at;
      continue;
    }
    // A separator belongs to the numeral only between two digits.
    if ((code !== 44 && code !== 46) || at !== end) break;
    at++;
  }
  run.end = end;
  run.hash = hash;
  run.isNumeral = true;
  run.isUnspaced = false;
  return run;
};

const lettersFrom = (text: string, start: number): Run => {
  let all = 0;
  let hash = 0;
  let at = start;
  for (; at < text.length; ) {
    const code = text.charCodeAt(at);
    const bits = bitsAt(text, at, code);
    if ((bits & (letterBit | digitBit)) !== 0) {
      all |= bits;
      hash = (Math.imul(hash, 31) + code) | 0;
      at += (bits & wideBit) !== 0 ? 2 : 1;
    } else if (isInside(code) && (charAt(text, at + 1) & letterBit) !== 0) at++;
    else break;
  }
  run.end = at;
  run.hash = hash ^ (hash >>> 13);
  run.isNumeral = false;
  run.isUnspaced = (all & unspacedBit) !== 0;
  return run;
};

/** Apostrophes, and the signs that stand for letters in leet: ' ’ ‘ @ $. */
const isInside = (code: number): boolean =>
  code === 39 || code === 0x2019 || code === 0x2018 || code === 64 || code === 36;

const add = (words: Word[], raw: string, start: number): void => {
  const form = formOf(raw);
  if (form.folded !== '') words.push({ form, span: { start, end: start + raw.length } });
};

/** `#` and `@`. */
const isTagSign = (code: number): boolean => code === 35 || code === 64;

const splitTag = (words: Word[], raw: string, start: number): void => {
  for (const part of raw.matchAll(camel)) add(words, part[0], start + part.index);
};

const segment = (words: Word[], raw: string, start: number): void => {
  for (let from = 0; from < raw.length; from += segmentedAtOnce)
    for (const part of segmenter.segment(raw.slice(from, from + segmentedAtOnce)))
      if (part.isWordLike === true) add(words, part.segment, start + from + part.index);
};

/** The character between word `i` and the one before, when it is exactly one; '' when they touch; undefined for anything else. */
export const gapBefore = ({ visible, words }: Written, i: number): string | undefined => {
  const [before, word] = [words[i - 1], words[i]];
  if (before === undefined || word === undefined) return undefined;
  // Spelled out of one abbreviation.
  if (before.span.start === word.span.start) return ' ';
  const length = word.span.start - before.span.end;
  if (length === 0) return '';
  return length === 1 ? visible[before.span.end] : undefined;
};
