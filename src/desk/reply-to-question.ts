// Somebody who asked replies to the team's question: masked like a message, read by the team alone, gone with the message.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseReply, type ReplyTextRefusal, replyLimits } from '../core/question.ts';
import { clean } from './clean.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

export type ReplyToQuestionRefusal = ReplyTextRefusal | Refusal<'not-found' | 'question-replied' | 'question-full'>;

export const replyToQuestion = async (
  world: Pick<World, 'questions' | 'keyed' | 'now'>,
  given: { readonly ticket: string; readonly question: Id; readonly text: string },
): Promise<Result<null, ReplyToQuestionRefusal>> => {
  const parsed = parseReply(given.text);
  if (!parsed.ok) return parsed;
  const { text } = clean(world.keyed, parsed.value);
  if (text.length > replyLimits.text)
    return refuse('reply-too-long', { field: 'text', detail: String(replyLimits.text) });
  const reply = { question: given.question, text, day: dayOf(world.now()) };
  const done = await world.questions.reply(ticketHash(world.keyed, given.ticket), reply, replyLimits.perQuestion);
  return done === 'replied' ? ok(null) : refuse(done);
};
