// A tip is one incoming message. What it may hold is decided here, before anything else sees it.

import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Span } from '../base/span.ts';
import { visibleText } from '../base/visible-text.ts';
import type { PictureDifference } from './picture.ts';

export const tipLimits = { text: 20_000, url: 2_048 } as const;

export const tipChannels = ['web', 'api', 'cli'] as const;
export type TipChannel = (typeof tipChannels)[number];

/** A message as its door parsed it; nothing hostile is left in it. */
export type TipInput = {
  readonly text: string;
  readonly lang: string | null;
  readonly channel: TipChannel;
  /** Read in the bubbles of a chat, with an empty line between them: each is a message of its own. */
  readonly inBubbles?: boolean;
};

export type Outcome = 'known' | 'perhaps' | 'new';

/** One answer as it may be shown to anybody: which check, and the words that agree, as they stand in the check's own text. */
export type PublicAnswer = {
  readonly check: Id;
  readonly words: readonly string[];
  /** Fingerprint of the askers' wording that led to the check; absent where its own texts did. */
  readonly asked?: string;
  /** The check's picture that the asked one shows, and how that differs; absent where words or a link led to the check. */
  readonly picture?: { readonly file: string; readonly differs: readonly PictureDifference[] };
};

/** What became of each claim in the message, without a word of the message. */
export type PublicOutcome = { readonly outcome: Outcome; readonly answers: readonly PublicAnswer[] };

/** A stored tip. `text` is masked, and null once erased. Arrival is a day; there is no finer time and no place. */
export type Tip = {
  readonly id: Id;
  readonly day: Day;
  readonly channel: TipChannel;
  readonly lang: string | null;
  readonly text: string | null;
  /** Address of the shareable answer, unrelated to the ticket. */
  readonly answerId: Id;
  readonly outcome: Outcome;
  readonly claims: readonly TipClaim[];
};

/** One claim inside a tip: where it stands in the masked text and what it was answered with. */
export type TipClaim = {
  readonly claimId: Id;
  readonly fingerprint: string;
  readonly text: string;
  readonly span: Span;
  readonly outcome: Outcome;
  readonly answers: readonly PublicAnswer[];
};

export type TipRefusal = Refusal<
  'tip-empty' | 'tip-too-long' | 'tip-has-nul' | 'tip-not-unicode' | 'tip-url-not-http' | 'tip-text-and-url'
>;

/**
 * Makes a message out of what came in: exactly one of `text` and `url`.
 * Refuses NUL, lone surrogates, emptiness and over-length; drops what nobody sees (`visibleText`), and never refuses for it; normalises to NFC and `\n`.
 */
export const parseTip = (
  raw: { text?: string | undefined; url?: string | undefined; lang?: string | undefined },
  channel: TipChannel,
): Result<TipInput, TipRefusal> => {
  if (raw.text !== undefined && raw.url !== undefined) return refuse('tip-text-and-url', { field: 'url' });
  const field = raw.url === undefined ? 'text' : 'url';
  const given = raw.url ?? raw.text ?? '';
  if (given.length > tipLimits[field]) return refuse('tip-too-long', { field, detail: String(tipLimits[field]) });
  if (given.includes('\0')) return refuse('tip-has-nul', { field });
  if (!given.isWellFormed()) return refuse('tip-not-unicode', { field });
  const text = visibleText(given).normalize('NFC').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return refuse('tip-empty', { field });
  if (text.length > tipLimits[field]) return refuse('tip-too-long', { field, detail: String(tipLimits[field]) });
  if (field === 'url' && !/^https?:\/\/[^\s/]+/i.test(text)) return refuse('tip-url-not-http', { field });
  return ok({ text, lang: raw.lang ?? null, channel });
};

/** The best of several outcomes. */
export const bestOutcome = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes('known') ? 'known' : outcomes.includes('perhaps') ? 'perhaps' : 'new';
