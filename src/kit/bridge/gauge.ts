// Moves that change no prediction and lower the penalty. Sweeps alone creep along these directions; a move jumps.
import type { Ridges } from './objective.ts';
import type { Pairs } from './sweep.ts';

/** What is fitted: the mean, and a pair for each rater and each note. */
export type State = { mean: number; readonly raters: Pairs; readonly notes: Pairs };

/** Makes each closed-form move once: both tilts, both shifts, the scale. */
export const moveGauge = (state: State, ridges: Ridges): void => {
  const { raters, notes } = state;
  tilt(raters, notes, ridges.raterIntercept, ridges.noteFactor);
  tilt(notes, raters, ridges.noteIntercept, ridges.raterFactor);
  state.mean += shift(raters, ridges.raterIntercept, ridges.mean, state.mean);
  state.mean += shift(notes, ridges.noteIntercept, ridges.mean, state.mean);
  rescale(raters, notes, ridges.raterFactor, ridges.noteFactor);
};

/** `other`'s factors move by c, `own`'s intercepts by −c times their factor: f_u·(f_n + c) − c·f_u is f_u·f_n. */
const tilt = (own: Pairs, other: Pairs, ridgeIntercept: number, ridgeFactor: number): void => {
  let product = 0;
  let square = 0;
  let sum = 0;
  for (let i = 0; i < own.length; i += 2) {
    const f = own[i + 1] as number;
    product += (own[i] as number) * f;
    square += f * f;
  }
  for (let j = 1; j < other.length; j += 2) sum += other[j] as number;
  const c =
    (ridgeIntercept * product - ridgeFactor * sum) / (ridgeIntercept * square + ridgeFactor * (other.length / 2));
  for (let i = 0; i < own.length; i += 2) own[i]! -= c * (own[i + 1] as number);
  for (let j = 1; j < other.length; j += 2) other[j]! += c;
};

/** Takes from every intercept what the mean had better hold. Gives what the mean gains. */
const shift = (own: Pairs, ridge: number, ridgeMean: number, mean: number): number => {
  let sum = 0;
  for (let i = 0; i < own.length; i += 2) sum += own[i] as number;
  const s = (ridge * sum - ridgeMean * mean) / (ridge * (own.length / 2) + ridgeMean);
  for (let i = 0; i < own.length; i += 2) own[i]! -= s;
  return s;
};

const rescale = (raters: Pairs, notes: Pairs, ridgeRater: number, ridgeNote: number): void => {
  const ofRaters = ridgeRater * squares(raters);
  const ofNotes = ridgeNote * squares(notes);
  if (ofRaters < 1e-200 || ofNotes < 1e-200) return;
  scale(raters, notes, (ofNotes / ofRaters) ** 0.25);
};

/** Multiplies the raters' factors and divides the notes'. */
export const scale = (raters: Pairs, notes: Pairs, by: number): void => {
  for (let i = 1; i < raters.length; i += 2) raters[i]! *= by;
  for (let j = 1; j < notes.length; j += 2) notes[j]! /= by;
};

/** Σ f². */
export const squares = (pairs: Pairs): number => {
  let sum = 0;
  for (let i = 1; i < pairs.length; i += 2) sum += (pairs[i] as number) ** 2;
  return sum;
};
