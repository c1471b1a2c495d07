// A real instance in a process of its own, started through the front door, for scripts that kill it.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { killAllOn, processesOn } from './processes.ts';
import { unmountBelow } from './small-disk.ts';
import { until } from './until.ts';

export { memoryMb, postmasterPid } from './processes.ts';

const root = join(import.meta.dirname, '../../..');
const entry = join(root, 'bin/sangto.mjs');

export type Running = {
  readonly address: string;
  readonly operator: string;
  /** The one-time link that makes the first owner; null once there is one. */
  readonly owner: string | null;
  readonly child: ChildProcess;
  /** Process id of the application itself, behind the plain entry. */
  readonly pid: number;
  readonly checks: number;
  readonly readyMs: number;
  /** What it has said on standard error so far. */
  readonly said: () => string;
  readonly stop: () => Promise<number | null>;
};

export type Env = Readonly<Record<string, string>>;
/** Who to be: the user this script runs as when nothing is said. */
export type Who = { readonly uid?: number; readonly gid?: number };

/** Lets scripts ask as fast as they like. */
export const unlimited: Env = {
  SANGTO_RATE: '1000000',
  SANGTO_RATE_PER_CLIENT: '10000000',
  SANGTO_READ_PAGES: 'off',
};

const mine: string[] = [];
// A script that throws or is stopped leaves neither processes nor folders behind.
process.once('exit', () => {
  for (const folder of mine) clear(folder);
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(130));

const clear = (folder: string): void => {
  killAllOn(folder);
  unmountBelow(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
};

/**
 * A folder for one script. `remove` waits a moment for processes that are just ending, deletes the folder and gives how
 * many were still at work in it: none, when everything was stopped well.
 */
export const tempFolder = async (mode = 0o700): Promise<{ folder: string; remove: () => Promise<number> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-fault-'));
  chmodSync(folder, mode);
  mine.push(folder);
  const remove = async () => {
    await until('all processes gone', () => processesOn(folder).length === 0, 3).catch(() => undefined);
    const left = processesOn(folder).length;
    clear(folder);
    return left;
  };
  return { folder, remove };
};

const start = (args: readonly string[], env: Env, who: Who, stdio: SpawnOptions['stdio']): ChildProcess =>
  spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, DATABASE_URL: '', ...env },
    cwd: tmpdir(),
    stdio,
    ...who,
  });

/** Runs a command of sangto to its end. */
export const sangto = async (
  args: readonly string[],
  env: Env = {},
  who: Who = {},
): Promise<{ code: number | null; out: string; err: string }> => {
  const child = start(args, env, who, ['ignore', 'pipe', 'pipe']);
  let out = '';
  let err = '';
  child.stdout?.on('data', (d) => {
    out += d;
  });
  child.stderr?.on('data', (d) => {
    err += d;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
};

/** Runs a command with --json and gives the last value it prints; throws with its words when it fails. */
export const sangtoJson = async <T>(args: readonly string[], env: Env = {}): Promise<T> => {
  const { code, out, err } = await sangto([...args, '--json'], env);
  if (code !== 0) throw new Error(`sangto ${args.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as T;
};

/** Starts `sangto serve` and waits until it says it is ready; rejects when it ends before. */
export const serve = async (
  data: string,
  more: readonly string[] = [],
  env: Env = unlimited,
  who: Who = {},
): Promise<Running> => {
  const began = performance.now();
  const args = ['serve', '--json', '--port', '0', '--data', data, ...more];
  const child = start(args, env, who, ['ignore', 'pipe', 'pipe']);
  let err = '';
  child.stderr?.on('data', (d) => {
    err += d;
  });
  const lines = createInterface({ input: child.stdout! });
  const ready = await new Promise<{
    address: string;
    operator: string;
    owner: string | null;
    pid: number;
    checks: number;
  }>((resolve, reject) => {
    lines.on('line', (line) => {
      const said = JSON.parse(line) as { ready?: boolean; address: string } & Running;
      if (said.ready) resolve(said);
    });
    child.once('exit', (code, signal) => reject(new Error(`serve ended with ${code ?? signal}: ${err}`)));
  });
  return {
    ...ready,
    child,
    readyMs: performance.now() - began,
    said: () => err,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
};

/** What `sangto doctor` counts, by name: `Checks`, `Questions`. */
export const countsOf = async (data: string, env: Env = {}): Promise<Readonly<Record<string, number>>> => {
  const { out } = await sangto(['doctor', '--data', data, '--json'], env);
  const { findings } = JSON.parse(out) as { findings: readonly { what: string; found: string }[] };
  const count = (what: string) => Number.parseInt(findings.find((f) => f.what === what)?.found ?? '-1', 10);
  return { checks: count('Checks'), tips: count('Questions') };
};
