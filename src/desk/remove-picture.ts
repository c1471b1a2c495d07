// Takes a picture off a case that somebody of the team laid there. What is public stays as it is until it is corrected.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

/** It can be brought back for `removedFileHours`; then its file goes in the night, unless something else names it. */
export const removePicture = async (
  { pictures, now }: Pick<World, 'pictures' | 'now'>,
  actor: Actor,
  caseId: Id,
  file: string,
): Promise<Result<null, Refusal<'forbidden' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const done = await pictures.takeOffCase({ case: caseId, by: actor.id, at: now() }, file);
  return done === 'done' ? ok(null) : refuse(done);
};
