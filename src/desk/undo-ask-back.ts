// The team takes its question to those who asked back, as long as nobody has replied.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** Letters that wait are not sent any more; another question may be asked then. */
export const undoAskBack = async (
  world: Pick<World, 'questions' | 'now'>,
  actor: Actor,
  caseId: Id,
): Promise<Result<null, Refusal<'forbidden' | 'question-replied' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const done = await world.questions.undo({ case: caseId, by: actor.id, at: world.now() });
  return done === 'done' ? ok(null) : refuse(done);
};
