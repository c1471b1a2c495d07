// The second person agrees to a proposed text, or says why not; whoever proposed it may take it back.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { type Actor, may } from '../core/rights.ts';
import type { TemplateDecision } from './template-ports.ts';
import type { World } from './world.ts';

export type DecideTemplateRefusal = Refusal<
  | 'forbidden'
  | 'not-found'
  | 'let-in-lately'
  | 'first-without-right'
  | 'template-own'
  | 'template-decided'
  | 'template-reason'
>;

const longestReason = 2000;

/** Agreed to, it is in use and public at once. `template-reason`: a no without one, or a reason that is too long. */
export const decideTemplate = async (
  world: Pick<World, 'templates' | 'team' | 'now'>,
  actor: Actor,
  proposal: Id,
  { decision, reason: given }: { readonly decision: TemplateDecision; readonly reason: string },
): Promise<Result<null, DecideTemplateRefusal>> => {
  if (!may(actor.role, decision === 'withdrawn' ? 'templates.edit' : 'templates.approve')) return refuse('forbidden');
  const found = await world.templates.proposal(proposal);
  if (found === undefined) return refuse('not-found');
  const own = found.proposedBy === actor.id;
  if (decision === 'withdrawn' && !own) return refuse('forbidden');
  if (decision !== 'withdrawn' && own) return refuse('template-own');
  if (decision === 'approved') {
    if (!(await world.team.holds(found.proposedBy, 'templates.edit'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([found.proposedBy], world.now()), actor.id, 'templates.approve');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  const reason = given.trim();
  if (reason.length > longestReason || (decision === 'declined' && reason === ''))
    return refuse('template-reason', { field: 'reason' });
  const at = world.now();
  const decided = { id: proposal, decision, reason: reason === '' ? null : reason, by: actor.id, on: dayOf(at) };
  return (await world.templates.decide(decided, at)) ? ok(null) : refuse('template-decided');
};
