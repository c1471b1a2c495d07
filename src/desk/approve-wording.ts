// A proposed wording is approved or declined, by somebody who may and who did not propose it.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { keptApart } from '../core/let-in.ts';
import { isOpinion } from '../core/opinion.ts';
import { type Actor, may } from '../core/rights.ts';
import { asksOf, unanswered, type WordingQuestion, wordingQuestions } from '../core/wording-asks.ts';
import type { NotDone } from './work-ports.ts';
import type { World } from './world.ts';

export type ApproveRefusal = Refusal<
  | 'forbidden'
  | 'wording-own'
  | 'wording-replaced'
  | 'wording-opinion'
  | 'wording-asks'
  | 'let-in-lately'
  | 'first-without-right'
  | NotDone
>;

/**
 * Declining one's own proposal takes it back, and anybody may do that. Where the sentence reads like a judgement of value, or as if it
 * were about a private person, whoever approves says in `answers` that they looked.
 */
export const approveWording = async (
  world: Pick<World, 'caseWork' | 'team' | 'now'>,
  actor: Actor,
  caseId: Id,
  decided: {
    readonly wording: Id;
    readonly decision: 'approved' | 'declined';
    readonly answers?: readonly WordingQuestion[];
  },
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
  const { answers = [] } = decided;
  const open = decided.decision === 'approved' && !own ? unanswered(proposed?.wording ?? {}, answers) : [];
  if (open.length > 0) return refuse('wording-asks', { field: 'answers' });
  const deed = { case: caseId, by: actor.id, at: world.now() };
  const done = await world.caseWork.decideWording(deed, decided.wording, {
    decision: decided.decision,
    answered: wordingQuestions.filter((what) => answers.includes(what) && asked(proposed?.wording ?? {}, what)),
  });
  return done === 'done' ? ok(null) : refuse(done);
};

const asked = (wording: Readonly<Record<string, string>>, what: WordingQuestion): boolean =>
  asksOf(wording).some((ask) => ask.what === what);
