// Forgetting on time, and leaving nothing of it behind in the files of the database.
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Retention, RetentionReport, SealedRow } from '../desk/contact-ports.ts';
import { nameAsAgreed } from './case-rank.ts';
import { type Database, guarded } from './database.ts';
import { type Enqueue, tell, toldOn } from './events.ts';
import { leftFilesIn } from './left-files.ts';

/** Tables that hold, or held, what somebody wrote to us, and what the team wrote about a private person. */
const rewritten = [
  'taught_aliases',
  'alias_proposals',
  'pictures',
  'tips',
  'claims',
  'tip_claims',
  'tip_links',
  'tip_replies',
  'claim_likeness',
  'remembered_replies',
  'contacts',
  'side_letters',
  'data_requests',
  'cases',
  'case_mentions',
  'case_remarks',
  'case_tasks',
  'case_wordings',
  'case_evidence',
  'case_pictures',
  'case_files_removed',
  'case_searches',
  'case_replies',
  'case_interests',
  'draft_fields',
  'case_seals',
  'log_salts',
  'submissions',
  'reviews',
  'appeals',
  'appeal_corrections',
  'rater_proposals',
] as const;

export const retentionIn = (database: Database, enqueue: Enqueue): Retention => ({
  ...leftFilesIn(database),

  forget: ({ contactsBefore, subscriptionsBefore, requestsBefore, today }) =>
    database.atomically(async (tx) => {
      const ended = await tx.all(sql`
        update subscriptions set ended_on = ${today} where ended_on is null and since < ${subscriptionsBefore} returning id`);
      // Of whatever is over, and of whatever became too old, nothing stays; what is left is that there was a contact.
      const contacts = await tx.all(sql`
        delete from contacts ct where ct.left_on < ${contactsBefore} and ct.subscription_id is null
          or ct.used_on < ${today}
          or exists (select from subscriptions s where s.id = ct.subscription_id and s.ended_on is not null)
          or exists (select from tips t where t.id = ct.tip_id and t.state = 'withdrawn') returning id`);
      const requests = await tx.all(sql`
        update data_requests set sealed = null, key_day = null, once = null
        where sealed is not null and answered_on < ${requestsBefore} returning id`);
      // What was not read to its end can be let in by nobody.
      await tx.all(sql`
        delete from import_items i using import_runs r
        where r.id = i.run_id and r.finished_at is null and r.started_at < ${today}::date - 1`);
      await tx.all(sql`
        delete from import_pictures i using import_runs r
        where r.id = i.run_id and r.finished_at is null and r.started_at < ${today}::date - 1`);
      // What a mailbox was counted by is of no use once its week is over; who invited how many, once their day is.
      await tx.all(sql`delete from side_letters where sent_on < ${today}::date - 6`);
      await tx.all(sql`delete from rater_invitations_sent where sent_on < ${today}::date`);
      // A code that was sent yesterday, and used then, still opens today.
      await tx.all(sql`delete from address_codes_used where used_on < ${today}::date - 1`);
      // A case is named by what somebody asked; once it is over, the team has words of its own for it.
      const titlesForgotten = await nameAsAgreed(tx, sql`k.changed_at < ${today}::date and k.undo_until is null`);
      // Wordings that were taken away or declined can be brought back, or proposed anew, for thirty days.
      await tx.all(sql`delete from taught_aliases where removed_on < ${today}::date - 30`);
      await tx.all(sql`delete from alias_proposals where declined_on < ${today}::date - 30`);
      return {
        contactsForgotten: contacts.length,
        subscriptionsEnded: ended.length,
        requestsForgotten: requests.length,
        titlesForgotten,
      };
    }),

  sealedUntil: (day, limit) =>
    database.all<SealedRow>(sql`
      select 'contact' as of, id, key_day as day, sealed from contacts where key_day <= ${day}
      union all select 'request', id, key_day, sealed from data_requests where key_day <= ${day}
      order by day, id limit ${limit}`),

  reseal: async ({ of, id, day }, anew) => {
    const [sealed, to] = anew === null ? [null, null] : [Buffer.from(anew.sealed), anew.day];
    if (of === 'contact')
      await database.all(
        anew === null
          ? sql`delete from contacts where id = ${id} and key_day = ${day}`
          : sql`update contacts set sealed = ${sealed}, key_day = ${to} where id = ${id} and key_day = ${day}`,
      );
    // A request whose key is lost is answered by saying so: it stays, with its days.
    else if (anew === null)
      await database.all(sql`
        update data_requests set sealed = null, key_day = null, acknowledged_on = coalesce(acknowledged_on, received_on),
          answered_on = coalesce(answered_on, received_on) where id = ${id} and key_day = ${day}`);
    else
      await database.all(
        sql`update data_requests set sealed = ${sealed}, key_day = ${to} where id = ${id} and key_day = ${day}`,
      );
  },

  scrub: () => guarded(() => scrub(database)),

  report: (day, report) =>
    database.atomically(async (tx) => {
      await tx.all(sql`
        insert into retention_reports (day, report) values (${day}, ${JSON.stringify(report)}::jsonb)
        on conflict (day) do update set report = excluded.report`);
      await tell(tx, [toldOn({ type: 'retention.done', v: 1, data: { day } }, day)], enqueue);
    }),

  lastReport: async () =>
    (
      await database.all<{ day: Day; report: RetentionReport }>(
        // What earlier versions did not count is none.
        sql`select day, jsonb_build_object('filesErased', 0) || report as report from retention_reports order by day desc limit 1`,
      )
    )[0],
});

/**
 * What a statement erased still lies in the pages of its table and in the write-ahead log. Tables are written anew, and the
 * log goes on in a new file, after which the server removes the old ones. On a server that is not ours alone, where the log
 * may not be switched, it goes when the server's own checkpoints let it go.
 */
const scrub = async (database: Database): Promise<number> => {
  const client = await database.connect();
  let done = 0;
  try {
    await client.query('set statement_timeout = 0');
    // Whoever asks something now must not queue behind a table that somebody reads for long.
    await client.query("set lock_timeout = '5s'");
    await olderLooksAreOver(client);
    for (const table of rewritten) {
      try {
        await client.query(`vacuum full ${table}`);
        done++;
      } catch (error) {
        // 55P03: somebody holds it; the next night tries again.
        if ((error as { code?: unknown }).code !== '55P03') throw error;
      }
    }
    const [may] = (
      await client.query<{ may: boolean }>('select rolsuper as may from pg_roles where rolname = current_user')
    ).rows;
    if (may?.may === true)
      for (const step of ['vacuum full pg_statistic', 'checkpoint', 'select pg_switch_wal()', 'checkpoint'])
        await client.query(step);
    return done;
  } finally {
    client.release(true);
  }
};

const longestLookMs = 30_000;

/**
 * A table that is written anew is written with whatever somebody may still see of what was erased: whoever looks at an older state of this
 * database (a backup, the server's own vacuuming), and, since the writing itself sees no further than the oldest change that is under way
 * on the server, whoever changes something in any of its databases. Waits until nobody does; for so long at most: the next night tries
 * again.
 */
const olderLooksAreOver = async (client: Awaited<ReturnType<Database['connect']>>): Promise<void> => {
  const [begun] = (await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows;
  const until = performance.now() + longestLookMs;
  while (performance.now() < until) {
    const { rows } = await client.query<{ over: boolean }>(
      `select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 and not exists (
         select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and age(backend_xmin) >= age($1::text::xid8::xid)) as over`,
      [begun?.xid],
    );
    if (rows[0]?.over === true) return;
    await delay(50);
  }
};
