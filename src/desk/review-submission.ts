// The second person: agrees to what was read, sends it back with remarks, or says no. An editor may decide over a no, in public.
import type { Id } from '../base/ids.ts';
import { type Refusal, type Result, refuse } from '../base/result.ts';
import { type DecisionRefusal, mayDecide, type PassageRemark, type ReviewOutcome } from '../core/decision.ts';
import type { Actor } from '../core/rights.ts';
import type { World } from './world.ts';

export type ReviewTyped = {
  readonly outcome: ReviewOutcome;
  /** SHA-256 of what the page showed: what is agreed to is what was read. */
  readonly contentHash: string;
  /** Public for an override, for the team otherwise. */
  readonly reason: string;
  readonly remarks: readonly PassageRemark[];
  /** The field that should say that a language was read and does not; whoever agrees has read them all. */
  readonly unread?: string | undefined;
};

const longest = { reason: 2000, remark: 2000, remarks: 50 } as const;

export const reviewSubmission = async (
  world: Pick<World, 'decisions' | 'newId' | 'now'>,
  actor: Actor,
  id: Id,
  typed: ReviewTyped,
): Promise<Result<null, DecisionRefusal | Refusal<'not-found' | 'field-too-long'>>> => {
  const remarks = typed.remarks
    .map(({ passage, text }) => ({ passage, text: text.trim() }))
    .filter(({ text }) => text !== '');
  const reason = typed.reason.trim();
  if (reason.length > longest.reason) return refuse('field-too-long', { field: 'reason' });
  if (remarks.length > longest.remarks || remarks.some(({ text }) => text.length > longest.remark))
    return refuse('field-too-long', { field: 'remarks' });
  // Remarks on passages say why as well as a reason does, but for what the public reads.
  const said = reason !== '' || typed.outcome === 'overridden' ? reason : remarks.map(({ text }) => text).join('\n');
  const { outcome, contentHash, unread } = typed;
  const agreeing = outcome === 'approved' || outcome === 'overridden';
  const judged = await world.decisions.review(
    {
      id: world.newId(),
      submission: id,
      contentHash,
      outcome,
      reason: said === '' ? null : said,
      remarks,
      by: actor.id,
      as: actor.role,
    },
    (on) => {
      const may = mayDecide(actor, on, { outcome, contentHash, reason: said });
      return may.ok && agreeing && unread !== undefined ? refuse('version-unread', { field: unread }) : may;
    },
    world.now(),
  );
  return judged ?? refuse('not-found');
};
