// Somebody of the team looks at an appeal that came when too many did, and says whether it has a ground: only then does it hold answers.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** Its deadline and its answer stay as they are, either way. `appeal-looked`: it holds already, was looked at, or was answered. */
export const lookAtAppeal = async (
  world: Pick<World, 'appeals' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly ground: boolean },
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'appeal-looked'>>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  if ((await world.appeals.appeal(given.appeal)) === undefined) return refuse('not-found');
  const done = await world.appeals.look(given.appeal, given.ground, actor.id, world.now());
  return done ? ok(null) : refuse('appeal-looked');
};
