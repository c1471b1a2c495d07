// A code of an app counts once: who read it over a shoulder, or off the line, comes too late (ASVS 6.5.1).
import type { Clock } from '../../base/clock.ts';

/** A code stays good for three periods of thirty seconds at most. */
const rememberMs = 120_000;

export type UsedOnce = {
  /** Takes a code for the time being; false when it was used, or is being tried, within two minutes. */
  readonly take: (code: string) => boolean;
  /** The code was not good: nothing was used. */
  readonly release: (code: string) => void;
};

/**
 * Codes of everybody together: it is known only afterwards whose a code was, and looking afterwards would use up the
 * sign-in under way. Two people with the same six digits at once are so rare that one of them may wait for the next.
 */
export const usedOnce = (now: Clock): UsedOnce => {
  const seen = new Map<string, number>();
  return {
    take: (code) => {
      const at = now().getTime();
      for (const [known, since] of seen) if (Math.abs(at - since) > rememberMs) seen.delete(known);
      if (seen.has(code)) return false;
      seen.set(code, at);
      return true;
    },
    release: (code) => void seen.delete(code),
  };
};
