import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './files.ts';
import { isAlive, isServerOn } from './processes.ts';

/** What a running server says of itself in `postmaster.pid` (PostgreSQL source, `miscadmin.h`: one value per line). */
export type PidFile = {
  readonly pid: number;
  readonly port: number;
  /** Empty until the server has made its socket. */
  readonly socketFolder: string;
  /** False while it starts or stops: asking it then only fills its log. */
  readonly open: boolean;
};

/** Reads `postmaster.pid`; undefined when there is none, or it is still being written. */
export const readPidFile = async (folder: string): Promise<PidFile | undefined> => {
  try {
    return parsePidFile(await readFile(pidFileOf(folder), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** The same from its text. */
export const parsePidFile = (text: string): PidFile | undefined => {
  const lines = text.split('\n').map((line) => line.trim());
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isSafeInteger(pid) || pid <= 1 || !Number.isSafeInteger(port) || port <= 0) return undefined;
  const open = lines[7] !== 'starting' && lines[7] !== 'stopping';
  return { pid, port, socketFolder: lines[4] ?? '', open };
};

/**
 * Removes a `postmaster.pid` left by a server that is gone. PostgreSQL would see to it itself, except when the number
 * now belongs to another process (always so in a container, where pids repeat), the folder is a copy, or the power went
 * while the file was being written and left it empty.
 */
export const removePidFile = async (folder: string): Promise<void> => {
  const left = await readPidFile(folder);
  const size = await stat(pidFileOf(folder)).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === 0) await rm(pidFileOf(folder), { force: true });
  if (left && isAlive(left.pid) && !(await isServerOn(left.pid, folder))) await rm(pidFileOf(folder), { force: true });
};

const pidFileOf = (folder: string): string => join(folder, 'postmaster.pid');
