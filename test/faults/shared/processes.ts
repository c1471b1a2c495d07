// Which processes still work in a folder, read from /proc: a script that passes leaves none.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Process ids of everything that has its working folder below `folder`, or names it in its command line. Linux. */
export const processesOn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => isOn(`/proc/${name}`, folder))
    .map(Number);

const isOn = (entry: string, folder: string): boolean => {
  try {
    const place = readlinkSync(join(entry, 'cwd')).replace(/ \(deleted\)$/, '');
    if (place === folder || place.startsWith(`${folder}/`)) return true;
    return readFileSync(join(entry, 'cmdline'), 'utf8').includes(folder);
  } catch {
    // It ended while we looked, or is somebody else's.
    return false;
  }
};

/** Kills what is left on a folder. For the end of a script that failed, and for pulling the plug. */
export const killAllOn = (folder: string): void => {
  for (const pid of processesOn(folder)) signal(pid, 'SIGKILL');
};

/** Sends a signal; one that ended meanwhile is no error. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Process id of the embedded server on this data folder. */
export const postmasterPid = async (data: string): Promise<number> =>
  Number((await readFile(join(data, 'pg/postmaster.pid'), 'utf8')).split('\n')[0]);

/** Resident memory of one process in MB. Linux. */
export const residentMb = async (pid: number): Promise<number> =>
  Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** Resident memory of processes and all their children, each page counted once (Pss), in MB. Linux. */
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
