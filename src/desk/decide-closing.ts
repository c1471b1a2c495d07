// A second person agrees that a check ends a case, or says no; whoever asked may take it back.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type DecideClosingRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'let-in-lately'
  | 'first-without-right'
  | 'closing-own'
  | 'closing-settled'
  | 'case-ended'
  | 'submission-waits'
  | 'submission-sealing'
>;

/** Agreed to, whoever asked is answered with the check. `closing`: the one that was read; another one is not agreed to by it. */
export const decideClosing = async (
  world: Pick<World, 'closings' | 'team' | 'now'>,
  actor: Actor,
  { of, closing }: { readonly of: Id; readonly closing: Id | null },
  decision: 'agreed' | 'declined' | 'withdrawn',
): Promise<Result<null, DecideClosingRefusal>> => {
  if (!may(actor.role, 'case.close')) return refuse('forbidden');
  const found = await world.closings.of(of);
  if (found === undefined) return refuse('not-found');
  if (closing !== null && found.id !== closing) return refuse('closing-settled');
  const own = found.askedBy === actor.id;
  if (decision === 'withdrawn' ? !own : own) return refuse(own ? 'closing-own' : 'forbidden');
  const at = world.now();
  if (decision === 'agreed') {
    if (!(await world.team.holds(found.askedBy, 'case.close'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.askedBy], at), actor.id, 'case.close');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return world.closings.settle(found.id, decision, { by: actor.id, at });
};
