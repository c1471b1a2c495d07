// One note, its raters held still: six sums say everything, and a rating more or less is six additions.
import type { Fit } from './fit.ts';

/** n, Σf, Σf², Σy, Σyf, Σy², where y is what a rating is above μ, the rater's intercept and the middle of the prior. */
export type NoteSums = {
  readonly n: number;
  readonly f: number;
  readonly ff: number;
  readonly y: number;
  readonly yf: number;
  readonly yy: number;
};

export const noSums: NoteSums = { n: 0, f: 0, ff: 0, y: 0, yf: 0, yy: 0 };

/** What a note's estimate needs of a fit, besides its sums. */
export type Prior = {
  readonly mu: number;
  readonly centre: number;
  readonly noteIntercept: number;
  readonly noteFactor: number;
  readonly variance: number;
};

export const priorOf = (fit: Fit): Prior => ({
  mu: fit.mu,
  centre: fit.centre,
  noteIntercept: fit.ridges.noteIntercept,
  noteFactor: fit.ridges.noteFactor,
  variance: fit.variance,
});

/** A rater as a note sees one. */
export type Voice = { readonly intercept: number; readonly factor: number };

/** `value` is 0, .5 or 1; `times` −1 takes a rating out again. Half a rating is possible too. */
export const withRating = (sums: NoteSums, prior: Prior, voice: Voice, value: number, times = 1): NoteSums => {
  const y = value - prior.mu - prior.centre - voice.intercept;
  const f = voice.factor;
  return {
    n: sums.n + times,
    f: sums.f + times * f,
    ff: sums.ff + times * f * f,
    y: sums.y + times * y,
    yf: sums.yf + times * y * f,
    yy: sums.yy + times * y * y,
  };
};

/** The second set of sums added to the first, `times` over. */
export const addSums = (to: NoteSums, of: NoteSums, times: number): NoteSums => ({
  n: to.n + times * of.n,
  f: to.f + times * of.f,
  ff: to.ff + times * of.ff,
  y: to.y + times * of.y,
  yf: to.yf + times * of.yf,
  yy: to.yy + times * of.yy,
});

export type Estimate = {
  readonly intercept: number;
  readonly factor: number;
  /** Standard errors of the two. */
  readonly se: number;
  readonly seFactor: number;
  /** How likely the intercept is above .40. */
  readonly pShown: number;
  /** How likely it is above .37, which is asked of what is left without some raters. */
  readonly pWithout: number;
  /** How likely it is below −.05 − .8·|factor|, and below −.05 − .4·|factor|. */
  readonly pNotHelpful: number;
  readonly pStillNotHelpful: number;
};

export const shownFrom = 0.4;
export const shownWithout = 0.37;
export const notHelpfulBelow = -0.05;
export const notHelpfulSlope = 0.8;
export const stillSlope = 0.4;

/**
 * The 2×2 ridge of one note, and its covariance.
 *
 *     const prior = { mu: 0.2, centre: 0.2, noteIntercept: 2, noteFactor: 2, variance: 0.1 };
 *     const sums = withRating(noSums, prior, { intercept: 0.2, factor: 0 }, 1);
 *     estimateOf(sums, prior).intercept.toFixed(3) // '0.333'
 */
export const estimateOf = (sums: NoteSums, prior: Prior): Estimate => {
  const n = sums.n + prior.noteIntercept;
  const q = sums.ff + prior.noteFactor;
  const determinant = n * q - sums.f * sums.f;
  const intercept = prior.centre + (sums.y * q - sums.yf * sums.f) / determinant;
  const factor = (sums.yf * n - sums.y * sums.f) / determinant;
  const se = Math.sqrt((prior.variance * q) / determinant);
  const pBelow = (slope: number): number => {
    const side = factor < 0 ? -slope : slope;
    const seLeaning = Math.sqrt((prior.variance * (q - 2 * side * sums.f + side * side * n)) / determinant);
    return below((notHelpfulBelow - intercept - side * factor) / seLeaning);
  };
  return {
    intercept,
    factor,
    se,
    seFactor: Math.sqrt((prior.variance * n) / determinant),
    pShown: below((intercept - shownFrom) / se),
    pWithout: below((intercept - shownWithout) / se),
    pNotHelpful: pBelow(notHelpfulSlope),
    pStillNotHelpful: pBelow(stillSlope),
  };
};

/** The normal distribution function, to 1e-7 (Abramowitz and Stegun 26.2.17 with its five terms). */
const below = (z: number): number => {
  if (Number.isNaN(z)) return 0.5;
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    Math.exp((-z * z) / 2) *
    0.3989422804014327 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
};
