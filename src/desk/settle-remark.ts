// What a remark asked for is done.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export const settleRemark = async (
  world: Pick<World, 'caseTalk' | 'now'>,
  actor: Actor,
  caseId: Id,
  remark: Id,
): Promise<Result<null, Refusal<'forbidden' | NotDone>>> => {
  if (!may(actor.role, 'case.discuss')) return refuse('forbidden');
  const done = await world.caseTalk.settleRemark({ case: caseId, by: actor.id, at: world.now() }, remark);
  return done === 'done' ? ok(null) : refuse(done);
};
