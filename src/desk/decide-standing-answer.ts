// A second person agrees that an answer to a standing becomes public, or refuses; whoever wrote it may take it back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type DecideStandingAnswerRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'answer-own' | 'answer-settled'
>;

/** Agreed to, it is public at once, with its leaf. */
export const decideStandingAnswer = async (
  world: Pick<World, 'standingAnswers' | 'team' | 'now'>,
  actor: Actor,
  id: Id,
  decision: 'agreed' | 'refused' | 'withdrawn',
): Promise<Result<null, DecideStandingAnswerRefusal>> => {
  if (!may(actor.role, 'standings.answer')) return refuse('forbidden');
  const found = await world.standingAnswers.find(id);
  if (found === undefined) return refuse('not-found');
  if (found.state !== 'waiting') return refuse('answer-settled');
  const own = found.writtenBy === actor.id;
  if (decision === 'withdrawn' ? !own : own) return refuse(own ? 'answer-own' : 'forbidden');
  const at = world.now();
  if (decision === 'agreed') {
    if (!(await world.team.holds(found.writtenBy, 'standings.answer'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.writtenBy], at), actor.id, 'standings.answer');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return (await world.standingAnswers.settle(id, decision, { by: actor.id, at })) ? ok(null) : refuse('answer-settled');
};
