// What a remark asked for is done, or is to be done after all.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** `not-found` also when it is already as wanted. */
export const settleRemark = async (
  world: Pick<World, 'caseTalk' | 'now'>,
  actor: Actor,
  caseId: Id,
  remark: { readonly id: Id; readonly again: boolean },
): Promise<Result<null, Refusal<'forbidden' | NotDone>>> => {
  if (!may(actor.role, 'case.discuss')) return refuse('forbidden');
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseTalk.settleRemark(deed, remark.id, remark.again);
  return done === 'done' ? ok(null) : refuse(done);
};
