// The public log as the database knows it: who asked for a leaf, which number it got, what was acknowledged.
import { type SQL, sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Id } from '../base/ids.ts';
import type { JournalLine, LeafOfPage, LogHead, LogRows } from '../desk/log-ports.ts';
import { type Database, guarded } from './database.ts';
import { tellDays, tellInstance } from './instance-leaves.ts';
import { lockKeys } from './locks.ts';
import { heardOf, hearWitness } from './witnesses-heard.ts';

/** Where it is said that a leaf was asked for. */
export const leavesChannel = 'sangto_leaves';

export const logRowsIn = (database: Database): LogRows => ({
  whileSequencing: async (work) => {
    const client = await database.connect();
    let lost: Error | undefined;
    client.on('error', (error) => {
      lost = error;
    });
    try {
      if (!(await taken(client))) return undefined;
      return await work(async () => {
        if (lost !== undefined) throw lost;
        await guarded(() => client.query('select 1'));
      });
    } finally {
      // Closing the connection gives the lock back, whatever happened to the work.
      client.release(true);
    }
  },

  head: async () => (await database.all<LogHead>(sql`select size, root, checkpoint from log_head`))[0],

  waiting: async () =>
    (
      await database.all<{ any: boolean }>(sql`
        select exists (select from log_leaves where not sealed) as any`)
    )[0]?.any === true,

  entries: async (from, to) => {
    const found = await database.all<{ entry: string; number: number }>(sql`
      select entry, leaf_number as number from log_leaves where leaf_number >= ${from} and leaf_number < ${to} order by leaf_number`);
    // A gap ends what is there: no leaf may take the place of one that is missing.
    const gap = found.findIndex(({ number }, i) => number !== from + i);
    return (gap === -1 ? found : found.slice(0, gap)).map(({ entry }) => entry);
  },

  number: async (from, most) =>
    (
      await database.all(sql`
        with next as (
          select id, ${from}::bigint + row_number() over (order by id) - 1 as number from log_leaves
          where leaf_number is null order by id limit ${most})
        update log_leaves l set leaf_number = next.number from next where l.id = next.id returning l.id`)
    ).length,

  seal: ({ size, root, checkpoint }) =>
    database.atomically(async (tx) => {
      await tx.all(sql`update log_leaves set sealed = true where not sealed and leaf_number < ${size}`);
      await tx.all(sql`
        insert into log_head (size, root, checkpoint) values (${size}, ${root}, ${checkpoint})
        on conflict (one) do update set size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint`);
    }),

  ofCheck: async (check) => (await leavesOfPages(database, sql`l.subject_id = ${check}`, 1))[0],
  ofChecks: (after, limit) => leavesOfPages(database, sql`l.subject_id > ${after ?? zero}::uuid`, limit),

  unlogged: async () =>
    (
      await database.all<{ id: Id }>(sql`
        select c.id from checks c where c.source_id is null and not exists (select from log_leaves l where l.subject_id = c.id)
        order by c.id limit 100`)
    ).map(({ id }) => id),

  tellInstance: (facts, on) => tellInstance(database, facts, on),
  tellDays: (today) => tellDays(database, today),

  hearWitness: (name, at, problem) => hearWitness(database, name, at, problem),
  heardOf: () => heardOf(database),

  journal: async ({ below, kind, limit }) =>
    database.all<JournalLine>(sql`
      select l.leaf_number as number, l.kind, l.entry::jsonb ->> 'on' as "on", l.entry,
        ${ledTo} as page,
        ${supersededBy} as supersedes
      from log_leaves l where l.sealed and (${below}::bigint is null or l.leaf_number < ${below}) and (${kind}::text is null or l.kind = ${kind})
      order by l.leaf_number desc limit ${limit}`),
});

/** Whoever decides something waits for its seal no longer than this; another process is at it. */
const patience = '5s';

const taken = (client: pg.PoolClient): Promise<boolean> =>
  guarded(async () => {
    try {
      await client.query("select set_config('lock_timeout', $1, false)", [patience]);
      await client.query('select pg_advisory_lock($1)', [lockKeys.sequencing]);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code === '55P03') return false;
      throw error;
    }
  });

const zero = '00000000-0000-0000-0000-000000000000' as Id;

/** The page about the subject of a leaf `l`, in the words that stand there now. */
const ledTo = sql`
  coalesce(
    (select jsonb_build_object('of', 'request', 'name', r.number::text, 'titles', '{}'::jsonb)
     from outside_requests r where l.kind = 'request-told' and r.id = (l.entry::jsonb ->> 'request')::uuid),
    (select jsonb_build_object('of', 'check', 'name', c.slug, 'titles', (
       select coalesce(jsonb_object_agg(v.lang, v.title), '{}') from check_versions v where v.check_id = c.id and v.current))
     from checks c where c.id = l.subject_id and l.kind like 'check-%'
       or l.kind in ('proposal-accepted', 'standing-answered') and c.id = (l.entry::jsonb ->> 'check')::uuid),
    (select jsonb_build_object('of', 'explainer', 'name', x.slug, 'titles', (
       select coalesce(jsonb_object_agg(t.key, t.value -> 'title'), '{}') from jsonb_each(s.content::jsonb -> 'texts') t))
     from explainers x join submissions s on s.id = x.submission_id where x.id = l.subject_id and l.kind like 'explainer-%'),
    (select jsonb_build_object('of', case l.kind when 'note-published' then 'note' else 'declined' end, 'name', k.number::text,
       'titles', s.content::jsonb -> 'claim')
     from cases k join submissions s on s.id = coalesce(l.submission_id, declined_by(k.id)) where k.id = l.subject_id and case l.kind
       when 'note-published' then has_public_note(k.id)
       when 'claim-declined' then declined_by(k.id) is not null and k.closed_as is distinct from 'private-person'
       when 'claim-reopened' then declined_by(k.id) is not null and k.closed_as is distinct from 'private-person' end))`;

/** Of each check the newest sealed leaf that tells what its page says. */
/** The number of the leaf that `l` says it follows: the one before about the same, or of its kind where there is one thing of it. */
const supersededBy = sql`(select b.leaf_number from log_leaves b where b.id < l.id and l.entry::jsonb ? 'supersedes'
  and (b.subject_id = l.subject_id or (l.subject_id is null and b.kind = l.kind)) order by b.id desc limit 1)`;

const leavesOfPages = (database: Database, condition: SQL, limit: number): Promise<readonly LeafOfPage[]> =>
  database.all<LeafOfPage>(sql`
    select distinct on (l.subject_id) l.subject_id as "check", l.leaf_number as number, l.entry,
      (select s.salt from log_salts s where s.leaf_id = l.id and s.field = 'page') as salt,
      ${supersededBy} as supersedes
    from log_leaves l where l.sealed and l.kind in ('check-published', 'check-corrected') and ${condition}
    order by l.subject_id, l.leaf_number desc limit ${limit}`);
