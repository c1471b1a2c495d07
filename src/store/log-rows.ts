// The public log as the database knows it: who asked for a leaf, which number it got, what was acknowledged.
import { type SQL, sql } from 'drizzle-orm';
import type pg from 'pg';
import type { JournalLine, LeafOfPage, LogHead, LogRows } from '../desk/log-ports.ts';
import { type Database, guarded } from './database.ts';
import { tellDays, tellInstance } from './instance-leaves.ts';
import { journalLine, leavesAbout, supersededBy, toldFrom, toldLeaves, unlogged } from './leaf-lines.ts';
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

  unlogged: () => unlogged(database),

  tellInstance: (facts, on) => tellInstance(database, facts, on),
  tellDays: (today) => tellDays(database, today),

  told: (numbers) => toldLeaves(database, numbers),
  toldFrom: (after, limit) => toldFrom(database, after, limit),
  about: (kinds, subjects, limit) => leavesAbout(database, kinds, subjects, limit),

  hearWitness: (name, at, problem) => hearWitness(database, name, at, problem),
  heardOf: () => heardOf(database),

  journal: async ({ below, kind, limit }) =>
    database.all<JournalLine>(sql`
      select ${journalLine} from log_leaves l where l.sealed and (${below}::bigint is null or l.leaf_number < ${below}) and (${kind}::text is null or l.kind = ${kind})
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

/** Of each check the newest sealed leaf that tells what its page says. */
const leavesOfPages = (database: Database, condition: SQL, limit: number): Promise<readonly LeafOfPage[]> =>
  database.all<LeafOfPage>(sql`
    select distinct on (l.subject_id) l.subject_id as "check", l.leaf_number as number, l.entry,
      (select s.salt from log_salts s where s.leaf_id = l.id and s.field = 'page') as salt,
      ${supersededBy} as supersedes
    from log_leaves l where l.sealed and l.kind in ('check-published', 'check-corrected') and ${condition}
    order by l.subject_id, l.leaf_number desc limit ${limit}`);
