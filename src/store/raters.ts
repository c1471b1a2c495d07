// Whoever rates: rows that say next to nothing, and counts of how many came and went.
import { sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Rater, Raters } from '../desk/rating-ports.ts';
import type { Database, Runner } from './database.ts';

const columns = sql`id, admitted_on::text as "admittedOn"`;

export const ratersIn = (database: Database): Raters => ({
  enter: ({ id, lookup, link, until, on, isOpen }) =>
    database.atomically(async (tx) => {
      const fresh = await tx.all(sql`
        insert into rater_links_used (link, until) values (${link}, ${until.toISOString()}) on conflict do nothing returning link`);
      if (fresh.length === 0) return 'used';
      await tx.all(sql`delete from rater_links_used where until < ${on}::date - interval '1 day'`);
      if (isOpen) {
        const made = await tx.all(sql`
          insert into raters (id, lookup, admitted_on) values (${id}, ${lookup}, ${on}) on conflict (lookup) do nothing returning id`);
        if (made.length > 0) await count(tx, 'admitted', on);
      }
      const [found] = await tx.all<Rater>(sql`select ${columns} from raters where lookup = ${lookup}`);
      return found ?? 'not-invited';
    }),

  rater: async (id) => (await database.all<Rater>(sql`select ${columns} from raters where id = ${id}`))[0],

  invite: ({ id, lookup, on }) =>
    database.atomically(async (tx) => {
      const made = await tx.all(sql`
        insert into raters (id, lookup, admitted_on) values (${id}, ${lookup}, ${on}) on conflict (lookup) do nothing returning id`);
      if (made.length > 0) await count(tx, 'invited', on);
      return made.length > 0;
    }),

  leave: (id, on) =>
    database.atomically(async (tx) => {
      const gone = await tx.all(sql`delete from raters where id = ${id} returning id`);
      if (gone.length > 0) await count(tx, 'left', on);
      return gone.length > 0;
    }),

  all: () => database.all<Rater>(sql`select ${columns} from raters order by id`),

  counts: async () => {
    const [found] = await database.all<{ now: number; admitted: number; left: number }>(sql`
      select (select count(*) from raters)::int as now,
        coalesce(sum(n) filter (where what <> 'left'), 0)::int as admitted, coalesce(sum(n) filter (where what = 'left'), 0)::int as "left"
      from rater_counts`);
    return found ?? { now: 0, admitted: 0, left: 0 };
  },
});

const count = async (tx: Runner, what: 'admitted' | 'invited' | 'left', day: Day): Promise<void> => {
  await tx.all(sql`
    insert into rater_counts (day, what, n) values (${day}, ${what}, 1)
    on conflict (day, what) do update set n = rater_counts.n + 1`);
};
