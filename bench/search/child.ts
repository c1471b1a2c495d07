// A measurement in a fresh process, so that memory and caches are its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const script = join(import.meta.dirname, '..', 'search.ts');

/** Runs `bench/search.ts child KIND` with `task` and gives what it reports. Throws when it does not. */
export const inChild = async <T>(kind: string, task: unknown, nodeFlags: readonly string[] = []): Promise<T> => {
  const child = spawn(process.execPath, ['--expose-gc', ...nodeFlags, script, 'child', kind], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  let reported: { readonly value: T } | undefined;
  child.on('message', (message) => {
    reported = message as { readonly value: T };
  });
  child.send({ task });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (reported === undefined) throw new Error(`the measurement ${kind} ended with ${code} and reported nothing`);
  return reported.value;
};

/** The other side: takes the task, does the work, reports, ends. */
export const asChild = async (work: (task: never) => Promise<unknown>): Promise<void> => {
  const [message] = (await once(process, 'message')) as [{ readonly task: never }];
  const value = await work(message.task);
  await new Promise((sent) => process.send?.({ value }, sent));
  process.disconnect();
};
