// Forward-only migrations, plain SQL, one process at a time.
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Database } from './database.ts';
import { lockKeys } from './locks.ts';

const oldest = 150000;

/** Brings the database to this version's schema, waiting for another process that is doing the same. */
export const migrate = async (
  database: Database,
  folder: string,
): Promise<Result<null, Refusal<'database-too-old' | 'database-not-utf8'>>> => {
  const client = await database.connect();
  try {
    const found = await client.query<{ version: number; encoding: string }>(
      "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    );
    const { version = 0, encoding = '' } = found.rows[0] ?? {};
    if (version < oldest) return refuse('database-too-old', { detail: String(version) });
    if (encoding !== 'UTF8') return refuse('database-not-utf8', { detail: encoding });
    await client.query('select pg_advisory_lock($1)', [lockKeys.migrate]);
    await client.query("set client_min_messages = 'warning'");
    await runMigrations(drizzle(client), {
      migrationsFolder: folder,
      migrationsSchema: 'public',
      migrationsTable: 'migrations',
    });
    return ok(null);
  } finally {
    // Closing the connection gives the lock back, also after an error.
    client.release(true);
  }
};
