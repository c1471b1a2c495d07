// Evidence, or a fruitless search, is taken off a case, and can be brought back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** `not-found` also when it is already as wanted; `evidence-published`: a check stands on it, and a correction changes that. */
export const removeEvidence = async (
  world: Pick<World, 'caseWork' | 'now'>,
  actor: Actor,
  caseId: Id,
  what: { readonly of: 'evidence' | 'search'; readonly id: Id; readonly back: boolean },
): Promise<Result<null, Refusal<'forbidden' | 'evidence-published' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done =
    what.of === 'evidence'
      ? await world.caseWork.removeEvidence(deed, what.id, what.back)
      : await world.caseWork.removeSearch(deed, what.id, what.back);
  return done === 'done' ? ok(null) : refuse(done);
};
