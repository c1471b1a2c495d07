// The catalog of a running database, and what in it could hold, find or group people who posted.
import { sql } from 'drizzle-orm';
import type { Database } from '../../src/store/index.ts';

export type CatalogColumn = { readonly table: string; readonly name: string; readonly type: string };
/** One key of an index or of a unique constraint: a column, or the text of an expression. */
export type CatalogKey = {
  readonly table: string;
  readonly index: string;
  readonly key: string;
  readonly type: string;
};

const ours = sql`n.nspname not in ('information_schema', 'pgboss') and n.nspname not like 'pg\\_%'`;

/** Every column of every table, view and materialised view that is ours. */
export const columnsOf = (database: Database): Promise<readonly CatalogColumn[]> =>
  database.all<CatalogColumn>(sql`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p', 'f') and a.attnum > 0 and not a.attisdropped and ${ours}
    order by 1, a.attnum`);

/** Every key of every index, those of constraints among them. */
export const keysOf = (database: Database): Promise<readonly CatalogKey[]> =>
  database.all<CatalogKey>(sql`
    select c.relname as "table", i.relname as index, pg_get_indexdef(x.indexrelid, k.n, true) as key,
      format_type(a.atttypid, a.atttypmod) as type
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral generate_series(1, x.indnkeyatts) as k (n)
    join pg_attribute a on a.attrelid = x.indexrelid and a.attnum = k.n
    where ${ours} order by 1, 2, k.n`);

const people = [
  'person',
  'persons',
  'people',
  'author',
  'authors',
  'account',
  'accounts',
  'profile',
  'profiles',
  'user',
];
const posters = [
  'users',
  'username',
  'handle',
  'handles',
  'poster',
  'posters',
  'sender',
  'asker',
  'askers',
  'claimant',
];
const others = ['claimants', 'speaker', 'nickname', 'fullname', 'surname', 'creator', 'owner'];
const words = new Set([...people, ...posters, ...others]);

/** Whether a name of a column, a key or a property has a word for somebody; `saidBy` and `said_by` alike. */
export const namesSomebody = (name: string): boolean =>
  /^(asked|said|said_?by)$/i.test(name) ||
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((part) => words.has(part));

/** Types whose values are words, or may be. */
export const isText = (type: string): boolean =>
  /^(text|character|name|json|bytea|citext|"char")|\[\]$|^hstore/.test(type);
