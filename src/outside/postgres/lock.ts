import { readlink, symlink, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from './files.ts';
import { isAlive, startTicks } from './processes.ts';

/**
 * Takes the lock at `path` and gives back how to let go of it; undefined when its holder kept it for all of `ms`.
 * A symbolic link is made with its content in one step, so the lock always names its holder (`pid.startTicks`), and one
 * left by a killed process is seen through at once. Held only while a server is being made or started.
 */
export const takeLock = async (path: string, ms: number): Promise<(() => Promise<void>) | undefined> => {
  const mine = await signature(process.pid);
  const deadline = AbortSignal.timeout(ms);
  while (!deadline.aborted) {
    try {
      await symlink(mine, path);
      return () => remove(path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = await readlink(path).catch(() => undefined);
    const stale = holder !== undefined && !(await isHeld(holder));
    // Read again: someone else may have seen the same and taken the lock meanwhile.
    if (stale && (await readlink(path).catch(() => undefined)) === holder) await remove(path);
    else await delay(25);
  }
  return undefined;
};

/** True while the process that signed (see `signature`) is the one that has this pid now. */
export const isHeld = async (holder: string): Promise<boolean> => {
  const pid = Number(holder.split('.')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) && (await signature(pid)) === holder;
};

/** A process's name that its pid's next bearer will not have. */
export const signature = async (pid: number): Promise<string> => `${pid}.${await startTicks(pid)}`;

const remove = async (path: string): Promise<void> => {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
};
