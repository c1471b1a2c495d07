// An explanation as it is kept and published: everything the standing follows from, and nothing that tells of one rater.
import { groupConsensus } from './consensus.ts';
import type { Explanation } from './explain.ts';
import type { Rung } from './held-out.ts';
import type { Tally } from './middle.ts';
import type { Estimate } from './note-sums.ts';
import { type Margins, marginsOf, type Ruling, ruledBy, type Situation } from './standing.ts';

export type Told = Situation &
  Ruling & {
    readonly ratings: number;
    /** Rounded down; −1 for all but the first two where there are fewer than five ratings. */
    readonly margins: Margins;
    /** Null where a side has fewer than five: of one alone, the picture would tell the side. */
    readonly sides: { readonly below: Tally; readonly above: Tally } | null;
    /** To the thousandth; null below five ratings. */
    readonly estimate: Omit<Estimate, 'pWithout' | 'pStillNotHelpful'> | null;
    readonly weakerSide: 'below' | 'above';
    readonly needs?: number;
    /** How many sides were told apart, by the ladder; and where there are none, what both groups of opinion share, to the hundredth. */
    readonly rung: Rung;
    readonly consensus?: number;
    /** How many of the last helpful ratings were set apart, since they would have lowered it. */
    readonly apart: number;
  };

/** A side of fewer is not counted out. */
export const fewestTold = 5;

/**
 * Tells an explanation. The sums it follows from are left out: among few raters, each one's factor could be worked out of them.
 * In their place stand the margins, rounded **down** to the thousandth (numbers of ratings to whole ones), so that what was below
 * its limit still is, and what was not is not; the estimate and the tallies are rounded to the nearest, and nothing follows from them.
 */
export const told = (explanation: Explanation, rung: Rung): Told => {
  const { hasSides, before, wasDoubted, stoodDays, needs, weakerSide, apart, ratings, estimate } = explanation;
  const { below, above } = explanation.sides;
  const margins = toldAmongFew(roundedDown(marginsOf(explanation).margins));
  const situation = {
    hasSides,
    ...(before === undefined ? {} : { before, wasDoubted: wasDoubted ?? false, stoodDays: stoodDays ?? 0 }),
  };
  return {
    ...situation,
    ...ruledBy(margins, situation),
    ratings: tenth(ratings),
    margins,
    sides: Math.min(sizeOf(below), sizeOf(above)) < fewestTold ? null : { below: tenths(below), above: tenths(above) },
    estimate: margins.ratings < 0 ? null : rounded(estimate),
    weakerSide,
    apart,
    rung,
    ...(hasSides || margins.ratings < 0 ? {} : { consensus: Math.round(100 * groupConsensus([below, above])) / 100 }),
    ...(needs === undefined ? {} : { needs }),
  };
};

/** What an explanation that was told says by itself: the same standing for the same reason. */
export const ruledAsTold = ({ margins, ...situation }: Told): Ruling => ruledBy(margins, situation);

/** Among fewer than five nothing but their number is told: the others stand at −1 and are not looked at. */
const toldAmongFew = (margins: Margins): Margins =>
  margins.ratings >= 0 ? margins : { ...untold, ratings: margins.ratings, critical: margins.critical };

const untold: Margins = {
  ...{ ratings: -1, critical: -1, notHelpful: -1, stillNotHelpful: -1, possible: -1, shown: -1 },
  ...{ even: -1, evenToKeep: -1, net: -1 },
};

const whole: ReadonlySet<keyof Margins> = new Set(['ratings', 'critical', 'net']);

/** Numbers of ratings to whole ones, all others to the thousandth. */
export const roundedDown = (margins: Margins): Margins =>
  Object.fromEntries(
    (Object.entries(margins) as [keyof Margins, number][]).map(([name, margin]) => [
      name,
      whole.has(name) ? Math.floor(margin) : Math.floor(margin * 1000) / 1000,
    ]),
  ) as Margins;

const rounded = ({
  intercept,
  factor,
  se,
  seFactor,
  pShown,
  pNotHelpful,
}: Estimate): NonNullable<Told['estimate']> => ({
  intercept: thousandth(intercept),
  factor: thousandth(factor),
  se: thousandth(se),
  seFactor: thousandth(seFactor),
  pShown: thousandth(pShown),
  pNotHelpful: thousandth(pNotHelpful),
});

const tenths = ({ helpful, somewhat, not }: Tally): Tally => ({
  helpful: tenth(helpful),
  somewhat: tenth(somewhat),
  not: tenth(not),
});
const sizeOf = ({ helpful, somewhat, not }: Tally): number => helpful + somewhat + not;
const tenth = (x: number): number => Math.round(10 * x) / 10;
const thousandth = (x: number): number => Math.round(1000 * x) / 1000 + 0;
