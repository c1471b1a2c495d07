// Where a word still stands: in the tables of a database, and in files and archives.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { DeskServer } from '../desk/desk-server.ts';

/** Every row of every table, as text. */
export const tablesWith = async (
  { database }: Pick<DeskServer, 'database'>,
  word: string,
): Promise<readonly string[]> => {
  const tables = await database.all<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`);
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.all(
        sql`select 1 from ${sql.raw(name)} as t where position(${word} in lower(t::text)) > 0 limit 1`,
      );
      return rows.length > 0 ? [name] : [];
    }),
  );
  return found.flat();
};

/** Everything below a folder, and what is in its archives, that holds a word. */
export const filesHolding = async (folder: string, word: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const held = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      // A server clears away while it is looked at.
      const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
      return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).includes(word) ? [path] : [];
    }),
  );
  return held.flat();
};
