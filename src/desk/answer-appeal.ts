// An answer to an appeal is put forward by somebody who neither wrote nor reviewed what it is about, nor is of one hand with who did,
// and is public once another agrees. Where the team has nobody like that, one of those who had a part in it writes.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type AnswerRefusal, parseAppealAnswer } from '../core/appeal.ts';
import { type Actor, may } from '../core/rights.ts';
import { type NotTheirs, notTheirs, putWordsForward } from './appeal-words.ts';
import type { WordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type AnswerAppealRefusal =
  | AnswerRefusal
  | WordsLeadAway
  | NotTheirs
  | Refusal<'forbidden' | 'not-found' | 'appeal-answered'>;

/**
 * Puts an answer forward, with an outcome and public reasons in every language of the instance, and gives the id that another agrees
 * to; `origin` is our own address, the one they may lead to beside those of the evidence. It takes the place of their own before it,
 * and waits beside those of others.
 */
export const answerAppeal = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: {
    readonly appeal: Id;
    readonly outcome?: string | undefined;
    readonly reasons: Readonly<Record<string, string | undefined>>;
  },
  languages: readonly string[],
  origin?: string,
): Promise<Result<Id, AnswerAppealRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  if (appeal.answer !== null) return refuse('appeal-answered');
  const other = await notTheirs(world, actor, appeal, 'answer');
  if (other !== null) return other;
  const answer = parseAppealAnswer(given, languages);
  if (!answer.ok) return answer;
  const put = await putWordsForward(world, actor, appeal, { kind: 'answer', ...answer.value }, origin);
  if (!put.ok) return put;
  return put.value === null ? refuse('appeal-answered') : ok(put.value);
};
