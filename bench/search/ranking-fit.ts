import type { Judged } from './ranking-examples.ts';
import { minimise } from './ranking-lbfgs.ts';

/**
 * Weights under which the right candidate gets the largest share of exponential scores (conditional logit; all candidates
 * count as wrong, none is picked for being hard). `isUsed` leaves features out. `strength` is that of the ridge on
 * standardised weights. Features in, the same units out.
 */
export const fitRanker = (
  sets: readonly Judged[],
  width: number,
  strength: number,
  isUsed: (feature: number) => boolean = () => true,
): Float64Array => {
  const judged = sets.filter((s) => s.isRight.includes(1));
  const scales = spreads(judged, width).map((s, f) => (isUsed(f) && s > 1e-6 ? 1 / s : 0));
  const weights = minimise(width, (at, gradient) => {
    const scaled = at.map((x, f) => x * (scales[f] ?? 0));
    const sums = new Float64Array(width);
    let loss = 0;
    for (const one of judged) loss += addLoss(one, width, scaled, sums);
    for (let f = 0; f < width; f++) {
      gradient[f] = (sums[f] ?? 0) * (scales[f] ?? 0) + strength * (at[f] ?? 0);
      loss += (strength / 2) * (at[f] ?? 0) ** 2;
    }
    return loss;
  });
  return weights.map((x, f) => x * (scales[f] ?? 0));
};

/** Minus the logarithm of the right ones' mean share; adds its gradient to `sums`. */
const addLoss = (
  { rows, isRight, count }: Judged,
  width: number,
  weights: Float64Array,
  sums: Float64Array,
): number => {
  const shares = new Float64Array(count);
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    let score = 0;
    for (let f = 0; f < width; f++) score += (weights[f] ?? 0) * (rows[i * width + f] ?? 0);
    shares[i] = score;
    if (score > most) most = score;
  }
  let total = 0;
  let right = 0;
  for (let i = 0; i < count; i++) {
    total += Math.exp((shares[i] ?? 0) - most);
    right += isRight[i] ?? 0;
  }
  let loss = Math.log(total) + most;
  for (let i = 0; i < count; i++) {
    const wanted = (isRight[i] ?? 0) / right;
    loss -= wanted * (shares[i] ?? 0);
    const off = Math.exp((shares[i] ?? 0) - most) / total - wanted;
    if (Math.abs(off) < 1e-12) continue;
    for (let f = 0; f < width; f++) sums[f] = (sums[f] ?? 0) + off * (rows[i * width + f] ?? 0);
  }
  return loss;
};

/** Standard deviation of each feature over all rows. */
const spreads = (sets: readonly Judged[], width: number): Float64Array => {
  const [sum, squares] = [new Float64Array(width), new Float64Array(width)];
  let count = 0;
  for (const one of sets) {
    count += one.count;
    for (let at = 0; at < one.count * width; at++) {
      const f = at % width;
      const x = one.rows[at] ?? 0;
      sum[f] = (sum[f] ?? 0) + x;
      squares[f] = (squares[f] ?? 0) + x * x;
    }
  }
  return squares.map((s, f) => Math.sqrt(Math.max(0, s / count - ((sum[f] ?? 0) / count) ** 2)));
};

export type Logistic = { readonly bias: number; readonly weights: Float64Array };

/** Logistic regression with a ridge on standardised weights; `ys` are 0 or 1. */
export const fitLogistic = (rows: readonly Float64Array[], ys: readonly number[], strength: number): Logistic => {
  const width = rows[0]?.length ?? 0;
  const means = new Float64Array(width);
  const scales = new Float64Array(width);
  for (let f = 0; f < width; f++) {
    const mean = rows.reduce((sum, row) => sum + (row[f] ?? 0), 0) / rows.length;
    const variance = rows.reduce((sum, row) => sum + ((row[f] ?? 0) - mean) ** 2, 0) / rows.length;
    means[f] = mean;
    scales[f] = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  }
  const standard = rows.map((row) => row.map((x, f) => (x - (means[f] ?? 0)) * (scales[f] ?? 0)));
  const at = minimise(width + 1, (point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (const [i, row] of standard.entries()) {
      let odds = point[width] ?? 0;
      for (let f = 0; f < width; f++) odds += (point[f] ?? 0) * (row[f] ?? 0);
      const p = 1 / (1 + Math.exp(-odds));
      const y = ys[i] ?? 0;
      loss += Math.log1p(Math.exp(-Math.abs(odds))) + Math.max(odds, 0) - y * odds;
      for (let f = 0; f < width; f++) gradient[f] = (gradient[f] ?? 0) + (p - y) * (row[f] ?? 0);
      gradient[width] = (gradient[width] ?? 0) + p - y;
    }
    for (let f = 0; f < width; f++) {
      gradient[f] = (gradient[f] ?? 0) + strength * (point[f] ?? 0);
      loss += (strength / 2) * (point[f] ?? 0) ** 2;
    }
    return loss;
  });
  const weights = at.subarray(0, width).map((x, f) => x * (scales[f] ?? 0));
  const bias = weights.reduce((sum, w, f) => sum - w * (means[f] ?? 0), at[width] ?? 0);
  return { bias, weights };
};
