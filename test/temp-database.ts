// A fresh, migrated database for one test file.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Id } from '../src/base/ids.ts';
import type { World } from '../src/desk/index.ts';
import { certainFrom, createIndex } from '../src/kit/search/index.ts';
import { analyzer } from '../src/kit/text/index.ts';
import { cardsInMemory } from '../src/main/cards.ts';
import { keyedWith } from '../src/main/secrets.ts';
import {
  aliasesIn,
  checksIn,
  type Database,
  feedbackIn,
  importsIn,
  type Jobs,
  migrate,
  openDatabase,
  openJobs,
  readsIn,
  tipsIn,
} from '../src/store/index.ts';

export type StoredWorld = Pick<
  World,
  | 'now'
  | 'newId'
  | 'keyed'
  | 'index'
  | 'meaning'
  | 'knownFrom'
  | 'cards'
  | 'tips'
  | 'checks'
  | 'imports'
  | 'reads'
  | 'feedback'
  | 'aliases'
>;

const migrations = join(import.meta.dirname, '../src/store/migrations');

/** Creates and migrates a database; it is dropped when the test ends. */
export const tempDatabase = async (): Promise<Database> => {
  const connection = inject('postgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase({ ...connection });
  await admin.pool.query(`create database ${name}`);
  const database = openDatabase({ ...connection, database: name });
  onTestFinished(async () => {
    await database.close();
    await admin.pool.query(`drop database ${name} with (force)`);
    await admin.close();
  });
  const migrated = await migrate(database, migrations);
  if (!migrated.ok) throw new Error(migrated.error.code);
  return database;
};

/** Real store, real index, a clock that the test sets. */
export const storedWorld = async (
  at = '2026-11-20T10:00:00Z',
): Promise<{ world: StoredWorld; database: Database; jobs: Jobs; setClock: (at: string) => void }> => {
  const database = await tempDatabase();
  const jobs = await openJobs(database, { worker: false, onError: () => undefined });
  onTestFinished(() => jobs.stop());
  let now = new Date(at);
  const checks = checksIn(database, jobs.enqueue);
  const world: StoredWorld = {
    now: () => now,
    newId: () => randomUUID() as Id,
    keyed: keyedWith(Buffer.alloc(32, 7)),
    index: createIndex(analyzer),
    meaning: { ofQuestion: async () => undefined },
    knownFrom: certainFrom(0.95),
    cards: cardsInMemory(checks, 1000),
    tips: tipsIn(database, jobs.enqueue),
    checks,
    imports: importsIn(database, jobs.enqueue),
    reads: readsIn(database),
    feedback: feedbackIn(database),
    aliases: aliasesIn(database, jobs.enqueue),
  };
  return {
    world,
    database,
    jobs,
    setClock: (next) => {
      now = new Date(next);
    },
  };
};
