// From the facts of one note to its standing. Nothing else is looked at: whoever has the facts gets the same standing.
import { middleOf, middleSums, type Tally, type Voices } from './middle.ts';
import type { Prior } from './note-sums.ts';
import { type Estimate, estimateOf, shownWithout } from './note-sums.ts';

/** What all ratings together say: helpful across viewpoints, helpful to neither, or not settled. */
export type Standing = 'helpful' | 'not-helpful' | 'needs-more';

export const isStanding = (text: string): text is Standing =>
  text === 'helpful' || text === 'not-helpful' || text === 'needs-more';

/** What decided. `across`, `held` and `locked` stand behind `helpful`; `low-for-all`, `held` and `locked` behind `not-helpful`. */
export type Rule =
  | 'few-ratings'
  | 'small-community'
  | 'low-for-all'
  | 'low'
  | 'uncertain'
  | 'one-sided'
  | 'other-side'
  | 'near-cliques'
  | 'one-cluster'
  | 'held'
  | 'locked'
  | 'across';

/** All that a standing follows from. */
export type Facts = {
  /** How many, where a near-clique that shares one vote counts one. */
  readonly ratings: number;
  /** Raters with a factor up to 0, and above it. */
  readonly sides: { readonly below: Tally; readonly above: Tally };
  readonly prior: Prior;
  /** The sums of whose middle the intercept follows; `apart` late helpful ratings that would lower it are not in them. */
  readonly sums: Voices;
  readonly apart: number;
  /** The same where no rater of a near-clique counts more than once, and without the cluster that matters most. */
  readonly withoutCliques?: Voices;
  readonly withoutCluster?: Voices;
  /** Two sides can be told apart here at all. */
  readonly hasSides: boolean;
  /** Its standing of record before, which an unsure estimate does not overturn. */
  readonly before?: Standing;
  /** The cut before said already that `before` does not hold. */
  readonly wasDoubted?: boolean;
  /** Whole days for which `before` has stood. */
  readonly stoodDays?: number;
};

export type Decision = {
  readonly standing: Standing;
  readonly rule: Rule;
  /** How far the deciding figure is from its limit; above 0 on the side of helpful. */
  readonly margin: number;
  readonly estimate: Estimate;
  /** It would have fallen, and falls if the next cut says so too. */
  readonly isDoubted: boolean;
};

export const fewestRatings = 5;
/** Five fifths of a vote are one. */
const rounding = 1e-6;
export const sure = 0.9;
/** So many standard errors are between the middle and what is told with that certainty. */
const sureErrors = 1.2816;

/** What "helpful" asks of the weaker side: a number of ratings, and a share of its own. */
type Asked = { readonly net: number; readonly netShare: number };

const toReach: Asked = { net: 4, netShare: 0.05 };
/** A standing that is there falls by evidence, not by a figure that trembles around its limit. */
const toKeep: Asked = { net: 2, netShare: 0.025 };
/** What has stood so long is not moved by ratings any more; people may still take it up. */
export const lockDays = 14;
const leaningToReach = 0.3;
const leaningToKeep = 0.6;

/**
 * How far the factor is from dividing: to be reached, a standing asks that it is surely small; to fall, that it is surely
 * large. While few rate, factors are drawn towards 0 and grow later.
 */
const evennessOf = ({ factor, seFactor }: Estimate, isThere: boolean): number =>
  isThere
    ? leaningToKeep - (Math.abs(factor) - sureErrors * seFactor)
    : leaningToReach - (Math.abs(factor) + sureErrors * seFactor);

/**
 * Decides. The order of the rules is the order in which they are told: the first that forbids "helpful" is the reason.
 * A helpful rating never lowers the outcome: see `facts.apart`. A standing falls when two cuts running say so,
 * and no more after two weeks, as the reference has it.
 */
export const decide = (facts: Facts): Decision => {
  const fresh = judged(facts);
  const { before = 'needs-more', stoodDays = 0 } = facts;
  if (before !== 'needs-more' && stoodDays >= lockDays)
    return { ...fresh, standing: before, rule: 'locked', isDoubted: fresh.standing !== before };
  if (before === 'needs-more' || before === fresh.standing || facts.wasDoubted === true) return fresh;
  return { ...fresh, standing: before, rule: 'held', isDoubted: true };
};

const judged = (facts: Facts): Decision => {
  const estimate = estimateOf(middleSums(facts.sums), facts.prior);
  const { pShown, pNotHelpful, pStillNotHelpful } = estimate;
  const as = (standing: Standing, rule: Rule, margin: number): Decision => ({
    standing,
    rule,
    margin,
    estimate,
    isDoubted: false,
  });
  const isThere = facts.before === 'helpful';
  if (facts.ratings < fewestRatings - rounding) return as('needs-more', 'few-ratings', facts.ratings - fewestRatings);
  if (!facts.hasSides) return as('needs-more', 'small-community', 0);
  // Five that are not helpful: or else a helpful rating, by being the fifth, would make a note not helpful.
  const isHeard = criticalOf(facts) >= fewestRatings - rounding;
  if (isHeard && pNotHelpful >= sure && evennessOf(estimate, false) > 0)
    return as('not-helpful', 'low-for-all', sure - pNotHelpful);
  if (isHeard && facts.before === 'not-helpful' && pStillNotHelpful > 1 - sure)
    return as('not-helpful', 'held', sure - pNotHelpful);
  if (pShown <= 1 - sure) return as('needs-more', 'low', pShown - sure);
  if (pShown < sure && !isThere) return as('needs-more', 'uncertain', pShown - sure);
  const even = evennessOf(estimate, isThere);
  if (even <= 0) return as('needs-more', 'one-sided', even);
  const short = shortOfNet(facts, isThere ? toKeep : toReach);
  if (short < 0) return as('needs-more', 'other-side', short);
  const alone = spareOf(facts.withoutCliques, facts);
  if (alone < 0) return as('needs-more', 'near-cliques', alone);
  const worst = spareOf(facts.withoutCluster, facts);
  if (worst < 0) return as('needs-more', 'one-cluster', worst);
  return as('helpful', pShown < sure ? 'held' : 'across', pShown - sure);
};

const criticalOf = ({ sides: { below, above } }: Facts): number =>
  below.somewhat + below.not + above.somewhat + above.not;

/** How far the weaker side's helpful less not helpful ratings, of its middle, are above what is asked: a number, and a share. */
const shortOfNet = ({ sides }: Facts, { net, netShare }: Asked): number =>
  Math.min(
    ...[sides.below, sides.above].map(
      (side) => netOf(middleOf(side)) - Math.max(net, netShare * (side.helpful + side.somewhat + side.not)),
    ),
  );

export const netOf = (tally: Tally): number => tally.helpful - tally.not;

/** What is left without some raters has to reach .37; to fall, it has to be surely below, and not for lack of ratings alone. */
const spareOf = (voices: Voices | undefined, { prior, before }: Facts): number => {
  if (voices === undefined) return Number.POSITIVE_INFINITY;
  const { intercept, pWithout } = estimateOf(middleSums(voices), prior);
  return before === 'helpful' ? pWithout - (1 - sure) : intercept - shownWithout;
};

/** Not helpful 0, unsettled 1, helpful 2: what the model alone says, for choosing between two estimates. */
export const stageOf = (estimate: Estimate, before?: Standing): number => {
  const { pShown, pNotHelpful, pStillNotHelpful } = estimate;
  if (pNotHelpful >= sure && evennessOf(estimate, false) > 0) return 0;
  if (before === 'not-helpful' && pStillNotHelpful > 1 - sure) return 0;
  const isShown = pShown >= sure || (before === 'helpful' && pShown > 1 - sure);
  return isShown && evennessOf(estimate, before === 'helpful') > 0 ? 2 : 1;
};
