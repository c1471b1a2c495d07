// Opens the database an instance lives in: the embedded server in the data folder, or the operator's own.
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { StoreAway } from '../desk/store-away.ts';
import { openPostgres } from '../outside/postgres/index.ts';
import { type Database, isLastOut, migrate, type OwnerLock, openDatabase, takeOwnerLock } from '../store/index.ts';
import { migrationsFolder } from './paths.ts';
import { folders, type Settings } from './settings.ts';

export type OpenStore = {
  readonly database: Database;
  /** Starts an embedded server again whenever it dies, until it answers. */
  readonly keepAlive: (failed: (error: unknown) => void) => void;
  /** Closes the pool, and stops the embedded server unless another process works with it. */
  readonly close: () => Promise<void>;
};

export type OpenRefusal = Refusal<
  | 'already-running'
  | 'database-unreachable'
  | 'database-too-old'
  | 'database-not-utf8'
  | 'embedded-failed'
  | 'data-folder-not-writable'
  | 'disk-full'
>;

/**
 * `serve`: becomes the one process that owns an embedded database, or refuses with who has it.
 * `visit`: works beside it. Whoever leaves last stops the server.
 */
export const openStore = async (
  settings: Settings,
  as: 'serve' | 'visit',
  log: (line: string) => void,
): Promise<Result<OpenStore, OpenRefusal>> => {
  if (settings.databaseUrl !== null) return openForeign(settings.databaseUrl);
  const folder = folders(settings.data).postgres;
  try {
    mkdirSync(settings.data, { recursive: true });
  } catch (error) {
    return refuse('data-folder-not-writable', { detail: whyNot(settings.data) ?? (error as Error).message });
  }
  const opened = await openPostgres({ folder, log });
  if (!opened.ok && opened.error.code === 'folder-not-writable')
    return refuse('data-folder-not-writable', { detail: opened.error.detail ?? folder });
  if (!opened.ok && freeMb(settings.data) < leastFreeMb) return refuse('disk-full', { detail: settings.data });
  if (!opened.ok) return refuse('embedded-failed', { detail: `${opened.error.code}: ${opened.error.detail ?? ''}` });
  const server = opened.value;
  // Each process is told apart in the server, so that whoever leaves sees whether others still work.
  const name = `sangto ${process.pid}`;
  const database = openDatabase({ ...server.connection, application_name: name });
  let owner: OwnerLock | undefined;
  const release = async () => {
    const held = owner;
    owner = undefined;
    await held?.release();
  };
  const close = async () => {
    const owned = owner !== undefined;
    await release();
    await database.close();
    // Also one that was found running is stopped: its starter may have been killed. One that does not answer is stopped
    // by its owner alone.
    const last = await isLastOut(server.connection, name).catch(() => owned);
    await server.stop({ leave: !last });
  };
  const entered = await patientlyBack(server.revive, async () => {
    await release();
    owner = as === 'serve' ? await patiently(() => takeOwnerLock(database)) : undefined;
    if (owner === undefined && as === 'serve') return refuse('already-running', { detail: settings.data });
    return migrate(database, migrationsFolder());
  });
  if (!entered.ok) {
    await close();
    return entered;
  }
  const keepAlive: OpenStore['keepAlive'] = (failed) => {
    let busy = false;
    server.onDown(() => {
      if (busy) return;
      busy = true;
      void (async () => {
        for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
          try {
            await server.revive();
            // The lock went with its connection.
            await release();
            owner = await patiently(() => takeOwnerLock(database));
            break;
          } catch (error) {
            failed(error);
            await delay(wait);
          }
        }
        busy = false;
      })();
    });
  };
  return ok({ database, keepAlive, close });
};

/** PostgreSQL writes a segment of its log, 16 MB, before it answers anything. */
const leastFreeMb = 20;

const freeMb = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return (bavail * bsize) / 1e6;
};

/** What the nearest folder that exists has against us: making folders below a read-only one only says that they are not there. */
const whyNot = (folder: string): string | undefined => {
  let at = folder;
  while (!existsSync(at) && at !== dirname(at)) at = dirname(at);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** A server found running may be on its way out with whoever used it last: then it is started again. */
const patientlyBack = async <T>(revive: () => Promise<void>, enter: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await enter();
    } catch (error) {
      if (!(error instanceof StoreAway) || tries === 5) throw error;
      await revive();
    }
  }
};

/** A visitor that is just leaving may hold the lock for a moment. */
const patiently = async <T>(attempt: () => Promise<T | undefined>): Promise<T | undefined> => {
  for (let tries = 0; ; tries++) {
    const got = await attempt();
    if (got !== undefined || tries === 5) return got;
    await delay(200);
  }
};

const openForeign = async (url: string): Promise<Result<OpenStore, OpenRefusal>> => {
  const database = openDatabase({ connectionString: url });
  try {
    const migrated = await migrate(database, migrationsFolder());
    if (migrated.ok) return ok({ database, keepAlive: () => undefined, close: () => database.close() });
    await database.close();
    return migrated;
  } catch (error) {
    await database.close();
    const cause = (error as Error).cause ?? error;
    return refuse('database-unreachable', { detail: (cause as Error).message });
  }
};
