// The command line as its user has it: the built program, in a process and a folder of its own.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/store/index.ts';

const root = join(import.meta.dirname, '../..');

// A dozen commands are a dozen processes; a busy machine takes its time over them.
vi.setConfig({ testTimeout: 90_000 });

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };
export type Env = Readonly<Record<string, string>>;

/** Starts `sangto` with nothing of our own environment that it would read; it opens no page of the web. */
export const start = (args: readonly string[], env: Env, cwd: string) => {
  if (!existsSync(join(root, 'dist/server/cli.js'))) throw new Error('not built yet: npm run build (npm test does it)');
  const { PATH = '' } = process.env;
  return spawn(process.execPath, [join(root, 'bin/sangto.mjs'), ...args], {
    cwd,
    env: { PATH, SANGTO_READ_PAGES: 'off', ...env },
  });
};

/** What a started command said and how it ended. */
export const ended = async (child: ReturnType<typeof start>): Promise<Ran> => {
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

/** Every test of a command is one of its silence, too: into a pipe go results, no progress and no colours. */
const quiet = (ran: Ran): Ran => {
  if (/[\r\x1b]/.test(ran.out + ran.err)) throw new Error(`not quiet in a pipe: ${JSON.stringify(ran)}`);
  return ran;
};

export type Place = {
  readonly folder: string;
  readonly env: Env;
  /** Runs a command to its end, with this on its standard input. */
  readonly run: (args: readonly string[], how?: { readonly stdin?: string; readonly env?: Env }) => Promise<Ran>;
  /** The one value a command prints under --json. Throws when it fails. */
  readonly json: <T = Record<string, unknown>>(args: readonly string[], stdin?: string) => Promise<T>;
};

/** An empty folder to run commands in; removed when the test ends. */
export const emptyPlace = (env: Env = {}): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const run: Place['run'] = async (args, how = {}) => {
    const child = start(args, { ...env, ...how.env }, folder);
    child.stdin.on('error', () => undefined);
    child.stdin.end(how.stdin ?? '');
    return quiet(await ended(child));
  };
  const json: Place['json'] = async (args, stdin = '') => {
    const { code, out, err } = await run([...args, '--json'], { stdin });
    const lines = out.trim().split('\n');
    if (code !== 0 || err !== '' || lines.length !== 1)
      throw new Error(`sangto ${args.join(' ')}: ${code} ${out} ${err}`);
    return JSON.parse(lines[0] ?? '');
  };
  return { folder, env, run, json };
};

/** The same with a database of its own on the server of this test run, which spares each command a server of its own. */
export const placeWithDatabase = async (): Promise<Place> => {
  const { host, port, user, database } = inject('postgres');
  const name = `cli_${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase({ host, port, user, database });
  await admin.pool.query(`create database ${name}`);
  onTestFinished(async () => {
    await admin.pool.query(`drop database ${name} with (force)`);
    await admin.close();
  });
  return emptyPlace({ DATABASE_URL: `postgres://${user}@localhost:${port}/${name}?host=${host}` });
};

/** Lines of a JSON Lines text. */
export const linesOf = (text: string): readonly Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Lines of a JSON Lines file. */
export const linesIn = (file: string): readonly Record<string, unknown>[] => linesOf(readFileSync(file, 'utf8'));
