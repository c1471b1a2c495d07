// A second person agrees that an entry about a body from outside becomes public, or refuses; whoever wrote it may take it back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type DecideOutsideRequestRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'request-own' | 'request-settled'
>;

/** Agreed to, it is public at once, with its leaf. */
export const decideOutsideRequest = async (
  world: Pick<World, 'outsideRequests' | 'team' | 'now'>,
  actor: Actor,
  id: Id,
  decision: 'agreed' | 'refused' | 'withdrawn',
): Promise<Result<null, DecideOutsideRequestRefusal>> => {
  if (!may(actor.role, 'requests.tell')) return refuse('forbidden');
  const found = await world.outsideRequests.find(id);
  if (found === undefined) return refuse('not-found');
  if (found.state !== 'waiting') return refuse('request-settled');
  const own = found.writtenBy === actor.id;
  if (decision === 'withdrawn' ? !own : own) return refuse(own ? 'request-own' : 'forbidden');
  const at = world.now();
  if (decision === 'agreed') {
    if (!(await world.team.holds(found.writtenBy, 'requests.tell'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.writtenBy], at), actor.id, 'requests.tell');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return (await world.outsideRequests.settle(id, decision, { by: actor.id, at }))
    ? ok(null)
    : refuse('request-settled');
};
