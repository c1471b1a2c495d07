// Says of a picture of a case which copy it is, what can be seen in it, and where it was seen. One that people asked with
// becomes one of the case by it.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { type PictureFields, readPicture, type TypedPictureRefusal } from './typed-pictures.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type DescribePictureRefusal = TypedPictureRefusal | Refusal<'forbidden' | NotDone>;

/** Whoever describes it is of the writers of a check that shows it. */
export const describePicture = async (
  { pictures, now }: Pick<World, 'pictures' | 'now'>,
  actor: Actor,
  caseId: Id,
  { file, typed }: { readonly file: string; readonly typed: PictureFields },
): Promise<Result<null, DescribePictureRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const told = readPicture(typed, dayOf(now()));
  if (!told.ok) return told;
  const done = await pictures.describeOnCase({ case: caseId, by: actor.id, at: now() }, file, told.value);
  return done === 'done' ? ok(null) : refuse(done);
};
