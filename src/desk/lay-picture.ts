// Somebody of the team lays a kept picture on a case, ready to be described and to go into its check.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { PictureSays } from '../core/picture.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type LayPictureRefusal = Refusal<'forbidden' | NotDone | 'pictures-too-many'>;

/** `says`: what its file said about itself as it came. The same picture again changes nothing. */
export const layPicture = async (
  { pictures, now }: Pick<World, 'pictures' | 'now'>,
  actor: Actor,
  caseId: Id,
  { file, says }: { readonly file: string; readonly says: PictureSays | null },
): Promise<Result<null, LayPictureRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const done = await pictures.layOnCase({ case: caseId, by: actor.id, at: now() }, file, says);
  return done === 'done' ? ok(null) : refuse(done);
};
