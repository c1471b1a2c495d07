import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf } from './files.ts';
import { user } from './init.ts';

/** How to reach a server: `host` is the folder of its unix socket, for `pg` and for `psql` alike. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

export type Answer = { readonly kind: 'ready' | 'busy' | 'away' | 'no-database' } | Foreign;

/** It answers, but not to us. */
type Foreign = { readonly kind: 'foreign'; readonly why: string };

export const database = 'sangto';

export const connectionAt = (host: string, port: number): Connection => ({ host, port, user, database });

/** Asks a server, within two seconds, whether it takes our questions. */
export const askServer = async (connection: Connection): Promise<Answer> => {
  const client = clientOf(connection, 2_000);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    return { kind: found.rowCount === 1 ? 'ready' : 'no-database' };
  } catch (error) {
    return meaning(error);
  } finally {
    await client.end().catch(() => undefined);
  }
};

export type Outcome =
  | { readonly kind: 'ready'; readonly connection: Connection }
  | { readonly kind: 'gone' | 'silent'; readonly why: string }
  | Foreign;

/** Where a server listens; or it is there but not taking questions (`busy`), has not said yet (`unknown`), or is gone. */
export type Sight = Connection | 'busy' | 'unknown' | 'gone';

/**
 * Waits until the server that `look` sees answers, making our database when it has none. Gives up after 30 s without a
 * sign of life, and after 10 min of "not yet": recovery from a crash may be long.
 */
export const awaitServer = async (look: () => Promise<Sight>): Promise<Outcome> => {
  const patience = AbortSignal.timeout(600_000);
  let silence = AbortSignal.timeout(30_000);
  while (!silence.aborted && !patience.aborted) {
    const seen = await look();
    if (seen === 'gone') return { kind: 'gone', why: 'it ended' };
    const answer: Answer =
      typeof seen === 'string' ? { kind: seen === 'busy' ? 'busy' : 'away' } : await askServer(seen);
    if (answer.kind === 'foreign') return answer;
    if (typeof seen !== 'string') {
      if (answer.kind === 'ready') return { kind: 'ready', connection: seen };
      if (answer.kind === 'no-database') await makeDatabase(seen);
    }
    if (answer.kind !== 'away') silence = AbortSignal.timeout(30_000);
    await delay(20);
  }
  return { kind: 'silent', why: 'it does not answer' };
};

const makeDatabase = async (connection: Connection): Promise<void> => {
  const client = clientOf(connection, 120_000);
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${database}`);
  } catch (error) {
    // Another process was quicker, or the server went away: the next question tells.
    if (!madeMeanwhile.has(codeOf(error) ?? '') && meaning(error).kind === 'foreign') throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** A connection to the database every cluster has: asking for one that is missing would be logged as a failure. */
const clientOf = (connection: Connection, ms: number): Client => {
  const { host, port } = connection;
  // `ssl` is said because `pg` would otherwise obey PGSSLMODE.
  const client = new Client({
    host,
    port,
    user,
    database: 'postgres',
    ssl: false,
    connectionTimeoutMillis: 2_000,
    query_timeout: ms,
  });
  // A connection cut while idle is told here and nowhere else, and would end the process.
  client.on('error', () => undefined);
  return client;
};

const madeMeanwhile: ReadonlySet<string> = new Set(['42P04', '23505']);

/** PostgreSQL's error codes (Appendix A) and the system's, as what they mean to us. */
const meaning = (error: unknown): Answer => {
  const code = codeOf(error) ?? '';
  // 53300, all connections taken, is an answer of a server in good health.
  if (code === '53300') return { kind: 'ready' };
  // Starting up, shutting down, recovering from a crash.
  if (code === '57P03' || code === '57P01' || code === '57P02') return { kind: 'busy' };
  if (code === 'EACCES' || code === 'EPERM' || code.startsWith('28')) return { kind: 'foreign', why: String(error) };
  return { kind: 'away' };
};
