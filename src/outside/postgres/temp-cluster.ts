import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { openPostgres, type PostgresServer } from './index.ts';
import { readPidFile } from './pid-file.ts';
import type { Connection } from './probe.ts';
import { isServerOn } from './processes.ts';

/** For tests: a temp folder that others may pass through, and that takes its servers with it when it goes. */
export const tempFolder = (mode = 0o755): { readonly at: string; readonly drop: () => Promise<void> } => {
  const at = mkdtempSync('/tmp/sangto-test-');
  chmodSync(at, mode);
  const drop = async (): Promise<void> => {
    for (const pid of started) process.kill(pid, 'SIGKILL');
    for (const folder of clusters.get(at) ?? []) {
      const left = await readPidFile(folder).catch(() => undefined);
      if (left && (await isServerOn(left.pid, folder))) process.kill(left.pid, 'SIGQUIT');
      await until(async () => !left || !(await isServerOn(left.pid, folder)));
    }
    rmSync(at, { recursive: true, force: true, maxRetries: 5 });
  };
  return { at, drop };
};

const clusters = new Map<string, Set<string>>();
const started = new Set<number>();

/** For tests: the cluster's folder inside a temp folder, remembered for its end. */
export const clusterIn = (at: string, ...path: string[]): string => {
  const folder = join(at, ...path, 'pg');
  clusters.set(at, (clusters.get(at) ?? new Set()).add(folder));
  return folder;
};

/** For tests: opens, or throws the refusal. */
export const open = async (folder: string, log: (line: string) => void = () => undefined): Promise<PostgresServer> => {
  const opened = await openPostgres({ folder, log });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
};

/** For tests: one question to the server, its rows back. */
export const ask = async (connection: Connection, sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ ...connection, ssl: false });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

/** For tests: waits until it is so, ten seconds at most. */
export const until = async (so: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = AbortSignal.timeout(10_000);
  while (!(await so())) {
    if (deadline.aborted) throw new Error('it never came to be');
    await delay(10);
  }
};

/** For tests: another process that opens the folder, tells how it went, and stays. */
export const openElsewhere = (
  folder: string,
  as: { readonly uid?: number; readonly gid?: number } = {},
  prefix: readonly string[] = [],
) => {
  const script = `
    const { openPostgres } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const opened = await openPostgres({ folder: ${JSON.stringify(folder)}, log: () => {} });
    const { ok, value, error } = opened;
    console.log(JSON.stringify(ok ? { adopted: value.adopted, connection: value.connection } : error));
    setInterval(() => {}, 1000);`;
  const [program = '', ...args] = [...prefix, process.execPath, '--input-type=module', '-e', script];
  const child: ChildProcess = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    cwd: '/',
    ...as,
  });
  const said = new Promise<{ adopted?: boolean; connection?: Connection; code?: string }>((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  });
  if (child.pid) started.add(child.pid);
  const ended = new Promise<unknown>((resolve) => child.once('exit', () => resolve(started.delete(child.pid ?? 0))));
  return { pid: child.pid ?? 0, said, ended };
};
