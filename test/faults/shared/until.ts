// Waiting for a fact, not for a time; a fact that never comes ends the script.
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves with the milliseconds it took until `so`; rejects with `what` after `seconds`. */
export const until = async (what: string, so: () => boolean | Promise<boolean>, seconds = 60): Promise<number> => {
  const began = performance.now();
  while (!(await so())) {
    if (performance.now() - began > seconds * 1000) throw new Error(`after ${seconds} s still not: ${what}`);
    await delay(5);
  }
  return Math.round(performance.now() - began);
};
