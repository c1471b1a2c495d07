// Somebody of the team says something on a case, to all or to those whose names stand in it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { mentionedIn } from '../core/mentions.ts';
import { type Actor, may } from '../core/rights.ts';
import { lines } from './case-text.ts';
import type { NotDone, Passage } from './work-ports.ts';
import type { World } from './world.ts';

const longest = 5_000;

export const remark = async (
  world: Pick<World, 'caseTalk' | 'team' | 'newId' | 'now'>,
  actor: Actor,
  caseId: Id,
  said: { readonly text?: string | undefined; readonly passage: Passage | null },
): Promise<Result<{ readonly id: Id }, Refusal<'forbidden' | 'field-missing' | 'field-too-long' | NotDone>>> => {
  if (!may(actor.role, 'case.discuss')) return refuse('forbidden');
  const text = lines(said.text, longest);
  if (text === undefined) return refuse('field-too-long', { field: 'text' });
  if (text === null) return refuse('field-missing', { field: 'text' });
  const team = (await world.team.members()).filter(({ state }) => state === 'active');
  const mentions = mentionedIn(text, team).filter((id) => id !== actor.id);
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const id = world.newId();
  const done = await world.caseTalk.remark(deed, { id, text, passage: said.passage, mentions });
  return done === 'done' ? ok({ id }) : refuse(done);
};
