// A second person agrees that another publisher's checks answer by themselves, or says no; whoever asked may take it back.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type DecideOptInRefusal = Refusal<
  'forbidden' | 'not-found' | 'let-in-lately' | 'first-without-right' | 'opt-in-own' | 'opt-in-settled'
>;

/** `actor` null: whoever runs the machine, who is another one than anybody of the team. */
export const decideOptIn = async (
  world: Pick<World, 'optIns' | 'team' | 'now'>,
  actor: Actor | null,
  optIn: Id,
  decision: 'agreed' | 'declined' | 'withdrawn',
): Promise<Result<null, DecideOptInRefusal>> => {
  if (actor !== null && !may(actor.role, 'sources.manage')) return refuse('forbidden');
  const by = actor?.id ?? null;
  const found = await world.optIns.find(optIn);
  if (found === undefined) return refuse('not-found');
  if (found.state !== 'waiting') return refuse('opt-in-settled');
  const own = found.askedBy === by;
  if (decision === 'withdrawn' ? !own : own) return refuse(own ? 'opt-in-own' : 'forbidden');
  const at = world.now();
  if (decision === 'agreed' && found.askedBy !== null && !(await world.team.holds(found.askedBy, 'sources.manage')))
    return refuse('first-without-right');
  if (decision === 'agreed' && actor !== null && found.askedBy !== null) {
    const apart = keptApart(await world.team.hand([found.askedBy], at), actor.id, 'sources.manage');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  return (await world.optIns.settle(optIn, decision, { by, at })) ? ok(null) : refuse('opt-in-settled');
};
