// The one way to PostgreSQL: a pool, transactions, and one error for "the database is away".
import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { StoreAway } from '../desk/store-away.ts';

export type Connection = pg.PoolConfig;

/** What runs a parametrised statement: the pool, or one transaction. */
export type Runner = { readonly all: <T>(statement: SQL) => Promise<readonly T[]> };

/** One transaction, with the connection it runs on for libraries that bring their own SQL. */
export type Transaction = Runner & { readonly client: pg.PoolClient };

export type Database = Runner & {
  /**
   * Runs work in one transaction; throws StoreAway when the connection was lost, or when it took longer than `patience`
   * milliseconds, and rolls back on any throw.
   */
  readonly atomically: <T>(work: (tx: Transaction) => Promise<T>, patience?: number) => Promise<T>;
  /** A connection of one's own, for locks, LISTEN and COPY. The caller releases it. */
  readonly connect: () => Promise<pg.PoolClient>;
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
};

// int8 arrives as string unless told otherwise; ours are counts and event numbers, far below 2^53.
pg.types.setTypeParser(20, Number);

/** A server that hangs, or a network that swallows everything, says nothing at all: after so long it counts as away. */
const readingPatience = 10_000;
/** Longer than any one statement is allowed to take. */
const writingPatience = 65_000;

export const openDatabase = (connection: Connection): Database => {
  const pool = new pg.Pool({
    max: 10,
    connectionTimeoutMillis: 3000,
    application_name: 'sangto',
    keepAlive: true,
    statement_timeout: 60_000,
    ...connection,
  });
  // An idle connection that dies is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    all: (statement) => inTime(runnerOf(pool).all(statement), readingPatience),
    atomically: (work, patience = writingPatience) => guarded(() => transaction(pool, work, patience)),
    connect: () => guarded(() => pool.connect()),
    pool,
    close: () => pool.end(),
  };
};

/** Runs statements on one connection, or on any of the pool. */
export const runnerOf = (on: pg.Pool | pg.PoolClient): Runner => {
  const db = drizzle(on as pg.Pool);
  return {
    all: <T>(statement: SQL) => guarded(async () => (await db.execute(statement)).rows as unknown as readonly T[]),
  };
};

const inTime = async <T>(work: Promise<T>, patience: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new StoreAway('the database does not answer')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const transaction = async <T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>, patience: number): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  let late = false;
  client.on('error', (error) => {
    broken = error;
  });
  // The connection is closed, so that what was given up is not committed when the server wakes up.
  const timer = setTimeout(() => {
    late = true;
    client.release(true);
  }, patience);
  try {
    await client.query('begin');
    const result = await work({ ...runnerOf(client), client });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw late ? new StoreAway('the database does not answer', { cause: error }) : error;
  } finally {
    clearTimeout(timer);
    client.removeAllListeners('error');
    if (!late) client.release(broken);
  }
};

/** Runs work; what tells that the database is away becomes StoreAway, and a refused statement loses its values. */
export const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (isAway(error)) throw new StoreAway('the database cannot be reached', { cause: error });
    throw withoutValues(error);
  }
};

/** A refused statement, told by code and constraint: the library's message and the server's detail quote what askers wrote. */
class StatementRefused extends Error {
  override name = 'StatementRefused';
  readonly code: string;
  constructor(refused: pg.DatabaseError) {
    super([refused.message, refused.table, refused.constraint].filter(Boolean).join(' · '));
    this.code = refused.code ?? '';
  }
}

const withoutValues = (error: unknown): unknown => {
  for (let e = error; e instanceof Error; e = e.cause)
    if (e instanceof pg.DatabaseError) return new StatementRefused(e);
  return error;
};

/** Connection refused, lost or timed out, shutting down, starting up, out of connections, disk full. */
const isAway = (error: unknown): boolean => {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof StoreAway) return true;
    const code = (e as { code?: unknown }).code;
    if (
      typeof code === 'string' &&
      /^(08...|57P0[1-5]|53[0-4]00|58030|ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$/.test(code)
    )
      return true;
    if (
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Cannot use a pool after/.test(
        e.message,
      )
    )
      return true;
  }
  return false;
};

/** Rows as one JSON parameter: `jsonb_to_recordset(${rows(x)}) as t(…)`. */
export const rows = (values: readonly unknown[]): SQL => sql`${JSON.stringify(values)}::jsonb`;
