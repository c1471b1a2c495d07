// A task on a case is done, or is to be done after all. A trainee may finish tasks too.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export const finishTask = async (
  world: Pick<World, 'caseTalk' | 'now'>,
  actor: Actor,
  caseId: Id,
  task: { readonly id: Id; readonly again: boolean },
): Promise<Result<null, Refusal<'forbidden' | NotDone>>> => {
  if (!may(actor.role, 'case.discuss')) return refuse('forbidden');
  const done = await world.caseTalk.finishTask({ case: caseId, by: actor.id, at: world.now() }, task.id, task.again);
  return done === 'done' ? ok(null) : refuse(done);
};
