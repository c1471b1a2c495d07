// A file is laid beside evidence that has none, or taken off it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { fileOf, mayLay, withoutPeople } from './evidence-file.ts';
import type { EvidenceFile, NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type AttachRefusal = Refusal<
  | 'forbidden'
  | NotDone
  | 'evidence-file-empty'
  | 'evidence-file-too-large'
  | 'evidence-picture-kind'
  | 'picture-busy'
  | 'evidence-has-file'
  | 'evidence-published'
>;

/** `given` null takes the file off, which can be brought back for `removedFileHours`; then its bytes go in the night, if nothing else names them. */
export const attachFile = async (
  world: Pick<World, 'caseWork' | 'files' | 'ocr' | 'now'>,
  actor: Actor,
  caseId: Id,
  {
    evidence,
    given,
  }: { readonly evidence: Id; readonly given: { readonly name: string; readonly bytes: Uint8Array } | null },
): Promise<Result<EvidenceFile | null, AttachRefusal>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  if (given !== null && given.bytes.length === 0) return refuse('evidence-file-empty', { field: 'file' });
  const allowed = given === null ? null : mayLay(given.bytes);
  if (allowed?.ok === false) return allowed;
  const kept = given === null ? ok(null) : await withoutPeople(world, given);
  if (!kept.ok) return kept;
  const { file, lay } = fileOf(world, kept.value);
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseWork.attachFile(deed, evidence, file, lay);
  return done === 'done' ? ok(file) : refuse(done);
};
