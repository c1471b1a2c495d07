// Splitting a message into what can be checked, and judging what the index proposes for each part.
import type { Span } from '../base/span.ts';
import type { Outcome } from './tip.ts';

/** A part of a message: a claim evidence could settle, an opinion, or talk around it (greetings, "forward to everyone"). */
export type Part = { readonly kind: 'claim' | 'opinion' | 'talk'; readonly span: Span };

const opinionMarks =
  /(^|[\s,])(tôi nghĩ|mình nghĩ|theo tôi|theo mình|tôi thấy|mình thấy|i think|i feel|in my opinion|i believe|imho|i love|i hate|tôi thích|tôi ghét)([\s,]|$)/i;
const talkMarks =
  /^(chúc|kính gửi|good morning|lưu lại|liên hệ|contact us|mọi người|cả nhà|các bác|các bạn|chào|xin chào|alo|hello|hi|dear|cả nhà ơi|mọi người ơi|hãy chia sẻ|chia sẻ ngay|share ngay|chuyển tiếp|forwarded|được chuyển tiếp|please share|share this|copy|gửi cho|cảm ơn|thank|fwd:)/i;

const maxParts = 20;

/**
 * Splits a masked message into parts: lines, then sentences; pieces under four words join their neighbour.
 * Spans are UTF-16 units of the text given, in order, never overlapping. At most 20 parts; the last takes the rest.
 */
export const split = (text: string): readonly Part[] => {
  const pieces = joinShort(text, sentences(text));
  const kept =
    pieces.length <= maxParts
      ? pieces
      : [...pieces.slice(0, maxParts - 1), { start: pieces[maxParts - 1]!.start, end: pieces.at(-1)!.end }];
  const parts = kept.map((span): Part => ({ kind: kindOf(text.slice(span.start, span.end)), span }));
  // Somebody who sends only an opinion or a greeting still asked something: it is looked up as a whole.
  return parts.some((p) => p.kind === 'claim') || kept.length === 0
    ? parts
    : [{ kind: 'claim', span: trim(text, 0, text.length) }];
};

/** Short messages are usually one claim told in a few sentences; they are also looked up as a whole. */
export const mayBeOne = (text: string, parts: readonly unknown[]): boolean => text.length <= 600 && parts.length <= 4;

const kindOf = (piece: string): Part['kind'] => {
  if (talkMarks.test(piece) && piece.length < 120) return 'talk';
  return opinionMarks.test(piece) ? 'opinion' : 'claim';
};

/** Ends of sentences that are not inside a number or an address: `.`, `!`, `?`, `…` before white space, and line ends. */
const sentences = (text: string): Span[] => {
  const spans: Span[] = [];
  let start = 0;
  const cut = (end: number) => {
    const span = trim(text, start, end);
    if (span.end > span.start) spans.push(span);
    start = end;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') cut(i);
    else if (
      (c === '.' || c === '!' || c === '?' || c === '…' || c === '。') &&
      (i + 1 === text.length || /\s/.test(text[i + 1]!) || c === '。')
    )
      cut(i + 1);
  }
  cut(text.length);
  return spans;
};

const trim = (text: string, start: number, end: number): Span => {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
};

const joinShort = (text: string, spans: readonly Span[]): Span[] => {
  const joined: Span[] = [];
  let pending: number | undefined;
  for (const span of spans) {
    const piece = text.slice(span.start, span.end);
    const stands = piece.split(/\s+/).length >= 4 || /^https?:\/\//i.test(piece) || kindOf(piece) === 'talk';
    if (!stands) {
      const last = joined.at(-1);
      if (last) joined[joined.length - 1] = { start: last.start, end: span.end };
      else pending ??= span.start;
      continue;
    }
    joined.push({ start: pending ?? span.start, end: span.end });
    pending = undefined;
  }
  if (pending !== undefined) joined.push({ start: pending, end: spans.at(-1)!.end });
  return joined;
};

/** What judging needs to know of one candidate. */
export type Candidate = {
  readonly sameLink: boolean;
  /** Calibrated probability that this check is the one that was asked for, 0 to 1. */
  readonly probability: number;
  /** Share of the question's information that the check's text covers, 0 to 1. */
  readonly coverage: number;
  /** The same the other way round: how much of the check's text the question covers. */
  readonly textCoverage: number;
  readonly contentWords: number;
  readonly agreeing: number;
  /** Whether the two state what cannot both be meant, or the question is too short to tell. */
  readonly inConflict: boolean;
  /** Ours and not overdue, or another publisher's whom the operator lets answer. */
  readonly mayAnswer: boolean;
};

// Either side says nearly all that the other says: the model, trained on messages that say much more than the claim, need
// not be asked.
export const sameWords = 0.8;
const sameTextCoverage = 0.7;
// Whatever the model says, an answer shows at least these words in common.
const knownLikeness = 0.25;
const knownAgreeing = 3;
// The model learned on messages that say much beside their claim. In a short question every word counts: `garlic cures
// cancer` is not `hot lemon water cures cancer`.
const shortQuestion = 8;
const shortTextCoverage = 0.75;
const perhapsLikeness = 0.3;
const perhapsProbability = 0.3;

/**
 * Known when the link is the same, when the probability reaches `knownFrom`, or when both say the same in nearly the same
 * words; never when the two are in conflict. On the training tweets of CheckThat! 2022 2A "perhaps" offers the right check
 * for 76 of 100 and something wrong for 20 of 100 that have none.
 */
export const judge = (candidate: Candidate, knownFrom: number): Outcome => {
  if (candidate.sameLink) return candidate.mayAnswer ? 'known' : 'perhaps';
  const { probability, coverage, textCoverage, agreeing, contentWords } = candidate;
  const likeness = Math.sqrt(coverage * textCoverage);
  const isSame = coverage >= sameWords && textCoverage >= sameTextCoverage;
  const isSure =
    probability >= knownFrom &&
    likeness >= knownLikeness &&
    agreeing >= knownAgreeing &&
    (contentWords > shortQuestion || textCoverage >= shortTextCoverage);
  if (!candidate.inConflict && candidate.mayAnswer && (isSame || isSure)) return 'known';
  const isAlike = probability >= perhapsProbability || likeness >= perhapsLikeness;
  return isAlike && agreeing >= Math.min(2, contentWords) ? 'perhaps' : 'new';
};
