// Asking back: a case lacks something that those who asked it may know. One public question, the same words for everybody.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { visibleText } from '../base/visible-text.ts';

export const questionKeys = ['question-where', 'question-whole', 'question-post', 'question-when'] as const;
/** A public template that asks for something; there are no others. */
export type QuestionKey = (typeof questionKeys)[number];

export const isQuestionKey = (text: string): text is QuestionKey => (questionKeys as readonly string[]).includes(text);

export const replyLimits = {
  /** Characters of one reply, before it is masked and after. */
  text: 2000,
  /** Replies to one question that are kept; more would tell nobody anything. */
  perQuestion: 500,
} as const;

/** A question as whoever was asked sees it. */
export type AskedBack = {
  readonly question: Id;
  readonly template: QuestionKey;
  readonly askedOn: Day;
  /** What this ticket replied, masked; null as long as nothing came. */
  readonly reply: string | null;
  /** Whether a reply is still of use. */
  readonly open: boolean;
};

export type ReplyTextRefusal = Refusal<'reply-empty' | 'reply-too-long' | 'tip-has-nul' | 'tip-not-unicode'>;

/** A reply as it may go on to be masked; hostile characters are refused as in a message. */
export const parseReply = (given: string): Result<string, ReplyTextRefusal> => {
  if (given.length > replyLimits.text * 4) return tooLong();
  if (given.includes('\0')) return refuse('tip-has-nul', { field: 'text' });
  if (!given.isWellFormed()) return refuse('tip-not-unicode', { field: 'text' });
  const text = visibleText(given).normalize('NFC').trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return refuse('reply-empty', { field: 'text' });
  return text.length > replyLimits.text ? tooLong() : ok(text);
};

const tooLong = () => refuse('reply-too-long', { field: 'text', detail: String(replyLimits.text) });
