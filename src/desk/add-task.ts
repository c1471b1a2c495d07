// A task on a case, for somebody or for whoever takes it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may, type StaffId } from '../core/rights.ts';
import { line } from './case-text.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

const longest = 500;

/** `not-found` also when whoever it is for is not in the team any more. */
export const addTask = async (
  world: Pick<World, 'caseTalk' | 'newId' | 'now'>,
  actor: Actor,
  caseId: Id,
  task: { readonly text?: string | undefined; readonly assignedTo: StaffId | null },
): Promise<Result<{ readonly id: Id }, Refusal<'forbidden' | 'field-missing' | 'field-too-long' | NotDone>>> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const text = line(task.text, longest);
  if (text === undefined) return refuse('field-too-long', { field: 'text' });
  if (text === null) return refuse('field-missing', { field: 'text' });
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const id = world.newId();
  const done = await world.caseTalk.addTask(deed, { id, text, assignedTo: task.assignedTo });
  return done === 'done' ? ok({ id }) : refuse(done);
};
