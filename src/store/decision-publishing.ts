// What two people agreed to becomes public: check, events, answers, case and submission in one transaction each, and all but
// what takes something back only once its leaf is sealed in the public log.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Check } from '../core/check.ts';
import type { ApartContent, SubmissionContent } from '../core/decision.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { Publishing } from '../desk/decision-ports.ts';
import { StoreAway } from '../desk/store-away.ts';
import { nameAsAgreed } from './case-rank.ts';
import { saveChecks } from './checks.ts';
import { type Database, rows, type Transaction } from './database.ts';
import { dated, pageOf, requestDecisionLeaves } from './decision-leaves.ts';
import { publishApart } from './decisions-apart.ts';
import { type Enqueue, tell, toldAt } from './events.ts';

type Agreed = SubmissionContent & {
  readonly id: Id;
  readonly caseId: Id | null;
  /** When its leaf was asked for. */
  readonly sealingAt: string | Date | null;
};

/**
 * Publishes everything agreed whose time has come; how many. Each asks for its leaf first, and is shown when the log has it:
 * if the log refuses, nothing new appears. Two at once publish nothing twice. What cannot be published does not hold up what
 * comes after it: it is left as it was, and thrown once the others are through.
 */
export const publishDue = async (database: Database, at: Date, how: Publishing, enqueue: Enqueue): Promise<number> => {
  const failed = new Map<Id, unknown>();
  const due = sql`sealing_at is null and (publish_at is null or publish_at <= ${at})`;
  const sealed = sql`exists (select from log_leaves l where l.submission_id = s.id and l.sealed)
    and not exists (select from log_leaves l where l.submission_id = s.id and not l.sealed)`;
  let published = 0;
  await each(database, due, failed, async (tx, agreed) => {
    if (!takesBack(agreed)) return beginSealing(tx, agreed, at, how);
    await publishOne(tx, agreed, at, how, enqueue);
    await requestDecisionLeaves(tx, agreed, { on: dayOf(at), page: null });
    published++;
  });
  await how.log.seal();
  await each(database, sealed, failed, async (tx, agreed) => {
    // Shown as of the moment that its leaf tells of, also when a crash lay between.
    await publishOne(tx, agreed, new Date(agreed.sealingAt ?? at), how, enqueue);
    published++;
  });
  if (failed.size > 0) throw new AggregateError(failed.values(), `${failed.size} agreed, and could not be published`);
  return published;
};

/** What makes the product more careful waits for nothing. */
const takesBack = ({ kind }: Agreed): boolean => kind === 'withdrawal' || kind === 'explainer-withdrawal';

/** Does something to each that is agreed and fits, one transaction each, oldest first. */
const each = async (
  database: Database,
  fits: SQL,
  failed: Map<Id, unknown>,
  work: (tx: Transaction, agreed: Agreed) => Promise<void>,
): Promise<void> => {
  while (await next(database, fits, failed, work));
};

const next = async (
  database: Database,
  fits: SQL,
  failed: Map<Id, unknown>,
  work: (tx: Transaction, agreed: Agreed) => Promise<void>,
): Promise<boolean> => {
  let id: Id | undefined;
  try {
    return await database.atomically(async (tx) => {
      const [agreed] = await tx.all<Agreed>(sql`
        select id, case_id as "caseId", kind, content::jsonb as content, sealing_at as "sealingAt"
        from submissions s where state = 'approved' and ${fits}
          and id not in (select jsonb_array_elements_text(${rows([...failed.keys()])})::uuid)
        order by submitted_at, id limit 1 for update skip locked`);
      if (agreed === undefined) return false;
      id = agreed.id;
      await work(tx, agreed);
      return true;
    });
  } catch (error) {
    if (id === undefined || error instanceof StoreAway) throw error;
    failed.set(id, error);
    return true;
  }
};

const publishOne = async (
  tx: Transaction,
  agreed: Agreed,
  at: Date,
  how: Publishing,
  enqueue: Enqueue,
): Promise<void> => {
  await tx.all(sql`update submissions set state = 'published', published_at = ${at} where id = ${agreed.id}`);
  const { caseId } = agreed;
  if (caseId === null) await publishApart(tx, agreed as ApartContent & { readonly id: Id }, at, enqueue);
  else await publishOfCase(tx, { ...agreed, caseId }, at, how, enqueue);
};

/**
 * Asks for the leaf of what will be shown once it is sealed. It is shown on trial first, and taken back: a leaf of something
 * that no page can show would stay in the log for ever. The trial also tells what the page will say, to the letter.
 */
const beginSealing = async (tx: Transaction, agreed: Agreed, at: Date, how: Publishing): Promise<void> => {
  const { id, kind } = agreed;
  await tx.all(sql`savepoint trial`);
  await tx.all(sql`
    insert into log_leaves (kind, entry, submission_id, leaf_number, sealed)
    values ('trial', '{}', ${id}, ${Number.MAX_SAFE_INTEGER}, true)`);
  await publishOne(tx, agreed, at, how, async () => undefined);
  await tx.all(sql`set constraints all immediate`);
  const page = kind === 'check' || kind === 'correction' ? await pageOf(tx, agreed.content.id) : null;
  await tx.all(sql`rollback to savepoint trial`);
  await tx.all(sql`update submissions set sealing_at = ${at} where id = ${id}`);
  await requestDecisionLeaves(tx, agreed, { on: dayOf(at), page });
};

type AgreedOfCase = Agreed & { readonly caseId: Id };

const publishOfCase = async (
  tx: Transaction,
  agreed: AgreedOfCase,
  at: Date,
  how: Publishing,
  enqueue: Enqueue,
): Promise<void> => {
  const { kind } = agreed;
  if (kind === 'check' || kind === 'correction') await showCheck(tx, agreed, at, how, enqueue);
  else if (kind === 'withdrawal') await withdrawCheck(tx, agreed, at, enqueue);
  else if (kind === 'closing')
    await tx.all(sql`
      update cases set state = 'closed', closed_as = 'not-checkable', closed_on = ${dayOf(at)}, changed_at = ${at}
      where id = ${agreed.caseId}`);
  // What is known so far is public; the work goes on.
  else await tx.all(sql`update cases set state = 'open', changed_at = ${at} where id = ${agreed.caseId}`);
  if (kind === 'note')
    await tell(tx, [toldAt({ type: 'words.published', v: 1, data: { submission: agreed.id, kind } }, at)], enqueue);
  if (kind === 'closing')
    await tell(
      tx,
      [toldAt({ type: 'case.closed', v: 1, data: { case: agreed.caseId, as: 'not-checkable' } }, at)],
      enqueue,
    );
  await tx.all(sql`
    insert into case_history (case_id, at, done_by, what, detail)
    values (${agreed.caseId}, ${at}, null, 'published', ${JSON.stringify({ submission: agreed.id, kind })}::jsonb)`);
};

const showCheck = async (
  tx: Transaction,
  agreed: AgreedOfCase,
  at: Date,
  how: Publishing,
  enqueue: Enqueue,
): Promise<void> => {
  const check = dated(agreed.content as Check, agreed.kind === 'correction', dayOf(at));
  await saveChecks(
    tx,
    [{ check, externalKey: check.slug, links: how.links(check) }],
    { told: 'check.published', at, decided: async (checks) => new Map(checks.map((c) => [c.id, agreed.id])) },
    enqueue,
  );
  await tx.all(sql`
    update cases set state = 'published', check_id = ${check.id}, changed_at = ${at} where id = ${agreed.caseId}`);
  await nameAsAgreed(tx, sql`k.id = ${agreed.caseId}`);
  await answerAskers(tx, agreed.caseId, check.id, at, enqueue);
};

/** Everybody who asked what the case is about finds the check on their ticket, also where their own was ended as the same. */
const answerAskers = async (tx: Transaction, caseId: Id, check: Id, at: Date, enqueue: Enqueue): Promise<void> => {
  const answered = await tx.all<{ id: Id }>(sql`
    update claims set answered_by = ${check} where answered_by is null
      and coalesce(group_id, id) in (select group_id from case_groups where case_id = ${caseId}
        union select g.group_id from cases d join case_groups g on g.case_id = d.id where d.joined_to is not null and case_in_the_end(d.id) = ${caseId}) returning id`);
  await tell(
    tx,
    answered.map(({ id }) => toldAt({ type: 'claim.answered', v: 1, data: { claim: id, check } }, at)),
    enqueue,
  );
};

const withdrawCheck = async (tx: Transaction, agreed: AgreedOfCase, at: Date, enqueue: Enqueue): Promise<void> => {
  if (agreed.kind !== 'withdrawal') throw new Error('a withdrawal without its reason');
  const { check, because } = agreed.content;
  await tx.all(sql`
    update checks set withdrawn_on = ${dayOf(at)}, withdrawn_because = ${JSON.stringify(because)}::jsonb,
      withdrawal_id = ${agreed.id}, changed_at = ${at} where id = ${check} and source_id is null`);
  const event: SangtoEvent = { type: 'check.changed', v: 1, data: { check } };
  await tell(tx, [toldAt(event, at)], enqueue);
};
