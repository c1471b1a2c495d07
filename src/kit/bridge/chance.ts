// Chance from a seed: the same seed, the same numbers, on every machine (mulberry32).
export type Chance = {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number below `kinds`. */
  readonly below: (kinds: number) => number;
  /** Around 0, with standard deviation 1. */
  readonly normal: () => number;
};

export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (kinds) => Math.floor(next() * kinds),
    // Twelve uniform numbers less six: no logarithm, whose last bit is the machine's own affair.
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
  };
};
