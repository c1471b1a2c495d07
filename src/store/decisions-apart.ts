// Decisions that belong to no case: background to many checks, and the words that verdicts go by.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { type ApartContent, contentText } from '../core/decision.ts';
import type { Decisions, NewSubmissionApart } from '../desk/decision-ports.ts';
import type { Runner, Transaction } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { lockKeys } from './locks.ts';

/** Hands in what belongs to no case. One thing waits of each; an address is taken once. */
export const submitApart = async (
  tx: Transaction,
  given: NewSubmissionApart,
  at: Date,
): Promise<Awaited<ReturnType<Decisions['submitApart']>>> => {
  // Two who hand in at once: one waits for the other here, and is told.
  await tx.all(sql`select pg_advisory_xact_lock(${lockKeys.apart})`);
  if ((await pendingApart(tx, given.content.id)) !== null) return 'already-submitted';
  if (given.kind === 'explainer') {
    const { slug, id } = given.content;
    const [taken] = await tx.all(sql`
      select from explainers where slug = ${slug} and id <> ${id}
      union all select from submissions where kind = 'explainer' and state in ('waiting', 'approved') and content::jsonb ->> 'slug' = ${slug}`);
    if (taken !== undefined) return 'slug-taken';
  }
  const content = contentText(given);
  await tx.all(sql`
    insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at, publish_at)
    values (${given.id}, null, ${given.kind}, ${content}, ${createHash('sha256').update(content).digest('hex')},
      ${given.submittedBy}, ${at}, ${given.publishAt ?? null})`);
  await tx.all(
    sql`insert into submission_writers (submission_id, staff_id) values (${given.id}, ${given.submittedBy})`,
  );
  return 'submitted';
};

/** The submission that waits on one; null when nothing does. */
export const pendingApart = async (runner: Runner, of: string): Promise<Id | null> => {
  const [found] = await runner.all<{ id: Id }>(sql`
    select id from submissions where case_id is null and state in ('waiting', 'approved') and content::jsonb ->> 'id' = ${of}`);
  return found?.id ?? null;
};

/** Makes public what two people agreed to, and tells it. Its submission is marked as published before. */
export const publishApart = async (
  tx: Transaction,
  agreed: ApartContent & { readonly id: Id },
  at: Date,
  enqueue: Enqueue,
): Promise<void> => {
  const { kind, content } = agreed;
  const day = dayOf(at);
  if (kind === 'explainer')
    await tx.all(sql`
      insert into explainers (id, slug, submission_id, published_on, changed_at)
      values (${content.id}, ${content.slug}, ${agreed.id}, ${day}, ${at})
      on conflict (id) do update set submission_id = excluded.submission_id, changed_at = excluded.changed_at`);
  else if (kind === 'explainer-withdrawal')
    await tx.all(sql`
      update explainers set withdrawal_id = ${agreed.id}, withdrawn_on = ${day}, changed_at = ${at} where id = ${content.id}`);
  const data = { submission: agreed.id, kind };
  await tell(tx, [toldAt({ type: 'words.published', v: 1, data }, at)], enqueue);
};
