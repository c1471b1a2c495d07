import { analyzer } from './analyzer.ts';
import table from './duplicates-talk.json' with { type: 'json' };

/** One word of a message as two messages are compared by it. */
export type MessageWord = {
  readonly term: string;
  /** Where it was written; several words of one shorthand share it. */
  readonly start: number;
  readonly end: number;
  /** Whether it says something of its own; articles and particles do not. */
  readonly isContent: boolean;
  /** What closes it: nothing, a clause (comma, dash, colon), or a sentence (full stop, question mark, new line). */
  readonly close: 'none' | 'clause' | 'sentence';
};

const termsOf = (phrase: string): readonly string[] =>
  analyzer.tokens(phrase).flatMap(({ term, kind }) => (kind === 'word' || kind === 'stop' ? [term] : []));

const byFirst = (phrases: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> => {
  const grouped = new Map<string, (readonly string[])[]>();
  for (const terms of phrases.map(termsOf).sort((a, b) => b.length - a.length))
    grouped.set(terms[0] ?? '', [...(grouped.get(terms[0] ?? '') ?? []), terms]);
  return grouped;
};

const frames = byFirst(table.frames);
const pleas = byFirst(table.pleas);
const orders = byFirst(table.orders);
const talk = new Set(termsOf(table.talk));
const particles = new Set(termsOf(table.particles));
const urging = new Set(termsOf(table.urging));
const beforePlea = new Set(termsOf(table.before));

const longestPlea = 30;
const longestPleaInside = 14;
const leastBeforePlea = 3;
const longestBeforePlea = 8;

/**
 * For each word 1 when it only surrounds what is said: questions and headers anywhere, greetings that fill a clause at
 * either end, a plea to pass the message on up to the end of its sentence, and the Vietnamese question particle.
 */
export const talkAmong = (words: readonly MessageWord[]): Uint8Array => {
  const isTalk = new Uint8Array(words.length);
  markFrames(words, isTalk);
  markPleas(words, isTalk);
  markGreetings(words, isTalk);
  markParticle(words, isTalk);
  return isTalk;
};

const found = (
  phrases: ReadonlyMap<string, readonly (readonly string[])[]>,
  words: readonly MessageWord[],
  at: number,
): number =>
  phrases.get(words[at]?.term ?? '')?.find((terms) => terms.every((term, n) => words[at + n]?.term === term))?.length ??
  0;

const markFrames = (words: readonly MessageWord[], isTalk: Uint8Array): void => {
  for (let i = 0; i < words.length; ) {
    const length = found(frames, words, i);
    const end = i + length;
    // `được không?` asks, `được không đánh dấu` says no.
    const isAsked = words[end - 1]?.term !== 'khong' || isClosed(words, end - 1);
    if (length > 0 && isAsked) isTalk.fill(1, i, end);
    i = length > 0 && isAsked ? end : i + 1;
  }
};

/** Whether a clause ends at a word, or after the particles that follow it. */
const isClosed = (words: readonly MessageWord[], at: number): boolean => {
  let i = at;
  while (i < words.length - 1 && words[i]?.close === 'none') {
    i++;
    if (!particles.has(words[i]?.term ?? '')) return false;
  }
  return true;
};

/**
 * A plea needs something said before it, or a sentence of its own: "share this photo and be fined" is a claim. What may
 * also be told ("spread", "chia sẻ") is a plea only where a sentence begins, or after a word that urges.
 */
const markPleas = (words: readonly MessageWord[], isTalk: Uint8Array): void => {
  let before = 0;
  let total = 0;
  for (const mark of isTalk) total += 1 - mark;
  for (let i = 0, sentenceEnd = 0; i < words.length; i++) {
    if (i >= sentenceEnd) sentenceEnd = sentenceEndAfter(words, i);
    const plea = pleaAt(words, i);
    const end = plea === undefined ? i : sentenceEnd;
    const rest = total - before - (end - i);
    const mayBe =
      plea !== undefined &&
      end - plea.start <= (plea.isOpening ? longestPlea : longestPleaInside) &&
      (before >= leastBeforePlea || (plea.isOpening && rest >= leastBeforePlea));
    if (mayBe) {
      isTalk.fill(1, plea.start, end);
      i = end - 1;
    } else before += 1 - (isTalk[i] ?? 0);
  }
};

const pleaAt = (
  words: readonly MessageWord[],
  at: number,
): { readonly start: number; readonly isOpening: boolean } | undefined => {
  const isPlea = found(pleas, words, at) > 0;
  if (!isPlea && found(orders, words, at) === 0) return undefined;
  let start = at;
  const isBefore = (i: number): boolean =>
    i >= 0 && words[i]?.close !== 'sentence' && beforePlea.has(words[i]?.term ?? '');
  while (isBefore(start - 1) && at - start < longestBeforePlea) start--;
  const isOpening = start === 0 || words[start - 1]?.close === 'sentence';
  const isUrged = words.slice(start, at).some(({ term }) => urging.has(term));
  return isPlea || isOpening || isUrged ? { start, isOpening } : undefined;
};

const sentenceEndAfter = (words: readonly MessageWord[], from: number): number => {
  let i = from;
  while (i < words.length - 1 && words[i]?.close !== 'sentence') i++;
  return i + 1;
};

const markGreetings = (words: readonly MessageWord[], isTalk: Uint8Array): void => {
  const isGreeting = (i: number): boolean => isTalk[i] === 1 || talk.has(words[i]?.term ?? '');
  const isOpen = (i: number): boolean => words[i]?.close === 'none';
  for (let start = 0, end = 0; start < words.length; start = end) {
    while (end < words.length && isGreeting(end) && isOpen(end)) end++;
    const isWhole = end < words.length && isGreeting(end);
    // A greeting that runs into the claim ends where a frame does: `cả nhà cho em hỏi …`.
    const to = isWhole ? end + 1 : isTalk.subarray(0, end).lastIndexOf(1) + 1;
    isTalk.fill(1, start, to);
    if (!isWhole) break;
    end++;
  }
  for (let end = words.length, start = end; end > 0; end = start) {
    while (start > 0 && isGreeting(start - 1) && (start === end || isOpen(start - 1))) start--;
    const isWhole = start < end && (start === 0 || !isOpen(start - 1));
    const frame = isTalk.indexOf(1, start);
    isTalk.fill(1, isWhole || frame < 0 ? (isWhole ? start : end) : frame, end);
    if (!isWhole) break;
  }
};

/** `… không ạ?` asks; the same syllable elsewhere says no. */
const markParticle = (words: readonly MessageWord[], isTalk: Uint8Array): void => {
  let i = words.length - 1;
  while (i > 0 && (isTalk[i] === 1 || particles.has(words[i]?.term ?? ''))) i--;
  if (i > 1 && words[i]?.term === 'khong') isTalk.fill(1, i);
};
