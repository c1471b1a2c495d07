// An appeal is answered in public, by somebody who neither wrote nor reviewed what it is about, nor is of one hand with who did. Where
// the team has nobody else, what one of them writes is put forward, and another agrees.

import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type AnswerRefusal, mayAnswerAppeal, parseAppealAnswer } from '../core/appeal.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import { type WordsLeadAway, wordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type AnswerAppealRefusal =
  | AnswerRefusal
  | WordsLeadAway
  | Refusal<'forbidden' | 'not-found' | 'let-in-lately' | 'appeal-own-work' | 'appeal-answered'>;

/**
 * Answers it with an outcome and public reasons in every language of the instance; `origin` is our own address, the one they may lead
 * to beside those of the evidence. `put-forward`: another has to agree.
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
): Promise<Result<'answered' | 'put-forward', AnswerAppealRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  const allowed = mayAnswerAppeal(appeal, actor.id);
  if (!allowed.ok) return allowed;
  const at = world.now();
  if (allowed.value === 'answer') {
    const apart = keptApart(await world.team.hand(appeal.tookPart, at), actor.id, 'appeal.answer');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  const answer = parseAppealAnswer(given, languages);
  if (!answer.ok) return answer;
  const away = await wordsLeadAway(world, appeal.about, answer.value.reasons, { name: 'reasons', origin });
  if (away !== null) return away;
  const done =
    allowed.value === 'answer'
      ? await world.appeals.answer(given.appeal, answer.value, actor.id, at)
      : await world.appeals.putForward(given.appeal, {
          ...answer.value,
          ...{ id: world.newId(), by: actor.id, on: dayOf(at) },
        });
  if (!done) return refuse('appeal-answered');
  return ok(allowed.value === 'answer' ? 'answered' : 'put-forward');
};
