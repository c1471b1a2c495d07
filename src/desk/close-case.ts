// One person ends a case without a verdict, for a reason of the closed list. Declining in public takes two, and is not done here.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import type { Closing } from '../core/case.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** A duplicate names the case it is joined to, or the check that answers it. What is about a private person is forgotten at once. */
export const closeCase = async (
  world: Pick<World, 'cases' | 'now'>,
  actor: Actor,
  { of, as, joinedTo, check }: { readonly of: Id; readonly as: Closing; readonly joinedTo?: Id; readonly check?: Id },
): Promise<
  Result<null, Refusal<'forbidden' | 'not-found' | 'case-ended' | 'closing-needs-two' | 'duplicate-of-nothing'>>
> => {
  if (!may(actor.role, 'case.close')) return refuse('forbidden');
  if (as === 'not-checkable') return refuse('closing-needs-two');
  const isDuplicate = as === 'duplicate';
  if (isDuplicate && joinedTo === undefined && check === undefined) return refuse('duplicate-of-nothing');
  const ending = { as, joinedTo: isDuplicate ? (joinedTo ?? null) : null, check: isDuplicate ? (check ?? null) : null };
  return world.cases.close(of, ending, { by: actor.id, at: world.now() });
};
