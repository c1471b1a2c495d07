// Two of the team say that words askers share are this check: then they may answer. One says that they are not: they find nothing.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type DecideAliasRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'alias-own'
>;

/** `put-forward`: it only suggests until another one confirms it, too. */
export const confirmAlias = async (
  world: Pick<World, 'aliases' | 'team' | 'now'>,
  actor: Actor,
  alias: Id,
): Promise<Result<'put-forward' | 'confirmed', DecideAliasRefusal>> => {
  if (!may(actor.role, 'aliases.decide')) return refuse('forbidden');
  const found = await world.aliases.asked(alias);
  if (found === undefined) return refuse('not-found');
  if (found.state === 'confirmed') return ok('confirmed');
  const at = world.now();
  const { putForward } = found;
  if (putForward === null)
    return (await world.aliases.putForward(alias, actor.id, dayOf(at))) ? ok('put-forward') : refuse('not-found');
  if (putForward.by === actor.id) return refuse('alias-own');
  if (!(await world.team.holds(putForward.by, 'aliases.decide'))) return refuse('first-without-right');
  const apart = keptApart(await world.team.hand([putForward.by], at), actor.id, 'aliases.decide');
  if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  return (await world.aliases.confirm(alias, actor.id, at)) ? ok('confirmed') : refuse('not-found');
};

/** One is enough: it only makes the check be found less. */
export const refuseAlias = async (
  world: Pick<World, 'aliases' | 'now'>,
  alias: Id,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.aliases.refuse(alias, world.now())) ? ok(null) : refuse('not-found');
