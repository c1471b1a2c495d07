import type { Span } from '../../base/span.ts';
import { analyzer } from './analyzer.ts';
import table from './duplicates-talk.json' with { type: 'json' };
import { type MessageWord, talkAmong } from './duplicates-talk.ts';
import { fold } from './fold.ts';

/** The words that say something; their places refer to `text`, the message with its spaces made single. */
export type Said = {
  readonly text: string;
  readonly words: readonly MessageWord[];
  /** The numbers in what surrounds it: "send this to 10 people". */
  readonly numbersAside: string;
};

const header = new RegExp(table.header);
const shorthand = new Map(Object.entries(table.shorthand).map(([short, meant]) => [short, meant.split(' ')]));
const sentenceEnd = /[.!?…。\n]|[;:]\s/;
const clauseEnd = /[,:;–—()[\]"“”|•]|\s-|-\s|\p{So}/u;
// Where a copied chat message begins: `[10:32, 20/11/2026] Cô Ba: `.
const stamp = /^\s*\[?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[ap]m)?,? ?[\d/.-]{0,10}\]? ?(?:-? ?[^:\n]{1,40}:)?/i;
const longestHeader = 160;
const mostHeaders = 6;

/**
 * What a message says, word by word: terms of the analyzer with chat shorthand spelled out, without forwarding headers,
 * greetings, questions around the claim ("có đúng không") and pleas to pass it on. A message that is nothing else is
 * taken as it stands. Linear in the text.
 */
export const wordsSaid = (written: string): Said => {
  const text = /[^\S\n ]| {2}/.test(written) ? written.replace(/[^\S\n]+/g, ' ') : written;
  const words = wordsIn(withoutHeaders(text));
  const isTalk = talkAmong(words);
  const said: MessageWord[] = [];
  let numbersAside = '';
  for (const [i, word] of words.entries()) {
    const last = said.at(-1);
    if (isTalk[i] === 1 && hasDigit(word.term)) numbersAside += ` ${word.term}`;
    if (isTalk[i] === 0) said.push(word);
    // Talk that closes a sentence leaves its end behind.
    else if (last !== undefined && word.close === 'sentence') said[said.length - 1] = { ...last, close: 'sentence' };
  }
  if (said.length > 0) return { text, words: said, numbersAside };
  return { text, words: words.length > 0 ? words : wordsIn(text), numbersAside: '' };
};

const wordsIn = (text: string): readonly MessageWord[] => {
  const words: MessageWord[] = [];
  let before: { term: string; start: number; end: number; isContent: boolean } | undefined;
  const put = (until: number): void => {
    if (before === undefined) return;
    const close = until > text.length ? 'sentence' : closeOf(text, before.end, until);
    // `5 kg` and `3 k` are amounts.
    const isUnit = /^(?:kg?|[uwrj])$/.test(before.term) && hasDigit(words.at(-1)?.term ?? '');
    const meant = isUnit ? undefined : shorthand.get(before.term);
    const isDong = /^(?:d|vnd)$/.test(before.term) && /\d{4}/.test(words.at(-1)?.term ?? '');
    const last = (meant?.length ?? 1) - 1;
    for (let n = 0; n <= last; n++)
      words.push({
        ...before,
        term: meant?.[n] ?? (isDong ? 'dong' : before.term),
        close: n === last ? close : 'none',
      });
  };
  for (const { term, kind, span } of analyzer.tokens(text)) {
    if (kind !== 'word' && kind !== 'stop') continue;
    const isContent = kind === 'word';
    for (const one of asWritten(text, term, span)) {
      put(one.start);
      before = { ...one, isContent };
    }
  }
  put(text.length + 1);
  return words;
};

const longestGap = 40;

const closeOf = (text: string, end: number, until: number): MessageWord['close'] => {
  if (until - end < 2 && (until === end || text[end] === ' ')) return 'none';
  const gap = text.slice(end, Math.min(until, end + longestGap));
  return sentenceEnd.test(gap) ? 'sentence' : clauseEnd.test(gap) ? 'clause' : 'none';
};

/**
 * A run of words as it was written, folded and without spaces; a stem where shorthand was spelled out. Typos are looked
 * for here, because stems of mistyped words may lie far apart.
 */
export const spelled = ({ text, words }: Said, from: number, to: number): string => {
  let letters = '';
  for (let i = from; i < to; i++) letters += lettersOf(text, words[i]);
  // `lý` and `lí` are one syllable in two spellings.
  return letters.replaceAll('y', 'i');
};

const lettersOf = (text: string, word: MessageWord | undefined): string => {
  if (word === undefined) return '';
  const { term, start, end } = word;
  if (end - start === term.length && !hasDigit(term)) return term;
  const raw = text.slice(start, end);
  const plain = (/^[\0-\x7f]*$/.test(raw) ? raw.toLowerCase() : fold(raw)).replace(/[^\p{L}\p{N}]+/gu, '');
  if (hasDigit(term) && !hasDigit(plain)) return term;
  return hasDigit(term) || (plain.length >= term.length - 1 && plain.slice(0, 2) === term.slice(0, 2)) ? plain : term;
};

// `trieu` and `ty` alone are also a verb and a name: a number word has to stand before them.
const largeAmount =
  /^(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+ty) .*(?:trieu|ty|ti|million|billion)$/;

const letters = /[\p{L}\p{M}]+/gu;

/**
 * A number told in words stays words: which of them mean one depends on diacritics (`bà con`, `ba con`), and those may be
 * missing from one of two messages. One that ends in a large scale word (`năm triệu`) is the same number either way.
 */
const asWritten = (
  text: string,
  term: string,
  { start, end }: Span,
): readonly { readonly term: string; readonly start: number; readonly end: number }[] => {
  if (!hasDigit(term)) return [{ term, start, end }];
  const raw = text.slice(start, end);
  if (/\p{N}/u.test(raw)) return [{ term: currencyAt(text, start, end) + term, start, end }];
  if (largeAmount.test(fold(raw)) && !/\bviệt\s*$/i.test(text.slice(Math.max(0, start - 6), start).normalize('NFC')))
    return [{ term, start, end }];
  return [...raw.matchAll(letters)].map(({ 0: word, index }) => ({
    term: fold(word),
    start: start + index,
    end: start + index + word.length,
  }));
};

/** The sign that says what money a number counts, before or after it. */
const currencyAt = (text: string, start: number, end: number): string =>
  /[$€£¥]$/.exec(text.slice(Math.max(0, start - 1), start))?.[0] ??
  /^ ?([$€£¥])/.exec(text.slice(end, end + 2))?.[1] ??
  '';

export const hasDigit = (term: string): boolean => /\d/.test(term);

/** The text with the lines and beginnings blanked, unit for unit, that only say it was passed on. */
const withoutHeaders = (text: string): string => {
  let from = 0;
  for (let lines = 0; lines < mostHeaders; lines++) {
    const end = headerEnd(text, from);
    if (end === from) break;
    from = end;
  }
  const rest = text.slice(from);
  return /[\p{L}\p{N}]/u.test(rest) ? ' '.repeat(from) + rest : text;
};

/** Where the header that begins at `from` ends: at a colon soon after it, else at the end of its line. */
const headerEnd = (text: string, from: number): number => {
  const stamped = stamp.exec(text.slice(from, from + longestHeader));
  if (stamped !== null) return from + stamped[0].length;
  const newline = text.indexOf('\n', from);
  const line = text.slice(from, newline < 0 ? text.length : newline);
  if (newline >= 0 && !/[\p{L}\p{N}]/u.test(line)) return newline + 1;
  const found = header.exec(fold(line.slice(0, longestHeader)));
  if (found === null) return from;
  const colon = line.indexOf(':');
  const isNamed = colon >= 0 && colon < 60;
  if (isNamed && /[\p{L}\p{N}]{2}.*\s.*[\p{L}\p{N}]{2}/u.test(line.slice(colon + 1)) && !/^[a-z]+ ?:/.test(found[0]))
    return from + colon + 1;
  const isShort = line.length < 80 && line.split(/\s+/).length <= 12;
  return newline >= 0 && (isShort || isNamed) ? newline + 1 : from;
};
