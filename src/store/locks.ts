// Advisory locks: the kernel of "one at a time". They end with their connection, so a killed process leaves none behind.
import type pg from 'pg';
import { type Connection, type Database, openDatabase } from './database.ts';

export const lockKeys = {
  migrate: 7_261_001,
  owner: 7_261_002,
  checks: 7_261_003,
  leaving: 7_261_004,
  claims: 7_261_005,
  triage: 7_261_006,
  sending: 7_261_007,
  joining: 7_261_008,
  apart: 7_261_013,
  files: 7_261_014,
  sequencing: 7_261_015,
  backfill: 7_261_016,
} as const;

/** Held while one process owns the instance. `lost` is called when the connection breaks, and the lock with it. */
export type OwnerLock = { readonly release: () => Promise<void>; readonly lost: (tell: () => void) => void };

/** Becomes the one serving process of this database; undefined when another already is. */
export const takeOwnerLock = async (database: Database): Promise<OwnerLock | undefined> => {
  const client: pg.PoolClient = await database.connect();
  const got = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lockKeys.owner]);
  if (got.rows[0]?.got !== true) {
    client.release(true);
    return undefined;
  }
  let tell: () => void = () => undefined;
  client.on('error', () => tell());
  return {
    release: async () => {
      tell = () => undefined;
      client.release(true);
    },
    lost: (listener) => {
      tell = listener;
    },
  };
};

/**
 * Waits for whoever is writing tips just now. A tip enqueues its job before it commits, and not at all where one waits
 * already. Whoever writes a tip holds the lock of claims, so whoever has had it once sees every tip written until then.
 */
export const afterWriters = (database: Database): Promise<void> =>
  database.atomically(async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock($1)', [lockKeys.claims]);
  });

const leavingName = 'leaving';

/**
 * Whether no other process of ours works in the database: asked by one that has closed its own connections, which were
 * called `name` (as every process's are, by a name of its own that begins with `sangto `). Throws when it is away.
 */
export const isLastOut = async (connection: Connection, name: string): Promise<boolean> => {
  const door = openDatabase({ ...connection, max: 1, application_name: leavingName });
  try {
    return await door.atomically(async (tx) => {
      // One after the other: two that leave together must not each take the other for somebody at work.
      await tx.client.query('select pg_advisory_xact_lock($1)', [lockKeys.leaving]);
      const found = await tx.client.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
         where datname = current_database() and application_name like 'sangto %' and application_name <> $1`,
        [name],
      );
      return found.rows[0]?.others === 0;
    }, 3_000);
  } finally {
    await door.close();
  }
};
