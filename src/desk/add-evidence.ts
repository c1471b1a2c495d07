// Somebody of the team adds evidence to a case: a page, a call or a document, what it shows, and whose interest it is.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { fileOf, mayLay, withoutPeople } from './evidence-file.ts';
import { type EvidenceFields, readEvidence, type TypedEvidenceRefusal } from './typed-evidence.ts';
import type { World } from './world.ts';

/** What a form says, and the file that comes with it. */
export type EvidenceTyped = EvidenceFields & {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
};

export type EvidenceRefusal =
  | TypedEvidenceRefusal
  | Refusal<
      'forbidden' | 'not-found' | 'case-not-open' | 'evidence-file-too-large' | 'evidence-picture-kind' | 'picture-busy'
    >;

type Needs = Pick<World, 'caseWork' | 'files' | 'ocr' | 'capture' | 'newId' | 'now'>;

/** A lasting copy is asked for where none is named. */
export const addEvidence = async (
  world: Needs,
  actor: Actor,
  caseId: Id,
  typed: EvidenceTyped,
): Promise<Result<{ readonly id: Id }, EvidenceRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const read = readEvidence(typed, world.newId(), world.now());
  if (!read.ok) return read;
  const allowed = typed.file === null ? null : mayLay(typed.file.bytes);
  if (allowed?.ok === false) return allowed;
  const { value } = read;
  const copy = value.archivedUrl === null && value.url !== null ? await world.capture(value.url) : undefined;
  const kept = typed.file === null ? ok(null) : await withoutPeople(world, typed.file);
  if (!kept.ok) return kept;
  const { file, lay } = fileOf(world, kept.value);
  const done = await world.caseWork.addEvidence(
    { case: caseId, by: actor.id, at: world.now() },
    { ...value, archivedUrl: copy?.ok ? copy.value.archivedUrl : value.archivedUrl, file },
    lay,
  );
  return done === 'done' ? ok({ id: value.id }) : refuse(done);
};
