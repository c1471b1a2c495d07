// What is said about a case: remarks and who they speak to, tasks, and the right of reply.
import { type SQL, sql } from 'drizzle-orm';
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { CaseState } from '../core/case.ts';
import { takes } from '../core/case-open.ts';
import type { StaffId } from '../core/rights.ts';
import type {
  AskedReply,
  CaseRemark,
  CaseReply,
  CaseTalk,
  CaseTask,
  LetterRefused,
  Mention,
} from '../desk/work-ports.ts';
import { changeOnCase, onCase, tellHistory } from './case-deeds.ts';
import { noteOn } from './case-history.ts';
import { type Database, type Runner, rows, type Transaction } from './database.ts';
import type { Enqueue } from './events.ts';
import { isFullOfLetters, isMailboxFull, writeRequest } from './reply-requests.ts';

export const caseTalkIn = (database: Database, enqueue: Enqueue): CaseTalk => ({
  remark: (deed, { id, text, passage, mentions }) =>
    changeOnCase(database, deed, 'write', 'remark', { remark: id }, async (tx) => {
      const said = await tx.all(sql`
        insert into case_remarks (id, case_id, text, said_by, said_at, passage)
        values (${id}, ${deed.case}, ${text}, ${deed.by}, ${deed.at.toISOString()},
          ${passage === null ? null : JSON.stringify(passage)}::jsonb) returning id`);
      await tx.all(sql`
        insert into case_mentions (remark_id, staff_id)
        select ${id}::uuid, value::uuid from jsonb_array_elements_text(${rows(mentions)}) on conflict do nothing`);
      return said;
    }),

  settleRemark: (deed, remark, again) =>
    changeOnCase(database, deed, 'write', again ? 'remark-reopened' : 'remark-settled', { remark }, (tx) =>
      tx.all(sql`
        update case_remarks set settled_by = ${again ? null : deed.by}::uuid,
          settled_at = ${again ? null : deed.at.toISOString()}::timestamptz
        where id = ${remark} and case_id = ${deed.case} and (settled_at is null) = ${!again} returning id`),
    ),

  addTask: (deed, { id, text, assignedTo }) =>
    changeOnCase(database, deed, 'write', 'task-added', { task: id }, (tx) =>
      tx.all(sql`
        insert into case_tasks (id, case_id, text, assigned_to, made_by, made_at)
        select ${id}, ${deed.case}, ${text}, ${assignedTo}::uuid, ${deed.by}, ${deed.at.toISOString()}
        where ${assignedTo}::uuid is null or exists (select from staff where id = ${assignedTo} and state = 'active')
        returning id`),
    ),

  finishTask: (deed, task, again) =>
    changeOnCase(database, deed, 'write', again ? 'task-reopened' : 'task-done', { task }, (tx) =>
      tx.all(sql`
        update case_tasks set done_by = ${again ? null : deed.by}::uuid, done_at = ${again ? null : deed.at.toISOString()}::timestamptz
        where id = ${task} and case_id = ${deed.case} and removed_at is null and (done_at is null) = ${!again} returning id`),
    ),

  removeTask: (deed, task, back) =>
    changeOnCase(database, deed, 'write', back ? 'task-restored' : 'task-removed', { task }, (tx) =>
      tx.all(sql`
        update case_tasks set removed_at = ${back ? null : deed.at.toISOString()}::timestamptz
        where id = ${task} and case_id = ${deed.case} and (removed_at is null) = ${!back} returning id`),
    ),

  askReply: (deed, { id, asked, askedOn, way, dueOn }, request) =>
    onCase(database, deed, 'gather', async (tx) => {
      const refused =
        request === null
          ? null
          : ((await whyNoLetter(tx, deed.case)) ?? (await isMailboxFull(tx, request, dayOf(deed.at))));
      if (refused !== null) return refused;
      await tx.all(sql`
        insert into case_replies (id, case_id, asked, asked_on, way, due_on, noted_by, lookup)
        values (${id}, ${deed.case}, ${asked}, ${askedOn}, ${way}, ${dueOn}::date, ${deed.by}, ${request?.lookup ?? null})`);
      await tellHistory(tx, deed, 'reply-asked', { reply: id });
      if (request !== null) await writeRequest(tx, id, request, enqueue);
      return 'done';
    }),

  askedReply: async (lookup) => {
    const [found] = await database.all<Omit<AskedReply, 'open'> & { readonly state: CaseState }>(sql`
      select r.due_on::text as "dueOn", r.said, r.said_on::text as "saidOn", k.state, ${agreedWording(sql`r.case_id`)} as claim
      from case_replies r join cases k on k.id = r.case_id where r.lookup = ${lookup}`);
    if (found === undefined) return undefined;
    const { state, ...asked } = found;
    return { ...asked, open: takes(state, 'write') };
  },

  giveReply: (lookup, { said, on, at }) =>
    database.atomically(async (tx) => {
      const [found] = await tx.all<{ id: Id; case: Id; state: CaseState; said: boolean }>(sql`
        select r.id, r.case_id as "case", k.state, r.said is not null as said
        from case_replies r join cases k on k.id = r.case_id where r.lookup = ${lookup} for update of r for share of k`);
      if (found === undefined) return 'not-found';
      if (found.said || !takes(found.state, 'write')) return 'over';
      await tx.all(sql`
        update case_replies set said = ${JSON.stringify(said)}::jsonb, said_on = ${on} where id = ${found.id}`);
      await noteOn(tx, found.case, { by: null, at }, 'reply-came', { reply: found.id });
      return 'done';
    }),

  noteReply: (deed, reply, { said, on }) =>
    changeOnCase(database, deed, 'gather', 'reply-noted', { reply }, (tx) =>
      tx.all(sql`
        update case_replies set said = ${JSON.stringify(said)}::jsonb, said_on = ${on}, noted_by = ${deed.by}
        where id = ${reply} and case_id = ${deed.case} returning id`),
    ),

  talk: async (id) => {
    const [remarks, mentions, tasks, replies] = await Promise.all([
      database.all<Omit<CaseRemark, 'at' | 'mentions' | 'unseen'> & { readonly at: string }>(sql`
        select id, text, said_by as "by", said_at as "at", passage, settled_at is not null as settled
        from case_remarks where case_id = ${id} order by said_at, id`),
      database.all<{ remark: Id; of: StaffId; seen: boolean }>(sql`
        select m.remark_id as remark, m.staff_id as "of", m.seen_at is not null as seen
        from case_mentions m join case_remarks r on r.id = m.remark_id where r.case_id = ${id}`),
      database.all<CaseTask>(sql`
        select id, text, assigned_to as "assignedTo", made_by as "madeBy", done_by as "doneBy" from case_tasks
        where case_id = ${id} and removed_at is null order by done_at is not null, made_at, id`),
      database.all<CaseReply>(sql`
        select id, asked, asked_on::text as "askedOn", way, due_on::text as "dueOn", said, said_on::text as "saidOn",
          (select o.state from outbox o where o.reply_id = case_replies.id) as letter,
          reply_unpublished(case_replies) as unpublished
        from case_replies where case_id = ${id} order by asked_on, id`),
    ]);
    return {
      remarks: remarks.map((remark) => {
        const of = mentions.filter((mention) => mention.remark === remark.id);
        return {
          ...remark,
          at: new Date(remark.at),
          mentions: of.map((mention) => mention.of),
          unseen: of.filter(({ seen }) => !seen).map((mention) => mention.of),
        };
      }),
      tasks,
      replies,
    };
  },

  mentions: async (staff, most) => {
    const found = await database.all<Omit<Mention, 'at'> & { readonly at: string }>(sql`
      select r.id as remark, c.number as "case", c.title, r.text, r.said_by as "by", r.said_at as "at",
        m.seen_at is not null as seen
      from case_mentions m join case_remarks r on r.id = m.remark_id join cases c on c.id = r.case_id
      where m.staff_id = ${staff} order by m.seen_at is not null, r.said_at desc, r.id limit ${most}`);
    return found.map((mention) => ({ ...mention, at: new Date(mention.at) }));
  },

  unseen: async (staff) => {
    const [found] = await database.all<{ unseen: number }>(sql`
      select count(*)::int as unseen from case_mentions where staff_id = ${staff} and seen_at is null`);
    return found?.unseen ?? 0;
  },

  seen: async ({ case: id, by, at }) => {
    await database.all(sql`
      update case_mentions m set seen_at = ${at.toISOString()} from case_remarks r
      where r.id = m.remark_id and r.case_id = ${id} and m.staff_id = ${by} and m.seen_at is null`);
  },
});

/** The wording that stands: the last that a second person agreed to. */
const agreedWording = (of: SQL): SQL => sql`
  (select w.wording from case_wordings w where w.case_id = ${of} and w.approved_by is not null
   order by w.approved_at desc limit 1)`;

const whyNoLetter = async (tx: Transaction, id: Id): Promise<LetterRefused | null> => {
  const [found] = await tx.all<{ state: CaseState }>(sql`select state from cases where id = ${id}`);
  if (found?.state !== 'open') return 'reply-case-concluded';
  if (!(await isWorded(tx, id))) return 'reply-needs-wording';
  return (await isFullOfLetters(tx, id)) ? 'reply-letters-too-many' : null;
};

const isWorded = async (tx: Runner, id: Id): Promise<boolean> => {
  const [found] = await tx.all<{ wording: unknown }>(sql`select ${agreedWording(sql`${id}::uuid`)} as wording`);
  return found !== undefined && found.wording !== null;
};
