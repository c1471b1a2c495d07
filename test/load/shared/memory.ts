// What a server and the processes it starts hold in memory, in megabytes, each page counted once. Linux.
import { readFileSync } from 'node:fs';

export type Held = {
  /** What the server has for itself, and what the processes have that it started for pictures. */
  readonly server: number;
  readonly pictures: number;
  /** Programs and libraries, which lie in memory once for all of these. */
  readonly code: number;
};

/**
 * By proc(5), `RssAnon` and `RssShmem`, and once the largest `RssFile`: no less than the sum of their `Pss`, which counts
 * code for less when somebody else on the machine runs the same.
 */
export const heldBy = (server: number): Held => {
  const held = { server: 0, pictures: 0, code: 0 };
  const look = (pid: number, as: 'server' | 'pictures'): void => {
    const status = textOf(`/proc/${pid}/status`);
    const mb = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
    if (isDatabase(status)) return;
    held[as] += mb('RssAnon') + mb('RssShmem');
    held.code = Math.max(held.code, mb('RssFile'));
    for (const child of childrenOf(pid)) look(child, 'pictures');
  };
  look(server, 'server');
  return held;
};

export const togetherMb = ({ server, pictures, code }: Held): number => server + pictures + code;

/** `Pss` of the server and its processes, with the database's apart. */
export const pssMb = (server: number): { readonly together: number; readonly database: number } => {
  const mb = { together: 0, database: 0 };
  const look = (pid: number, as: 'together' | 'database'): void => {
    const now = isDatabase(textOf(`/proc/${pid}/status`)) ? 'database' : as;
    mb[now] += Number(/^Pss:\s+(\d+)/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
    for (const child of childrenOf(pid)) look(child, now);
  };
  look(server, 'together');
  return mb;
};

const isDatabase = (status: string): boolean => status.startsWith('Name:\tpostgres');

const childrenOf = (pid: number): readonly number[] =>
  textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);

/** Empty where it went meanwhile. */
const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};
