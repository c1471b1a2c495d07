// A proposed wording is approved or declined, by somebody who may and who did not propose it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { isOpinion } from '../core/opinion.ts';
import { type Actor, may } from '../core/rights.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type ApproveRefusal = Refusal<
  | 'forbidden'
  | 'wording-own'
  | 'wording-replaced'
  | 'wording-opinion'
  | 'let-in-lately'
  | 'first-without-right'
  | NotDone
>;

/** Declining one's own proposal takes it back, and anybody may do that. */
export const approveWording = async (
  world: Pick<World, 'caseWork' | 'team' | 'now'>,
  actor: Actor,
  caseId: Id,
  decided: { readonly wording: Id; readonly decision: 'approved' | 'declined' },
): Promise<Result<null, ApproveRefusal>> => {
  const { wordings } = await world.caseWork.gathered(caseId);
  const proposed = wordings.find(({ id }) => id === decided.wording);
  const proposer = proposed?.proposedBy;
  const own = proposer === actor.id;
  const takesBack = own && decided.decision === 'declined' && may(actor.role, 'wording.propose');
  if (!takesBack && !may(actor.role, 'wording.approve')) return refuse('forbidden');
  // Proposed before this was looked at.
  const opinion = decided.decision === 'approved' && Object.values(proposed?.wording ?? {}).some(isOpinion);
  if (opinion && !own) return refuse('wording-opinion', { field: 'decision' });
  if (decided.decision === 'approved' && proposer !== undefined && !own) {
    if (!(await world.team.holds(proposer, 'wording.propose'))) return refuse('first-without-right');
    const apart = keptApart(await world.team.hand([proposer], world.now()), actor.id, 'wording.approve');
    if (apart !== null) return refuse('let-in-lately', { detail: apart.until });
  }
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseWork.decideWording(deed, decided.wording, decided.decision);
  return done === 'done' ? ok(null) : refuse(done);
};
