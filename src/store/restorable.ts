// What a restore will not take: rows that no rule of the database would have let in. Somebody with every right went around its
// triggers and references; a copy of such rows fails to load, on the day when it is needed.
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { dumped } from './dump.ts';

/** One rule that rows break: its name, and of how many of which table. */
export type BrokenRule = { readonly rule: string; readonly table: string; readonly rows: number };

/**
 * References without the row that they name, and reviews that nobody could have made, of the tables that a backup holds. What checks
 * say is held against the public log elsewhere.
 */
export const brokenRules = async (database: Database): Promise<readonly BrokenRule[]> => {
  const broken: BrokenRule[] = [];
  const note = (rule: string, table: string, rows: number) => rows > 0 && broken.push({ rule, table, rows });
  const [reviews] = await database.all<{ rows: number }>(sql`
    select count(*)::int as rows from reviews r join submissions s on s.id = r.submission_id
    where r.content_hash <> s.content_hash or r.reviewed_by = s.submitted_by
      or exists (select from submission_writers w where w.submission_id = s.id and w.staff_id = r.reviewed_by)`);
  note('reviews_of_another', 'reviews', reviews?.rows ?? 0);
  for (const { name, child, parent, columns, keys } of await references(database)) {
    const named = sql.join(
      columns.map((one) => sql`c.${sql.identifier(one)} is not null`),
      sql` and `,
    );
    const same = sql.join(
      columns.map((one, i) => sql`p.${sql.identifier(keys[i] ?? one)} = c.${sql.identifier(one)}`),
      sql` and `,
    );
    const [found] = await database.all<{ rows: number }>(sql`
      select count(*)::int as rows from ${sql.identifier(child)} c
      where ${named} and not exists (select from ${sql.identifier(parent)} p where ${same})`);
    note(name, child, found?.rows ?? 0);
  }
  return broken;
};

type Reference = {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  readonly columns: readonly string[];
  readonly keys: readonly string[];
};

const references = async (database: Database): Promise<readonly Reference[]> => {
  const all = await database.all<Reference>(sql`
    select k.conname as name, c.relname as child, p.relname as parent,
      (select array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(num, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as columns,
      (select array_agg(a.attname::text order by u.n) from unnest(k.confkey) with ordinality u(num, n)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as keys
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by k.conname`);
  return all.filter(({ child }) => dumped(child));
};
