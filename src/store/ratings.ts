// Ratings under their pseudonyms, added and never changed, and the lots by which raters are drawn.
import { sql } from 'drizzle-orm';
import type { Id } from '../base/ids.ts';
import type { Quarter } from '../core/quarter.ts';
import { type Pseudonym, type Rating, type RatingLevel, type RatingReason, ratingLevels } from '../core/rating.ts';
import type { Ratings } from '../desk/rating-ports.ts';
import { type Database, rows } from './database.ts';

/** In the database as the craft counts them: 0 not, 1 somewhat, 2 helpful. */
const levelNumber = (level: RatingLevel): number => 2 - ratingLevels.indexOf(level);

/** Ours, public, and not taken back: what can be rated. */
const rateable = sql`c.source_id is null and c.published_on is not null and c.withdrawn_on is null`;

export const ratingsIn = (database: Database): Ratings => ({
  rate: ({ pseudonym, quarter, check, level, reasons, at, settled }, perDay) =>
    database.atomically(async (tx) => {
      // Two windows of one person are one after the other, or both would be below the limit of a day.
      await tx.all(sql`select pg_advisory_xact_lock(hashtextextended(${pseudonym}, 40))`);
      const [found] = await tx.all<{ known: boolean; today: number }>(sql`
        select exists (select from checks c where c.id = ${check} and ${rateable}) as known,
          (select count(*)::int from ratings r where r.pseudonym = ${pseudonym} and r.rated_at >= ${at.toISOString()}::timestamptz - interval '1 day') as today`);
      if (found?.known !== true) return 'gone';
      if (found.today >= perDay) return 'full';
      await tx.all(sql`
        insert into ratings (pseudonym, quarter, check_id, level, reasons, by_lot, settled, rated_at)
        values (${pseudonym}, ${quarter}, ${check}, ${levelNumber(level)},
          (select coalesce(array_agg(x), '{}') from jsonb_array_elements_text(${rows(reasons)}) x),
          exists (select from rating_lots l where l.pseudonym = ${pseudonym} and l.check_id = ${check}), ${settled},
          date_trunc('minute', ${at.toISOString()}::timestamptz))`);
      return 'rated';
    }),

  of: async (pseudonym) =>
    (
      await database.all<Row & { slug: string }>(sql`
        select * from (
          select distinct on (r.check_id) ${columns}, c.slug from ratings r join checks c on c.id = r.check_id
          where r.pseudonym = ${pseudonym} order by r.check_id, r.n desc) latest
        order by n desc limit 500`)
    ).map((row) => ({ ...ratingOf(row), slug: row.slug })),

  drawn: (pseudonym, limit) =>
    database.all<{ check: Id; slug: string }>(sql`
      select c.id as "check", c.slug from rating_lots l join checks c on c.id = l.check_id
      where l.pseudonym = ${pseudonym} and ${rateable}
        and not exists (select from ratings r where r.pseudonym = l.pseudonym and r.check_id = l.check_id)
      order by l.drawn_on, l.check_id limit ${limit}`),

  wanting: ({ publishedSince, size, awaitedSince }) =>
    database.all<{ check: Id; has: number; open: number; known: readonly Pseudonym[] }>(sql`
      select * from (
        select c.id as "check", c.published_on,
          (select count(distinct r.pseudonym)::int from ratings r where r.check_id = c.id and r.by_lot and r.settled) as has,
          (select count(*)::int from rating_lots l where l.check_id = c.id and l.drawn_on >= ${awaitedSince}
            and not exists (select from ratings r where r.pseudonym = l.pseudonym and r.check_id = l.check_id)) as open,
          (select coalesce(jsonb_agg(pseudonym), '[]') from (
            select pseudonym from rating_lots where check_id = c.id union select pseudonym from ratings where check_id = c.id) k) as known
        from checks c where ${rateable} and greatest(c.published_on, c.corrected_on) >= ${publishedSince}) w
      where w.has < ${size} order by w.published_on desc, w."check"`),

  draw: async (lots, on) => {
    await database.all(sql`
      insert into rating_lots (pseudonym, quarter, check_id, drawn_on)
      select pseudonym, quarter, "check", ${on}::date from jsonb_to_recordset(${rows(lots)}) as t(pseudonym text, quarter text, "check" uuid)
      where not exists (select from ratings r where r.pseudonym = t.pseudonym and r.check_id = t."check")
      on conflict do nothing`);
  },

  firstAt: async () => {
    const [first] = await database.all<{ at: string }>(sql`select rated_at as at from ratings order by n limit 1`);
    return first === undefined ? undefined : new Date(first.at);
  },

  until: async (at) =>
    (
      await database.all<Row>(sql`select ${columns} from ratings r where r.rated_at < ${at.toISOString()} order by r.n`)
    ).map(ratingOf),

  since: async ({ at, n }, limit) =>
    (
      await database.all<Row & { n: string | number }>(
        sql`select ${columns} from ratings r where r.n > ${n} and r.rated_at >= ${at.toISOString()} order by r.n limit ${limit}`,
      )
    ).map((row) => ({ ...ratingOf(row), n: Number(row.n) })),
});

const columns = sql`r.n, r.pseudonym, r.quarter, r.check_id as "check", r.level, r.reasons, r.by_lot as "byLot", r.settled, r.rated_at as at`;

type Row = {
  readonly pseudonym: Pseudonym;
  readonly quarter: Quarter;
  readonly check: Id;
  readonly level: number;
  readonly reasons: readonly RatingReason[];
  readonly byLot: boolean;
  readonly settled: boolean;
  readonly at: Date | string;
};

const ratingOf = ({ pseudonym, quarter, check, level, reasons, byLot, settled, at }: Row): Rating => ({
  pseudonym,
  quarter,
  check,
  level: ratingLevels[2 - level] as RatingLevel,
  reasons,
  byLot,
  settled,
  at: new Date(at),
});
