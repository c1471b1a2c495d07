// Comparing in a thread of its own, so that it keeps nobody waiting who asks with words.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SightOf } from './sight-ports.ts';
import type { AskedOfSight, SaidBySight } from './sight-worker.ts';

export type SightThread = SightOf & { readonly close: () => Promise<void> };

/** The program from the build (beside the server) or from source. */
const program = (): string => {
  const built = join(import.meta.dirname, 'sight-worker.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'sight-worker.ts');
};

type Told = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/**
 * Starts the thread with the first thing that is asked of it. A thread that broke down is replaced, and told again what it
 * knew; what it was asked just then has failed.
 */
export const sightInThread = (): SightThread => {
  const known = new Map<number, Parameters<SightOf['put']>[1]>();
  const waiting = new Map<number, Told>();
  let thread: Worker | undefined;
  let count = 0;

  const opened = (): Worker => {
    if (thread !== undefined) return thread;
    const made = new Worker(program());
    made.unref();
    made.on('message', (said: SaidBySight) => {
      const told = waiting.get(said.n);
      waiting.delete(said.n);
      if ('failed' in said) told?.reject(new Error(said.failed));
      else told?.resolve(said.value);
      if (waiting.size === 0) made.unref();
    });
    const broken = (error: Error): void => {
      if (thread !== made) return;
      thread = undefined;
      const all = [...waiting.values()];
      waiting.clear();
      for (const { reject } of all) reject(error);
    };
    made.once('error', broken);
    made.once('exit', (code) => broken(new Error(`the thread that sees pictures ended with ${code}`)));
    thread = made;
    for (const [id, looks] of known) void asked('put', [id, looks]);
    return made;
  };

  const asked = <Name extends keyof SightOf>(
    what: Name,
    given: Parameters<SightOf[Name]>,
  ): ReturnType<SightOf[Name]> => {
    const at = opened();
    const n = count++;
    at.ref();
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(n, { resolve, reject });
      at.postMessage({ n, what, given } as AskedOfSight);
    }) as ReturnType<SightOf[Name]>;
  };

  return {
    put: async (id, looks) => {
      known.set(id, looks);
      await asked('put', [id, looks]);
    },
    remove: async (id) => {
      known.delete(id);
      if (thread !== undefined) await asked('remove', [id]);
    },
    find: (looks) => asked('find', [looks]),
    close: async () => {
      const last = thread;
      thread = undefined;
      await last?.terminate();
    },
  };
};
