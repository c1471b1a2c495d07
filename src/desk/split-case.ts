// What turns out to be two questions becomes two cases; the parting can be undone.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** Parts groups off into a new case; gives its number, and the move by which that can be undone. */
export const splitCase = async (
  world: Pick<World, 'cases' | 'newId' | 'now'>,
  actor: Actor,
  { of, groups }: { readonly of: Id; readonly groups: readonly Id[] },
): Promise<
  Result<
    { readonly number: number; readonly move: Id },
    Refusal<'forbidden' | 'not-found' | 'case-ended' | 'case-under-review' | 'split-leaves-nothing' | 'deeds-too-many'>
  >
> => {
  if (!may(actor.role, 'case.work')) return refuse('forbidden');
  const ids = { move: world.newId(), made: world.newId() };
  const split = await world.cases.split(of, groups, ids, { by: actor.id, at: world.now() });
  return split.ok ? ok({ number: split.value.number, move: ids.move }) : split;
};
