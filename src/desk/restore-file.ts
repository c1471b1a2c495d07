// A picture that was taken off a case, or a file that was taken off evidence, is brought back within the day.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** `not-found` also once the hours are over; `evidence-has-file`: another one was laid there since. */
export const restoreFile = async (
  { caseWork, now }: Pick<World, 'caseWork' | 'now'>,
  actor: Actor,
  caseId: Id,
  place: { readonly picture: string } | { readonly evidence: Id },
): Promise<Result<null, Refusal<'forbidden' | 'evidence-has-file' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const done = await caseWork.restoreFile({ case: caseId, by: actor.id, at: now() }, place);
  return done === 'done' ? ok(null) : refuse(done);
};
