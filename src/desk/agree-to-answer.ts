// Where the team has nobody who had no part in what an appeal is about, one puts an answer forward and another agrees to it, in public.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import { type WordsLeadAway, wordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type AgreeToAnswerRefusal =
  | WordsLeadAway
  | Refusal<
      | 'forbidden'
      | 'not-found'
      | 'let-in-lately'
      | 'appeal-own-work'
      | 'appeal-own-answer'
      | 'appeal-answer-replaced'
      | 'appeal-answered'
    >;

/** Answers it with what was put forward, as it was read: another one meanwhile is another id. */
export const agreeToAnswer = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly proposed: Id },
  origin?: string,
): Promise<Result<null, AgreeToAnswerRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  if (appeal.answer !== null) return refuse('appeal-answered');
  if (appeal.proposed?.id !== given.proposed) return refuse('appeal-answer-replaced');
  if (appeal.proposed.by === actor.id) return refuse('appeal-own-answer');
  // Somebody came in who had no part in it: that one answers.
  if (!appeal.byTwo) return refuse('appeal-own-work');
  const at = world.now();
  const apart = keptApart(await world.team.hand([appeal.proposed.by], at), actor.id, 'appeal.answer');
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  // The evidence may be another one by now.
  const away = await wordsLeadAway(world, appeal.about, appeal.proposed.reasons, { name: 'reasons', origin });
  if (away !== null) return away;
  const done = await world.appeals.agree(given.appeal, given.proposed, actor.id, at);
  return done ? ok(null) : refuse('appeal-answer-replaced');
};
