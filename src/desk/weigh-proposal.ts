// One of the team says what should become of what a rater proposed; another one has to agree.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type ProposalNo, proposalNoes } from '../core/rater-proposal.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type WeighProposalRefusal = Refusal<'forbidden' | 'not-found' | 'proposal-reason' | 'proposal-settled'>;

/** Nothing follows from it yet. To decline it takes one of the reasons. */
export const weighProposal = async (
  world: Pick<World, 'proposals' | 'now'>,
  actor: Actor,
  id: Id,
  said: { readonly as: 'accepted' | 'declined'; readonly reason: string | null },
): Promise<Result<null, WeighProposalRefusal>> => {
  if (!may(actor.role, 'proposals.weigh')) return refuse('forbidden');
  const reason = proposalNoes.find((one) => one === said.reason) ?? null;
  if ((said.as === 'declined') !== (reason !== null)) return refuse('proposal-reason', { field: 'reason' });
  const found = await world.proposals.find(id);
  if (found === undefined) return refuse('not-found');
  if (found.weighed !== null) return refuse('proposal-settled');
  const weighed = { as: said.as, reason: reason as ProposalNo | null, by: actor.id, at: world.now() };
  return (await world.proposals.weigh(id, weighed)) ? ok(null) : refuse('proposal-settled');
};
