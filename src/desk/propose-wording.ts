// Anybody of the team proposes how the claim is worded; it stands once somebody else approved it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { parseWording, type Wording, type WordingRefusal } from '../core/wording.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type ProposeRefusal = WordingRefusal | Refusal<'forbidden' | NotDone>;

export const proposeWording = async (
  world: Pick<World, 'caseWork' | 'newId' | 'now'>,
  actor: Actor,
  caseId: Id,
  typed: Wording,
): Promise<Result<{ readonly id: Id }, ProposeRefusal>> => {
  if (!may(actor.role, 'wording.propose')) return refuse('forbidden');
  const read = parseWording(typed);
  if (!read.ok) return read;
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const id = world.newId();
  const done = await world.caseWork.proposeWording(deed, { ...read.value, id });
  return done === 'done' ? ok({ id }) : refuse(done);
};
