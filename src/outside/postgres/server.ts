import { setTimeout as delay } from 'node:timers/promises';
import type { Result } from '../../base/result.ts';
import type { Running } from './launch.ts';
import { awaitServer, type Connection } from './probe.ts';
import { isServerOn } from './processes.ts';
import type { PostgresRefusal } from './refusal.ts';
import { sight } from './sight.ts';

/** A server in our keeping. */
export type PostgresServer = {
  readonly connection: Connection;
  /** Found running: left by a killed parent, or run by another process of ours. */
  readonly adopted: boolean;
  /** Starts the server again if it has died; resolves when it answers. Concurrent calls share one attempt. Rejects when it cannot, and after `stop`. */
  readonly revive: () => Promise<void>;
  /** Tells of every unexpected death, an adopted server's within half a second. Gives back how to stop listening. */
  readonly onDown: (tell: () => void) => () => void;
  /** Fast shutdown: open connections are cut, nothing acknowledged is lost. Safe to call twice. `leave`: only detach. */
  readonly stop: (how?: { readonly leave?: boolean }) => Promise<void>;
};

/** Keeps watch over a running server; `again` finds or starts its successor. */
export const supervise = (
  folder: string,
  first: Running,
  again: () => Promise<Result<Running, PostgresRefusal>>,
): PostgresServer => {
  const listeners = new Set<() => void>();
  let running = first;
  let attempt: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;
  const tellAll = (): void => {
    for (const tell of stopping ? [] : listeners) tell();
  };
  let unwatch = watch(folder, first, tellAll);

  const revive = async (): Promise<void> => {
    if (stopping) throw new Error('the embedded PostgreSQL was stopped');
    const outcome = await awaitServer(() => sight(folder, running.pid));
    if (outcome.kind === 'ready') return;
    if (outcome.kind !== 'gone') throw new Error(`the embedded PostgreSQL: ${outcome.why}`);
    const next = await again();
    if (!next.ok) throw new Error(`${next.error.code}: ${next.error.detail ?? ''}`);
    unwatch();
    running = next.value;
    unwatch = watch(folder, running, tellAll);
  };

  const stop = async (leave: boolean): Promise<void> => {
    await attempt?.catch(() => undefined);
    unwatch();
    if (!leave) await end(running.pid, folder);
    running.detach();
  };

  return {
    get connection() {
      return running.connection;
    },
    get adopted() {
      return running.ended === undefined;
    },
    revive: () => {
      attempt ??= revive().finally(() => {
        attempt = undefined;
      });
      return attempt;
    },
    onDown: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    stop: (how) => {
      stopping ??= stop(how?.leave ?? false);
      return stopping;
    },
  };
};

/** Tells once when the server is gone. A child's end is told to us; for any other process we have to look. */
const watch = (folder: string, running: Running, tell: () => void): (() => void) => {
  let over = false;
  const finish = (): void => {
    if (!over) tell();
    over = true;
    clearInterval(timer);
  };
  const look = async (): Promise<void> => {
    if (!(await isServerOn(running.pid, folder))) finish();
  };
  const timer = setInterval(() => void look(), 500).unref();
  if (running.ended) {
    clearInterval(timer);
    void running.ended.then(finish);
  }
  return () => {
    over = true;
    clearInterval(timer);
  };
};

/**
 * Ends the server by its pid, after making sure that the pid is still the server. Fast shutdown (SIGINT) writes a
 * checkpoint; one that takes over 8 s is cut short (SIGQUIT), and the next start replays the log instead.
 */
const end = async (pid: number, folder: string): Promise<void> => {
  for (const [signal, ms] of [
    ['SIGINT', 8_000],
    ['SIGQUIT', 7_000],
  ] as const) {
    if (!(await isServerOn(pid, folder))) return;
    process.kill(pid, signal);
    const deadline = AbortSignal.timeout(ms);
    while (!deadline.aborted) {
      if (!(await isServerOn(pid, folder))) return;
      await delay(20);
    }
  }
  throw new Error(`PostgreSQL ${pid} on ${folder} did not stop`);
};
