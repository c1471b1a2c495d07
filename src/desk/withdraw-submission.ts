// Whoever handed something in takes it back while it waits. Nobody else does: who disagrees asks for changes, with a reason that stays.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const withdrawSubmission = async (
  world: Pick<World, 'decisions' | 'now'>,
  actor: Actor,
  id: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found' | 'submission-not-waiting'>>> => {
  const found = await world.decisions.submission(id);
  if (found === undefined) return refuse('not-found');
  if (!may(actor.role, 'submission.submit') || found.submittedBy !== actor.id) return refuse('forbidden');
  const done = await world.decisions.takeBack(id, actor.id, world.now());
  return done ? ok(null) : refuse('submission-not-waiting');
};
