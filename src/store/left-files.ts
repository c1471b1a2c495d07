// Files on the disk that no row refers to any more. A file is laid and a file goes under one lock, so that neither a row that is
// being written nor a backup that is being read ever names bytes that have just gone.
import { sql } from 'drizzle-orm';
import type { LeftFiles } from '../desk/contact-ports.ts';
import type { Lay } from '../desk/work-ports.ts';
import { type Database, guarded, type Transaction } from './database.ts';
import { lockKeys } from './locks.ts';
import { handedIn } from './pictures-handed-in.ts';

/**
 * Lays a file that a row of this transaction names. No file goes from here until it has committed; many may lay files at once.
 */
export const layWith = async (tx: Transaction, lay: Lay): Promise<void> => {
  await tx.client.query('select pg_advisory_xact_lock_shared($1)', [lockKeys.files]);
  await lay();
};

/** Runs work while no file goes. Throws what the work throws, and StoreAway. */
export const whileFilesStay = <T>(database: Database, work: () => Promise<T>): Promise<T> =>
  guarded(async () => {
    const client = await database.connect();
    try {
      await client.query('set statement_timeout = 0');
      await client.query('select pg_advisory_lock_shared($1)', [lockKeys.files]);
      const done = await work();
      // The server notices a connection that is gone only a little later: whoever comes next is not to find it busy.
      await client.query('select pg_advisory_unlock_shared($1)', [lockKeys.files]);
      return done;
    } finally {
      client.release(true);
    }
  });

export const leftFilesIn = (database: Database): LeftFiles => ({
  releaseFiles: async (removedBefore, fileBefore) => {
    await database.all(sql`delete from case_files_removed where removed_at < ${fileBefore.toISOString()}`);
    await database.all(sql`
      update case_evidence set file = null, file_name = null, file_type = null, file_bytes = null
      where file is not null and removed_at < ${removedBefore.toISOString()}`);
  },

  filesToErase: async () =>
    (await database.all<{ file: string }>(sql`select file from files_to_erase order by file`)).map(({ file }) => file),

  eraseLeft: async (files, erase) => {
    let erased = 0;
    for (let at = 0; at < files.length; at += together) {
      const batch = await eraseSome(database, files.slice(at, at + together), erase);
      if (batch === 'busy') return at === 0 ? 'busy' : erased;
      erased += batch;
    }
    return erased;
  },
});

/** Whoever lays a file waits for so many to go, and no longer. */
const together = 50;

const eraseSome = (
  database: Database,
  files: readonly string[],
  erase: (file: string) => Promise<boolean>,
): Promise<number | 'busy'> =>
  database.atomically(async (tx) => {
    // Not waited for: whoever waits for a lock of one's own makes everybody wait who comes after.
    const { rows } = await tx.client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
      lockKeys.files,
    ]);
    if (rows[0]?.got !== true) return 'busy';
    let erased = 0;
    for (const file of files) {
      // Asked for each: a connection that was lost, and the lock with it, ends it here.
      const [named] = await tx.all(sql`
        select from case_evidence where file = ${file}
        union all select from case_seals where ${file} = any (files)
        union all select from check_pictures where file = ${file}
        union all select from tip_pictures where file = ${file}
        union all select from case_pictures where file = ${file}
        union all select from case_files_removed where file = ${file}
        union all select from import_pictures where file = ${file}
        union all ${handedIn(file)} limit 1`);
      if (named !== undefined) continue;
      await tx.all(sql`delete from pictures where file = ${file}`);
      if (await erase(file)) erased++;
      await tx.all(sql`delete from files_to_erase where file = ${file}`);
    }
    return erased;
  });
