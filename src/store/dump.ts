// Every row out of one snapshot and into an empty database, by COPY: the embedded server has no pg_dump, and one way for both kinds is enough.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Database, guarded } from './database.ts';

/** In an order in which every reference finds its row. */
const tables = [
  'sources',
  'checks',
  'check_versions',
  'check_aliases',
  'evidence',
  'fruitless_searches',
  'corrections',
  'check_links',
  'tips',
  'claims',
  'claim_likeness',
  'tip_claims',
  'tip_links',
  'feedback',
  'taught_aliases',
  'withheld_answers',
  'remembered_replies',
  'events',
  'import_runs',
  'import_refusals',
] as const;

export type Dump = { readonly table: string; readonly columns: readonly string[]; readonly rows: Readable };

/**
 * Hands every table's rows, all of one moment, to `take`, one after another; each stream must be read to its end.
 * Throws StoreAway when the database goes away meanwhile.
 */
export const dumpTables = (database: Database, take: (dump: Dump) => Promise<void>): Promise<void> =>
  guarded(() => dump(database, take));

const dump = async (database: Database, take: (dump: Dump) => Promise<void>): Promise<void> => {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('begin transaction isolation level repeatable read read only');
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      await take({ table, columns, rows: client.query(copyTo(`copy ${table} (${columns.join(', ')}) to stdout`)) });
    }
    await client.query('commit');
  } finally {
    client.release(true);
  }
};

/**
 * Fills an empty, migrated database, in one transaction: all of it or nothing.
 * Columns are named in the dump, so that an older dump fits a newer schema whose new columns have defaults.
 * Throws what `dumps` throws, and StoreAway when the database goes away meanwhile.
 */
export const loadTables = (database: Database, dumps: Dumps): Promise<Loaded> => guarded(() => load(database, dumps));

type Dumps = AsyncIterable<{
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<Uint8Array>;
}>;
type Loaded = Result<null, Refusal<'not-empty' | 'unknown-table'>>;

const load = async (database: Database, dumps: Dumps): Promise<Loaded> => {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0');
    const held = await client.query<{ held: boolean }>(
      'select exists (select from checks) or exists (select from tips) as held',
    );
    if (held.rows[0]?.held === true) return refuse('not-empty');
    await client.query('begin');
    for await (const { table, columns, rows } of dumps) {
      const fits = (tables as readonly string[]).includes(table) && columns.every((c) => /^[a-z_]+$/.test(c));
      if (!fits) return refuse('unknown-table', { detail: table });
      await pipeline(rows, client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)));
    }
    for (const [table, column] of [
      ['events', 'id'],
      ['import_refusals', 'n'],
    ] as const)
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${column}) from ${table}), 0) + 1, false)`,
      );
    await client.query('commit');
    return ok(null);
  } finally {
    client.release(true);
  }
};

/** A transaction's number means nothing on another server; there it gets the number of the load. */
const columnsOf = async (
  client: { query: (text: string, values: unknown[]) => Promise<{ rows: { column_name: string }[] }> },
  table: string,
) => {
  const found = await client.query(
    `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name <> 'tx' order by ordinal_position`,
    [table],
  );
  return found.rows.map((r) => r.column_name);
};
