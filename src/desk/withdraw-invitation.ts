import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** The link stops working; whoever follows it is told to ask for another. */
export const withdrawInvitation = async (
  world: Pick<World, 'team' | 'now'>,
  actor: Actor,
  invitation: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found'>>> => {
  if (!may(actor.role, 'team.manage')) return refuse('forbidden');
  return (await world.team.withdrawInvitation(invitation, world.now())) ? ok(null) : refuse('not-found');
};
