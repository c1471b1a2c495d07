// One embedded PostgreSQL for a whole test run, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../src/outside/postgres/index.ts';

export type TestConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestConnection;
  }
}

export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'sangto-test-'));
  const opened = await openPostgres({ folder: join(folder, 'pg'), log: () => undefined });
  if (!opened.ok)
    throw new Error(
      `the tests need the embedded PostgreSQL, and it did not start: ${opened.error.code} ${opened.error.detail ?? ''}`,
    );
  project.provide('postgres', { ...opened.value.connection });
  return async () => {
    await opened.value.stop();
    await rm(folder, { recursive: true, force: true });
  };
};
