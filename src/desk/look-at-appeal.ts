// Somebody of the team looks at an appeal and says whether it has a ground: with one it holds the answer until it is answered, without
// one it does not. Another may look once more, and then that counts.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type LookRefusal = Refusal<'forbidden' | 'not-found' | 'let-in-lately' | 'appeal-own-work' | 'appeal-looked'>;

/**
 * Its deadline and its answer stay as they are, either way. Whoever had a part in what it is about does not look, nor who is of one
 * hand with them: it decides what everybody is told meanwhile. Nor does who is of one hand with the first to look. With a ground it
 * holds only while no more checks are held than may be. `appeal-looked`: they did, or two others, or it was answered.
 */
export const lookAtAppeal = async (
  world: Pick<World, 'appeals' | 'team' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly ground: boolean },
): Promise<Result<null, LookRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  const { lookedBy, lookedAgainBy } = appeal;
  if (lookedAgainBy !== null || lookedBy === actor.id || appeal.answer !== null || appeal.together)
    return refuse('appeal-looked');
  if (appeal.tookPart.includes(actor.id)) return refuse('appeal-own-work');
  const at = world.now();
  const apart = keptApart(
    await world.team.hand([...appeal.tookPart, ...(lookedBy === null ? [] : [lookedBy])], at),
    actor.id,
    'appeal.answer',
  );
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  const done = await world.appeals.look(given.appeal, given.ground, actor.id, at);
  return done ? ok(null) : refuse('appeal-looked');
};
