// How much memory a process holds, seen from outside: it cannot forget to tell, nor tell something else.
import { readFileSync } from 'node:fs';

/** Bytes of a process that lie in memory (proc(5), VmRSS); undefined where the system tells nobody, or the process is gone. */
export const residentOf = (pid: number): number | undefined => {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return found === null ? undefined : Number(found[1]) * 1024;
  } catch {
    return undefined;
  }
};
