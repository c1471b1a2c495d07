// A second person agrees with what was said of a rater's proposal, or does not.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type SettleProposalRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'proposal-own' | 'proposal-settled'
>;

/** Agreed to be accepted, it is public at once, with its leaf. Refused, it waits as if nobody had said anything. */
export const settleProposal = async (
  world: Pick<World, 'proposals' | 'team' | 'now'>,
  actor: Actor,
  id: Id,
  decision: 'agreed' | 'refused',
): Promise<Result<null, SettleProposalRefusal>> => {
  if (!may(actor.role, 'proposals.weigh')) return refuse('forbidden');
  const found = await world.proposals.find(id);
  if (found === undefined) return refuse('not-found');
  if (found.weighed === null) return refuse('proposal-settled');
  const at = world.now();
  // One's own word one may take back.
  if (decision === 'agreed') {
    if (found.weighed.by === actor.id) return refuse('proposal-own');
    if (!(await world.team.holds(found.weighed.by, 'proposals.weigh'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.weighed.by], at), actor.id, 'proposals.weigh');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return (await world.proposals.settle(id, decision, { by: actor.id, at })) ? ok(null) : refuse('proposal-settled');
};
