// Cases that turn out to ask the same become one; each joining can be undone.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export const mostMerged = 50;

/** Joins cases to another and gives the moves by which that can be undone. What waits for a second person is not joined away. */
export const mergeCases = async (
  world: Pick<World, 'cases' | 'newId' | 'now'>,
  actor: Actor,
  { from, into }: { readonly from: readonly Id[]; readonly into: Id },
): Promise<
  Result<
    readonly Id[],
    Refusal<'forbidden' | 'not-found' | 'case-ended' | 'case-under-review' | 'deeds-too-many' | 'invalid-input'>
  >
> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  if (from.length > mostMerged) return refuse('invalid-input', { field: 'cases' });
  return world.cases.merge(from, into, world.newId, { by: actor.id, at: world.now() });
};
