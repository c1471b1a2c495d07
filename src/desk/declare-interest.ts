// Whoever works on a case says whether the matter concerns them. Everybody speaks for themselves, and may change it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { line } from './case-text.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

const longest = 500;

export const declareInterest = async (
  world: Pick<World, 'caseWork' | 'now'>,
  actor: Actor,
  caseId: Id,
  declared: { readonly concerned: boolean; readonly explain?: string | undefined },
): Promise<Result<null, Refusal<'forbidden' | 'field-missing' | 'field-too-long' | NotDone>>> => {
  if (!may(actor.role, 'case.discuss')) return refuse('forbidden');
  const explain = line(declared.explain, longest);
  if (explain === undefined) return refuse('field-too-long', { field: 'explain' });
  if (declared.concerned && explain === null) return refuse('field-missing', { field: 'explain' });
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseWork.declareInterest(deed, {
    concerned: declared.concerned,
    explain: declared.concerned ? explain : null,
  });
  return done === 'done' ? ok(null) : refuse(done);
};
