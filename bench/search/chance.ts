/** Numbers from 0 (with) to 1 (without) that look like chance and are the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Draws places `0 … weights.length - 1` as often as their weights say, each in constant time (Walker's alias method, 1974). */
export const drawing = (weights: readonly number[], chance: () => number): (() => number) => {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const share = Float64Array.from(weights, (w) => (w * weights.length) / total);
  const alias = new Uint32Array(weights.length);
  const small: number[] = [];
  const large: number[] = [];
  for (const [i, s] of share.entries()) (s < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const [poor, rich] = [small.pop() ?? 0, large.at(-1) ?? 0];
    alias[poor] = rich;
    share[rich] = (share[rich] ?? 0) + (share[poor] ?? 0) - 1;
    if ((share[rich] ?? 0) < 1) small.push(large.pop() ?? 0);
  }
  for (const i of [...small, ...large]) share[i] = 1;
  return () => {
    const place = Math.floor(chance() * share.length);
    return chance() < (share[place] ?? 1) ? place : (alias[place] ?? place);
  };
};
