// Advisory locks: the kernel of "one at a time". They end with their connection, so a killed process leaves none behind.
import type pg from 'pg';
import type { Database } from './database.ts';

export const lockKeys = { migrate: 7_261_001, owner: 7_261_002, checks: 7_261_003 } as const;

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
