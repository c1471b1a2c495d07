// A task is taken off a case, and can be brought back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** `not-found` also when it is already as wanted. */
export const removeTask = async (
  world: Pick<World, 'caseTalk' | 'now'>,
  actor: Actor,
  caseId: Id,
  task: { readonly id: Id; readonly back: boolean },
): Promise<Result<null, Refusal<'forbidden' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const done = await world.caseTalk.removeTask({ case: caseId, by: actor.id, at: world.now() }, task.id, task.back);
  return done === 'done' ? ok(null) : refuse(done);
};
