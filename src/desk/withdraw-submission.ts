// Whoever handed something in takes it back while it waits: who disagrees asks for changes, with a reason that stays. What was
// agreed to and waits for its hour an editor stops as well.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { mayTakeBack } from '../core/decision.ts';
import type { Actor } from '../core/rights.ts';
import type { World } from './world.ts';

export const withdrawSubmission = async (
  world: Pick<World, 'decisions' | 'now'>,
  actor: Actor,
  id: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'submission-not-waiting'>>> => {
  const found = await world.decisions.submission(id);
  if (found === undefined) return refuse('not-found');
  if (!mayTakeBack(actor, found)) return refuse('forbidden');
  const done = await world.decisions.takeBack(id, actor.id, world.now());
  return done ? ok(null) : refuse('submission-not-waiting');
};
