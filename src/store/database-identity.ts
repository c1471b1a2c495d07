// What tells this database from every other, a copy restored elsewhere included.
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** The cluster's own number, and the database's within it. A copy by backup and restore has another one. */
export const databaseIdentity = async (database: Database): Promise<string> => {
  const [found] = await database.all<{ identity: string }>(sql`
    select (select system_identifier from pg_control_system())::text || '/' || oid::text as identity
    from pg_database where datname = current_database()`);
  if (found === undefined) throw new Error('the database does not say who it is');
  return found.identity;
};
