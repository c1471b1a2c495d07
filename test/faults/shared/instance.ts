// A real instance in a process of its own, started through the front door, for scripts that kill it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../../..');
const entry = join(root, 'bin/sangto.mjs');

export type Running = {
  readonly address: string;
  readonly operator: string;
  readonly child: ChildProcess;
  /** Process id of the application itself, behind the plain entry. */
  readonly pid: number;
  readonly readyMs: number;
  readonly stop: () => Promise<number | null>;
};

export type Env = Readonly<Record<string, string>>;

/** Lets scripts ask as fast as they like. */
export const unlimited: Env = { SANGTO_RATE: '1000000', SANGTO_RATE_PER_CLIENT: '10000000' };

export const tempFolder = async (): Promise<{ folder: string; remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'sangto-fault-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};

/** Runs a command of sangto to its end. */
export const sangto = async (
  args: readonly string[],
  env: Env = {},
): Promise<{ code: number | null; out: string; err: string }> => {
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (d) => {
    out += d;
  });
  child.stderr.on('data', (d) => {
    err += d;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
};

/** Starts `sangto serve` and waits until it says it is ready. */
export const serve = async (data: string, more: readonly string[] = [], env: Env = unlimited): Promise<Running> => {
  const began = performance.now();
  const child = spawn(process.execPath, [entry, 'serve', '--json', '--port', '0', '--data', data, ...more], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (d) => {
    err += d;
  });
  const lines = createInterface({ input: child.stdout });
  const ready = await new Promise<{ address: string; operator: string; pid: number }>((resolve, reject) => {
    lines.on('line', (line) => {
      const said = JSON.parse(line) as { ready?: boolean; address: string; operator: string; pid: number };
      if (said.ready) resolve(said);
    });
    child.once('exit', (code, signal) => reject(new Error(`serve ended with ${code ?? signal}: ${err}`)));
  });
  return {
    ...ready,
    child,
    readyMs: performance.now() - began,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    },
  };
};

/** Process id of the embedded server on this data folder. */
export const postmasterPid = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'pg/postmaster.pid'), 'utf8')).split('\n')[0]);

/** Resident memory of a process and all its children, each page counted once (Pss), in MB. Linux. */
export const memoryMb = async (...pids: readonly number[]): Promise<number> => {
  let kb = 0;
  for (const pid of pids) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kb += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    const below = children.trim() === '' ? [] : children.trim().split(' ').map(Number);
    if (below.length > 0) kb += 1024 * (await memoryMb(...below));
  }
  return kb / 1024;
};

export type Asked = { readonly outcome: string; readonly stored: boolean; readonly ticket?: { readonly id: string } };

/** Asks through the API; undefined when no answer came (the instance was being killed). */
export const ask = async (address: string, text: string): Promise<Asked | undefined> => {
  try {
    const response = await fetch(`${address}/api/v1/tips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    return response.ok ? ((await response.json()) as Asked) : undefined;
  } catch {
    return undefined;
  }
};

/** Ends the script with what was found; the exit code is what `npm run faults` counts. */
export const verdict = (found: Readonly<Record<string, unknown>>, fine: boolean): void => {
  console.log(JSON.stringify({ ...found, passed: fine }));
  process.exitCode = fine ? 0 : 1;
};
