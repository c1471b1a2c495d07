// How often something may be done: a store of tokens that fills again with time.

export type TokenBucket = {
  /** Takes a token if there is one. `now` in milliseconds, from any clock that never runs backwards. */
  readonly take: (now: number) => boolean;
};

/** Starts full with `most` tokens and gains `perSecond` until it is full again. */
export const tokenBucket = (most: number, perSecond: number): TokenBucket => {
  let tokens = most;
  let filled: number | undefined;
  return {
    take: (now) => {
      tokens = Math.min(most, tokens + (Math.max(0, now - (filled ?? now)) / 1000) * perSecond);
      filled = now;
      if (tokens < 1) return false;
      tokens--;
      return true;
    },
  };
};
