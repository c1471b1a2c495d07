// Every number and rule that a fit used, as one public file: whoever has it and the ratings needs no source of ours.
import { finest } from './fit.ts';
import { cliqueGrain, clusterGrain } from './groups.ts';
import { activeFrom, fewestActive, heldOutSeeds, heldOutShare, manyRatings } from './held-out.ts';
import { mostBefore } from './in-time.ts';
import { leftOut } from './middle.ts';
import { notHelpfulBelow, notHelpfulSlope, shownFrom, shownWithout, stillSlope } from './note-sums.ts';
import { ridgesOf } from './objective.ts';
import { youngDays } from './ratings.ts';
import {
  fewestRatings,
  leaningToKeep,
  leaningToReach,
  lockDays,
  sure,
  sureErrors,
  toKeep,
  toReach,
} from './standing.ts';
import type { OfRecord } from './standings.ts';

/** Goes up with every change by which the same ratings give another standing. */
export const engineVersion = 2;

/** The file, two spaces deep. The same ratings give the same bytes. */
export const parametersText = ({ ratings, record, fit, ladder, suggest }: OfRecord): string => {
  const { objective, mu, centre, variance, loss, sweeps, isSettled } = fit;
  const ridges = ridgesOf(objective, record.level.length, record.notes, record.raters);
  const all = {
    engine: { name: 'sangto/bridge', version: engineVersion },
    input: {
      ratings: ratings.level.length,
      ofRecord: record.level.length,
      areByLot: record.lot?.includes(1) ?? false,
      hasSuggestions: suggest !== undefined,
      note: 'A note is a rated check. Of several ratings of one rater on one note the last counts (by time, then by line).',
    },
    model: {
      prediction: 'mu + raterIntercept + noteIntercept + raterFactor * noteFactor',
      levels: { NOT_HELPFUL: 0, SOMEWHAT_HELPFUL: 0.5, HELPFUL: 1 },
      objective,
      minimised: objective === 'constant' ? constantLoss : referenceLoss,
      ridges,
      tolerance: finest,
      conventions: [
        'mu = mean raterIntercept = mean noteIntercept: a third of the mean that the fit finds',
        'the mean squares of both factors are equal',
        'at least half of the raters have a factor of 0 or below',
      ],
    },
    counts: {
      byLot: 'where any rating is by lot, those alone make standings; all of them together suggest',
      youngDays,
      cliques: {
        ...cliqueGrain,
        comparedWith: mostBefore,
        weight: 'one divided by how many of the group rated the note; of ratings of record among themselves',
      },
      clusters: { ...clusterGrain, comparedWith: mostBefore },
      groups:
        'raters are of one group when `alike` ratings of the same note with the same level lie at most `minutes` apart, each compared with the `comparedWith` before it, those are `share` of what the less busy of the two rated, and `agreed` of all that both rated that near in time; groups chain',
      middle: {
        leftOut,
        note: 'of each side (factor up to 0, and above) this share at either end is left out; the rest is stretched to the size of the side',
      },
      apart: 'of the helpful ratings, as many of the last are set apart as serves the note best',
    },
    ladder: {
      fewestActive,
      activeFrom,
      heldOutShare,
      seeds: record.level.length > manyRatings ? 1 : heldOutSeeds,
      ...ladder,
      note: 'below `fewestActive` raters with `activeFrom` ratings (by weight) two people decide; above, two sides are told apart only where the factor raises R² on ratings held out',
    },
    rules: {
      fewestRatings,
      sure,
      sureErrors,
      shownFrom,
      shownWithout,
      notHelpful: { below: notHelpfulBelow, slope: notHelpfulSlope, slopeToKeep: stillSlope },
      evenness: { toReach: leaningToReach, toKeep: leaningToKeep },
      weakerSide: { toReach, toKeep },
      lockDays,
      order: rules.map(([rule, standing, when]) => ({ rule, standing, when })),
    },
    fitted: { mu, centre, variance, loss, sweeps, isSettled },
  };
  return `${JSON.stringify(all, null, 2)}\n`;
};

const constantLoss =
  'sum e^2 + ridges.raterIntercept * sum (raterIntercept - mu)^2 + ridges.noteIntercept * sum (noteIntercept - mu)^2 + ridges.raterFactor * sum raterFactor^2 + ridges.noteFactor * sum noteFactor^2, each e^2 by its weight';
const referenceLoss =
  'mean e^2 + .03 * (mean raterFactor^2 + mean noteFactor^2) + .15 * (mean raterIntercept^2 + mean noteIntercept^2 + mu^2)';

/** In the order in which they are asked. P is the chance by the note's 2×2 covariance. */
const rules: readonly (readonly [rule: string, standing: string, when: string])[] = [
  ['locked', 'as before', 'it has stood for lockDays or longer'],
  ['few-ratings', 'needs-more', 'ratings, by weight, are below fewestRatings'],
  ['small-community', 'needs-more', 'the ladder tells no two sides apart'],
  [
    'low-for-all',
    'not-helpful',
    'fewestRatings are not helpful or somewhat, P(intercept < below - slope * |factor|) >= sure, and |factor| + sureErrors * its error <= evenness.toReach',
  ],
  ['held', 'not-helpful', 'it stood so, and P(intercept < below - slopeToKeep * |factor|) >= 1 - sure'],
  ['low', 'needs-more', 'P(intercept > shownFrom) < 1 - sure'],
  ['uncertain', 'needs-more', 'P(intercept > shownFrom) < sure, and it did not stand as helpful'],
  [
    'one-sided',
    'needs-more',
    '|factor| + sureErrors * its error > evenness.toReach; where it stood as helpful, |factor| - sureErrors * its error > evenness.toKeep',
  ],
  [
    'other-side',
    'needs-more',
    'on one side, helpful less not helpful of its middle is below weakerSide.net, or below netShare of that side',
  ],
  [
    'near-cliques',
    'needs-more',
    'without raters of near-cliques the intercept is below shownWithout; where it stood as helpful, P(intercept > shownWithout) < 1 - sure',
  ],
  ['one-cluster', 'needs-more', 'the same without the one cluster that matters most'],
  ['held', 'helpful', 'none of these, it stood so, and P(intercept > shownFrom) < sure'],
  ['across', 'helpful', 'none of these'],
  ['held', 'as before', 'it would fall or turn, and the cut before did not say so yet'],
];
