import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../base/result.ts';
import { ok, refuse } from '../../base/result.ts';
import type { Binaries } from './binaries.ts';
import { lastLines } from './command.ts';
import type { Place } from './place.ts';
import { awaitServer, type Connection, type Sight } from './probe.ts';
import type { PostgresRefusal } from './refusal.ts';
import type { Runner } from './runner.ts';
import { serverArguments } from './settings.ts';
import { sight } from './sight.ts';

/** A server that runs and answers. */
export type Running = {
  readonly pid: number;
  readonly connection: Connection;
  /** Ends when our child does; absent for a server that is not our child. */
  readonly ended?: Promise<void>;
  /** Lets the server live on without us: from here its log lines are lost. */
  readonly detach: () => void;
};

/**
 * Starts the server on a cluster and waits until it answers. It leads a session of its own, so Ctrl-C in our terminal
 * does not reach it, and it outlives us when we are killed: the next start adopts it.
 * Refuses with `start-failed`, its last words in the detail.
 */
export const launch = async (
  place: Place,
  how: { readonly binaries: Binaries; readonly runner: Runner; readonly socketFolder: string },
  log: (line: string) => void,
): Promise<Result<Running, PostgresRefusal>> => {
  const { binaries, runner, socketFolder } = how;
  const [program = '', ...args] = [...runner.prefix, binaries.postgres, ...serverArguments(place.folder, socketFolder)];
  const child = spawn(program, args, {
    env: binaries.env,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...runner.as,
  });
  const words = hear(child.stderr, log);
  const ended = once(child, 'exit').then(
    () => undefined,
    (error: unknown) => words.add(String(error)),
  );
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  child.unref();
  const look = async (): Promise<Sight> => {
    if (gone || child.pid === undefined) return 'gone';
    const seen = await sight(place.folder, child.pid);
    // Our own child, not yet in its folder: its end is told to us.
    return seen === 'gone' ? 'unknown' : seen;
  };
  const outcome = await awaitServer(() => look());
  if (outcome.kind === 'ready' && child.pid !== undefined) {
    return ok({ pid: child.pid, connection: outcome.connection, ended, detach: () => child.stderr.destroy() });
  }
  if (!gone) child.kill('SIGQUIT');
  // Orphans may hold the other end of the pipe for long.
  await Promise.race([words.settled, delay(1_000)]);
  const why = outcome.kind === 'ready' ? '' : outcome.why;
  return refuse('start-failed', { detail: `PostgreSQL did not start on ${place.folder} (${why}): ${words.last()}` });
};

/** Passes a stream on line by line and keeps the last ones; the stream does not keep the process alive. */
const hear = (stream: Readable, log: (line: string) => void) => {
  const kept: string[] = [];
  const add = (line: string): void => {
    kept.push(line);
    if (kept.length > 12) kept.shift();
  };
  const lines = createInterface({ input: stream });
  const settled = new Promise<void>((done) => lines.once('close', done));
  lines.on('line', (line) => {
    add(line);
    log(line);
  });
  // A pipe is a socket, and a socket may be left open at exit.
  (stream as Readable & { unref?: () => void }).unref?.();
  return { add, last: () => lastLines(kept.join('\n')), settled };
};
