// How much memory a process holds, seen from outside: it cannot forget to tell, nor tell something else.
import { readFileSync } from 'node:fs';

/**
 * Bytes that a process alone holds in memory (proc(5), RssAnon and RssShmem): program code is mapped from files, lies there
 * once for all processes, and is left out. Undefined where the system tells nobody, or the process is gone.
 */
export const residentOf = (pid: number): number | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const found = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm)];
    return found.length === 0 ? undefined : found.reduce((sum, [, kb]) => sum + Number(kb) * 1024, 0);
  } catch {
    return undefined;
  }
};
