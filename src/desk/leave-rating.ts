// A rater goes.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { RaterHere } from './rater-session.ts';
import type { World } from './world.ts';

/** Forgets the rater. What they rated stays under a pseudonym that from now on leads to nobody. */
export const leaveRating = async (
  world: Pick<World, 'raters' | 'now'>,
  here: RaterHere,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.raters.leave(here.rater.id, dayOf(world.now()))) ? ok(null) : refuse('not-found');
