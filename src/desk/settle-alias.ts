// The second person agrees to a wording, or says no to it; whoever wrote it may take it back.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type AliasDecision = 'confirmed' | 'declined' | 'taken-back';
export type SettleAliasRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'alias-own' | 'alias-settled'
>;

/** Agreed to, it is public and may answer at once. */
export const settleAlias = async (
  world: Pick<World, 'aliases' | 'team' | 'now'>,
  actor: Actor,
  proposal: Id,
  decision: AliasDecision,
): Promise<Result<null, SettleAliasRefusal>> => {
  if (!may(actor.role, 'aliases.decide')) return refuse('forbidden');
  const found = await world.aliases.proposal(proposal);
  if (found === undefined) return refuse('not-found');
  const own = found.proposedBy === actor.id;
  if (decision === 'taken-back') {
    if (!own) return refuse('forbidden');
    return (await world.aliases.takeBack(proposal)) ? ok(null) : refuse('alias-settled');
  }
  if (own) return refuse('alias-own');
  const at = world.now();
  if (decision === 'confirmed') {
    if (!(await world.team.holds(found.proposedBy, 'aliases.decide'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.proposedBy], at), actor.id, 'aliases.decide');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  const done =
    decision === 'confirmed'
      ? await world.aliases.agree(proposal, actor.id, at)
      : await world.aliases.decline(proposal, actor.id, dayOf(at));
  return done ? ok(null) : refuse('alias-settled');
};
