// Reading from a server that counts its guests: told 429, it is asked again when it said, by nobody before.
import type { ReadFile } from '../kit/tlog/index.ts';
import { LogAway } from './log-source.ts';

/** What a server that named no time is left alone for. */
const unnamedMs = 5_000;
const leastMs = 1_000;

/**
 * The same reads, which wait where a server answers 429 and then ask again; all of them wait together. Once they would have waited for
 * more than `mostMs` in all, the refusal is thrown as it came. `wait` may reject, when the watch ends.
 */
export const patientRead = (
  read: ReadFile,
  { mostMs, wait }: { readonly mostMs: number; readonly wait: (ms: number) => Promise<void> },
): ReadFile => {
  let left = mostMs;
  let resting: Promise<void> | undefined;
  const rest = async (ms: number): Promise<void> => {
    left -= ms;
    await wait(ms).finally(() => {
      resting = undefined;
    });
  };
  return async (path) => {
    for (;;) {
      await resting;
      try {
        return await read(path);
      } catch (error) {
        if (!(error instanceof LogAway) || error.status !== 429) throw error;
        if (resting !== undefined) continue;
        const ms = error.retryAfter === undefined ? unnamedMs : Math.max(leastMs, error.retryAfter * 1000);
        if (ms > left) throw error;
        resting = rest(ms);
      }
    }
  };
};
