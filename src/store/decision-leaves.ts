// The leaves of what two people decided: what is public by it, what it follows, and an override with the hash of its reason.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Check } from '../core/check.ts';
import { contentText, type SubmissionContent } from '../core/decision.ts';
import { type LeafBody, pageText } from '../core/leaf.ts';
import { wholeCheck } from './check-rows.ts';
import type { Runner } from './database.ts';
import { newestLeafOf, newestLeafOfKind, requestLeaf } from './leaf-requests.ts';

export type Decided = SubmissionContent & { readonly id: Id; readonly caseId: Id | null };

/** `page`: what the check's page says by it; null where a later decision has changed that since. */
type Told = { readonly on: Day; readonly page: string | null; readonly backfilled?: boolean };

/** A check as it becomes public on a day, which is known only then. */
export const dated = (check: Check, corrected: boolean, on: Day): Check => {
  if (!corrected) return { ...check, publishedOn: check.publishedOn ?? on };
  const last = check.corrections.at(-1);
  return last === undefined ? check : { ...check, corrections: [...check.corrections.slice(0, -1), { ...last, on }] };
};

/** What the page of a check says just now. */
export const pageOf = async (tx: Runner, check: Id): Promise<string> => {
  const found = await wholeCheck(tx, sql`c.id = ${check}`);
  if (found === undefined) throw new Error('a check that is not there has no page');
  return pageText(found);
};

export const requestDecisionLeaves = async (tx: Runner, decided: Decided, told: Told): Promise<void> => {
  const { on, backfilled = false } = told;
  const [over] = await tx.all<{ reason: string }>(
    sql`select reason from reviews where submission_id = ${decided.id} and outcome = 'overridden'`,
  );
  const of = { on, backfilled, submission: decided.id };
  const subject = subjectOf(decided);
  const before = subject === null ? await newestLeafOfKind(tx, 'labels-changed') : await newestLeafOf(tx, subject);
  if (over !== undefined)
    await requestLeaf(tx, {
      body: { kind: 'review-overridden', submission: decided.id, of: decided.kind },
      texts: { reason: over.reason },
      ...of,
    });
  const [mark] = await tx.all<{ off: Day | null }>(sql`select ourselves_off(${decided.caseId})::text as off`);
  await requestLeaf(tx, {
    body: bodyOf(decided, before, mark?.off ?? null),
    texts: told.page === null ? { content: contentText(decided) } : { page: told.page },
    ...(subject !== null && { subject }),
    ...of,
  });
};

const subjectOf = (decided: Decided): Id | null => {
  switch (decided.kind) {
    case 'check':
    case 'correction':
    case 'explainer':
    case 'explainer-withdrawal':
      return decided.content.id;
    case 'withdrawal':
      return decided.content.check;
    case 'closing':
    case 'note':
      return decided.caseId;
    case 'labels':
      return null;
  }
};

const bodyOf = (decided: Decided, before: string | undefined, off: Day | null): LeafBody => {
  const later = before === undefined ? {} : { supersedes: before };
  switch (decided.kind) {
    case 'check':
    case 'correction':
      return ofCheck(decided.content, before !== undefined || decided.kind === 'correction', { ...later, off });
    case 'withdrawal':
      return { kind: 'check-withdrawn', check: decided.content.check, ...later };
    case 'explainer':
      return {
        kind: before === undefined ? 'explainer-published' : 'explainer-corrected',
        explainer: decided.content.id,
        ...later,
      };
    case 'explainer-withdrawal':
      return { kind: 'explainer-withdrawn', explainer: decided.content.id, ...later };
    case 'note':
      return { kind: 'note-published', case: decided.caseId as Id, ...later };
    case 'closing':
      return { kind: 'claim-declined', case: decided.caseId as Id, because: decided.content.reason };
    case 'labels':
      return { kind: 'labels-changed', ...later };
  }
};

const ofCheck = (
  check: Check,
  corrected: boolean,
  { off, ...later }: { readonly supersedes?: string; readonly off: Day | null },
): LeafBody => {
  const mark = off === null ? {} : { ourselvesOff: off };
  const concluded = { check: check.id, verdict: check.verdict, asOf: check.asOf, ...mark };
  if (!corrected) return { kind: 'check-published', ...concluded };
  const last = check.corrections.at(-1);
  return {
    kind: 'check-corrected',
    ...concluded,
    ...(last && { change: last.kind }),
    ...(last?.verdict && { verdictBefore: last.verdict.before }),
    ...later,
  };
};
