// The reference's way to the minimum of the reference's loss: full batches, Adam at rate 1, clipped gradients, its stop.

import { chanceFrom } from '../../src/kit/bridge/chance.ts';
import type { Matrix } from '../../src/kit/bridge/matrix.ts';
import type { Ridges } from '../../src/kit/bridge/objective.ts';

export type Stepped = { readonly epochs: number; readonly loss: number; readonly noteIntercept: Float64Array };

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];
const rates = [1, 0.2] as const;
const mostEpochs = 1500;

/**
 * Stops when the loss changes by 1e-7 at most, or rises after epoch 100. At rate 1 alone the loss rises long before; like
 * the reference's initial intercepts, the start is small noise, and the rate falls to .2 once it has risen.
 */
export const adam = (matrix: Matrix, ridges: Ridges): Stepped => {
  const { start, entries } = matrix.byNote;
  const notes = start.length - 1;
  const raters = matrix.byRater.start.length - 1;
  const size = 1 + 2 * notes + 2 * raters;
  const chance = chanceFrom(1);
  const x = Float64Array.from({ length: size }, () => 0.1 * (chance.next() - 0.5));
  const gradient = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const scale = 1 / matrix.size;
  let last = Number.POSITIVE_INFINITY;
  let rate: number = rates[0];
  let epochs = 0;
  while (epochs < mostEpochs) {
    gradient.fill(0);
    const loss = lossAndGradient();
    epochs++;
    if (Math.abs(last - loss) <= 1e-7) return finished(loss);
    if (loss > last) {
      if (epochs > 100) return finished(loss);
      rate = rates[1];
    }
    last = loss;
    let norm = 0;
    for (let i = 0; i < size; i++) norm += (gradient[i] as number) ** 2;
    const clip = Math.min(1, 1 / Math.sqrt(norm));
    for (let i = 0; i < size; i++) {
      const g = clip * (gradient[i] as number);
      first[i] = beta1 * (first[i] as number) + (1 - beta1) * g;
      second[i] = beta2 * (second[i] as number) + (1 - beta2) * g * g;
      const step = (first[i] as number) / (1 - beta1 ** epochs);
      x[i]! -= (rate * step) / (Math.sqrt((second[i] as number) / (1 - beta2 ** epochs)) + epsilon);
    }
  }
  return finished(last);

  function finished(loss: number): Stepped {
    return { epochs, loss, noteIntercept: Float64Array.from({ length: notes }, (_, n) => x[1 + 2 * n] as number) };
  }

  function lossAndGradient(): number {
    let error = 0;
    for (let n = 0; n < notes; n++) {
      const at = 1 + 2 * n;
      const [intercept, factor] = [x[at] as number, x[at + 1] as number];
      for (let k = start[n] as number; k < (start[n + 1] as number); k++) {
        const entry = entries[k] as number;
        const u = 1 + 2 * notes + 2 * (entry >>> 2);
        const f = x[u + 1] as number;
        const e = 0.5 * (entry & 3) - (x[0] as number) - intercept - (x[u] as number) - factor * f;
        error += e * e;
        const d = -2 * scale * e;
        gradient[0]! += d;
        gradient[at]! += d;
        gradient[at + 1]! += d * f;
        gradient[u]! += d;
        gradient[u + 1]! += d * factor;
      }
    }
    let penalty = 0;
    for (let i = 0; i < size; i++) {
      const ridge = ridgeAt(i);
      penalty += ridge * (x[i] as number) ** 2;
      gradient[i]! += 2 * scale * ridge * (x[i] as number);
    }
    return scale * (error + penalty);
  }

  function ridgeAt(i: number): number {
    if (i === 0) return ridges.mean;
    const isFactor = i % 2 === 0;
    if (i <= 2 * notes) return isFactor ? ridges.noteFactor : ridges.noteIntercept;
    return isFactor ? ridges.raterFactor : ridges.raterIntercept;
  }
};
