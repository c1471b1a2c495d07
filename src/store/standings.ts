// What stands of each check by each cut. Kept with the leaves that tell of it, and never changed afterwards.
import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { RatedCheck } from '../core/cut-of.ts';
import type { Cut, StandingOfCheck, Standings } from '../desk/rating-ports.ts';
import { type Database, rows } from './database.ts';
import { type Enqueue, tell, toldAt } from './events.ts';
import { requestLeaf } from './leaf-requests.ts';

const columns = sql`n, on_day::text as "on", at, version, ratings, raters, files`;
const standing = sql`s.check_id as "check", s.standing, s.rule, s.why,
  (select min(c.at) from standings p join standing_cuts c on c.n = p.cut where p.check_id = s.check_id and p.cut <= s.cut and p.cut > coalesce((
    select max(q.cut) from standings q where q.check_id = s.check_id and q.cut < s.cut and q.standing <> s.standing), 0)) as since`;

export const standingsIn = (database: Database, enqueue: Enqueue): Standings => ({
  lastCut: async () => (await cutsIn(database, 1))[0],
  cut: async (n) => (await cutsWhere(database, sql`n = ${n}`, 1))[0],
  cuts: (limit) => cutsIn(database, limit),

  rated: async (at) => {
    const found = await database.all<RatedCheck & { readonly id: Id }>(sql`
      select c.id, c.slug, c.published_on::text as "publishedOn" from checks c
      where c.published_on is not null and exists (select from ratings r where r.check_id = c.id and r.rated_at < ${at.toISOString()})`);
    return new Map(found.map(({ id, ...check }) => [id, check]));
  },

  file: async (cut, name) =>
    (
      await database.all<{ bytes: Uint8Array }>(sql`
        select f.bytes from standing_cuts c join standing_files f on f.hash = c.files ->> ${name} where c.n = ${cut}`)
    )[0]?.bytes,

  keep: (cut, standings, kept) =>
    database.atomically(async (tx) => {
      // What did not change since an earlier cut is there already, under its hash.
      for (const { hash, bytes } of kept)
        await tx.all(
          sql`insert into standing_files (hash, bytes) values (${hash}, ${Buffer.from(bytes)}) on conflict (hash) do nothing`,
        );
      const made = await tx.all(sql`
        insert into standing_cuts (n, on_day, at, version, ratings, raters, files)
        values (${cut.n}, ${cut.on}, ${cut.at.toISOString()}, ${cut.version}, ${cut.ratings}, ${cut.raters}, ${JSON.stringify(cut.files)}::jsonb)
        on conflict (n) do nothing returning n`);
      if (made.length === 0) return false;
      const before = new Map(
        (
          await tx.all<Pick<StandingOfCheck, 'check' | 'standing'>>(sql`
            select distinct on (check_id) check_id as "check", standing from standings order by check_id, cut desc`)
        ).map((row) => [row.check, row.standing]),
      );
      await tx.all(sql`
        insert into standings (cut, check_id, standing, rule, why)
        select ${cut.n}, "check", standing, rule, why
        from jsonb_to_recordset(${rows(standings)}) as t("check" uuid, standing text, rule text, why text)`);
      const { n, on, version, ratings, raters, files } = cut;
      await requestLeaf(tx, { body: { kind: 'standings-cut', cut: n, version, ratings, raters, files }, on });
      for (const { check, standing: now, rule } of standings) {
        const was = before.get(check) ?? 'needs-more';
        if (now === was) continue;
        await requestLeaf(tx, {
          body: { kind: 'standing-changed', cut: n, check, standing: now, before: was, rule },
          on,
        });
      }
      await tell(tx, [toldAt({ type: 'standings.cut', v: 1, data: { cut: n } }, cut.at)], enqueue);
      return true;
    }),

  of: async (check) =>
    (
      await database.all<StandingOfCheck & { cut: number; on: Day }>(sql`
        select ${standing}, s.cut, c.on_day::text as "on" from standings s join standing_cuts c on c.n = s.cut
        where s.check_id = ${check} order by s.cut desc limit 200`)
    ).map(timed),

  waiting: async (check) =>
    (
      await database.all<{ waiting: number }>(sql`
        select count(distinct pseudonym)::int as waiting from ratings
        where check_id = ${check} and rated_at >= coalesce((select at from standing_cuts order by n desc limit 1), '-infinity')`)
    )[0]?.waiting ?? 0,

  at: async (cut) =>
    (
      await database.all<StandingOfCheck>(
        sql`select ${standing} from standings s where s.cut = ${cut} order by s.check_id`,
      )
    ).map(timed),
});

const timed = <S extends Pick<StandingOfCheck, 'since'>>(row: S): S => ({ ...row, since: new Date(row.since) });

const cutsIn = (database: Database, limit: number) => cutsWhere(database, sql`true`, limit);

const cutsWhere = async (database: Database, is: SQL, limit: number): Promise<readonly Cut[]> =>
  (await database.all<Cut>(sql`select ${columns} from standing_cuts where ${is} order by n desc limit ${limit}`)).map(
    (cut) => ({
      ...cut,
      at: new Date(cut.at),
    }),
  );
