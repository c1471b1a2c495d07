// Between two fits: raters stay as they were, each note moves with every rating. Provisional, until the next cold fit.

import type { Before } from './explain.ts';
import type { Fit } from './fit.ts';
import { type ByLevel, middleSums, type Tally, type Voices } from './middle.ts';
import { type Estimate, estimateOf, type NoteSums, type Prior, priorOf } from './note-sums.ts';
import { type Ratings, weightAt } from './ratings.ts';
import { type Decision, decide } from './standing.ts';

export type Online = {
  /** Takes a rating in. A rater the fit does not know is one in the middle. `value` is 0, .5 or 1; `times` −1 takes it back. */
  readonly rate: (note: number, rater: number, value: number, times?: number) => void;
  readonly voices: (note: number) => Voices;
  /** Of the middle of both sides, as the standing has it. */
  readonly estimate: (note: number) => Estimate;
  /**
   * What the rules make of it so far. Near-cliques and clusters are found by a whole fit alone: nobody is grouped here, and
   * late helpful ratings are not set apart.
   */
  readonly decide: (note: number, of: { readonly hasSides: boolean; readonly before?: Before | undefined }) => Decision;
};

/** Starts from what the fit was made of; `notes` leaves room for notes to come. */
export const createOnline = (fit: Fit, ratings: Ratings, notes = ratings.notes): Online => {
  const prior: Prior = priorOf(fit);
  const known = fit.raterFactor.length;
  // Six sums for each side and level: a rating touches one six.
  const sums = new Float64Array(36 * Math.max(notes, ratings.notes));
  const rate = (note: number, rater: number, value: number, times = 1): void => {
    const isKnown = rater < known;
    const f = isKnown ? (fit.raterFactor[rater] as number) : 0;
    const y = value - prior.mu - prior.centre - (isKnown ? (fit.raterIntercept[rater] as number) : prior.centre);
    const at = 36 * note + (f > 0 ? 18 : 0) + 12 * value;
    sums[at]! += times;
    sums[at + 1]! += times * f;
    sums[at + 2]! += times * f * f;
    sums[at + 3]! += times * y;
    sums[at + 4]! += times * y * f;
    sums[at + 5]! += times * y * y;
  };
  for (let k = 0; k < ratings.level.length; k++)
    rate(
      ratings.noteOf[k] as number,
      ratings.raterOf[k] as number,
      (ratings.level[k] as number) / 2,
      weightAt(ratings.weight, k),
    );
  const six = (at: number): NoteSums => {
    const [n = 0, f = 0, ff = 0, y = 0, yf = 0, yy = 0] = sums.subarray(at, at + 6);
    return { n, f, ff, y, yf, yy };
  };
  const side = (at: number): ByLevel<NoteSums> => ({ not: six(at), somewhat: six(at + 6), helpful: six(at + 12) });
  const voices = (note: number): Voices => ({ below: side(36 * note), above: side(36 * note + 18) });
  return {
    rate,
    voices,
    estimate: (note) => estimateOf(middleSums(voices(note)), prior),
    decide: (note, { hasSides, before }) => {
      const sums = voices(note);
      const sides = { below: tallyOf(sums.below), above: tallyOf(sums.above) };
      return decide({
        ratings: countOf(sides.below) + countOf(sides.above),
        ...{ sides, prior, sums, apart: 0, hasSides },
        ...(before === undefined
          ? {}
          : { before: before.standing, wasDoubted: before.isDoubted, stoodDays: before.stoodDays ?? 0 }),
      });
    },
  };
};

const tallyOf = ({ helpful, somewhat, not }: ByLevel<NoteSums>): Tally => ({
  helpful: helpful.n,
  somewhat: somewhat.n,
  not: not.n,
});

const countOf = ({ helpful, somewhat, not }: Tally): number => helpful + somewhat + not;
