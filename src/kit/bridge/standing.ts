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
  /** The same without any rater of a near-clique, and without the cluster that matters most. */
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
export const sureErrors = 1.2816;

/** What "helpful" asks of the weaker side: a number of ratings, and a share of its own. */
type Asked = { readonly net: number; readonly netShare: number };

export const toReach: Asked = { net: 4, netShare: 0.05 };
/** A standing that is there falls by evidence, not by a figure that trembles around its limit. */
export const toKeep: Asked = { net: 2, netShare: 0.025 };
/** What has stood so long is not moved by ratings any more; people may still take it up. */
export const lockDays = 14;
export const leaningToReach = 0.3;
export const leaningToKeep = 0.6;

/**
 * How far the factor is from dividing: to be reached, a standing asks that it is surely small; to fall, that it is surely
 * large. While few rate, factors are drawn towards 0 and grow later.
 */
const evennessOf = ({ factor, seFactor }: Estimate, isThere: boolean): number =>
  isThere
    ? leaningToKeep - (Math.abs(factor) - sureErrors * seFactor)
    : leaningToReach - (Math.abs(factor) + sureErrors * seFactor);

/**
 * How far each figure is from the limit it is asked about: at 0 or above it is met. The whole decision follows from these, and from
 * no sum over raters.
 */
export type Margins = {
  /** Ratings, and ratings that are not helpful, above five. */
  readonly ratings: number;
  readonly critical: number;
  /** Chances of being not helpful: above .9, and what is asked of one that stands so, above .1. */
  readonly notHelpful: number;
  readonly stillNotHelpful: number;
  /** The chance of being above .40: above .1 and above .9. */
  readonly possible: number;
  readonly shown: number;
  /** How far the factor is from dividing; to be reached, and for what stands to fall. */
  readonly even: number;
  readonly evenToKeep: number;
  /** The weaker side's net of its middle, above what is asked. */
  readonly net: number;
  /** What is left without some raters, above what is asked of it; absent where nobody is left out. */
  readonly withoutCliques?: number;
  readonly withoutCluster?: number;
};

/** What has been so far, and whether two sides can be told apart. */
export type Situation = Pick<Facts, 'hasSides' | 'before' | 'wasDoubted' | 'stoodDays'>;

export type Ruling = Omit<Decision, 'estimate'>;

/** The margins of the facts, and the estimate that they are taken from. */
export const marginsOf = (facts: Facts): { readonly margins: Margins; readonly estimate: Estimate } => {
  const estimate = estimateOf(middleSums(facts.sums), facts.prior);
  const { pShown, pNotHelpful, pStillNotHelpful } = estimate;
  const alone = spareOf(facts.withoutCliques, facts);
  const worst = spareOf(facts.withoutCluster, facts);
  const margins = {
    ratings: facts.ratings - fewestRatings + rounding,
    critical: criticalOf(facts) - fewestRatings + rounding,
    notHelpful: pNotHelpful - sure,
    stillNotHelpful: pStillNotHelpful - (1 - sure),
    possible: pShown - (1 - sure),
    shown: pShown - sure,
    even: evennessOf(estimate, false),
    evenToKeep: evennessOf(estimate, true),
    net: netMargin(facts, facts.before === 'helpful' ? toKeep : toReach),
    ...(alone === undefined ? {} : { withoutCliques: alone }),
    ...(worst === undefined ? {} : { withoutCluster: worst }),
  };
  return { margins, estimate };
};

/**
 * Decides. The order of the rules is the order in which they are told: the first that forbids "helpful" is the reason.
 * A helpful rating never lowers the outcome: see `facts.apart`. A standing falls when two cuts running say so,
 * and no more after two weeks, as the reference has it.
 */
export const decide = (facts: Facts): Decision => {
  const { margins, estimate } = marginsOf(facts);
  return { ...ruledBy(margins, facts), estimate };
};

/** The same from the margins: rounded down, they rule as in full, because each is asked whether it is below 0 and nothing else. */
export const ruledBy = (margins: Margins, situation: Situation): Ruling => {
  const fresh = judged(margins, situation);
  const { before = 'needs-more', stoodDays = 0 } = situation;
  if (before !== 'needs-more' && stoodDays >= lockDays)
    return { ...fresh, standing: before, rule: 'locked', isDoubted: fresh.standing !== before };
  if (before === 'needs-more' || before === fresh.standing || situation.wasDoubted === true) return fresh;
  return { ...fresh, standing: before, rule: 'held', isDoubted: true };
};

const judged = (m: Margins, { hasSides, before }: Situation): Ruling => {
  const as = (standing: Standing, rule: Rule, margin: number): Ruling => ({ standing, rule, margin, isDoubted: false });
  const isThere = before === 'helpful';
  if (m.ratings < 0) return as('needs-more', 'few-ratings', m.ratings);
  if (!hasSides) return as('needs-more', 'small-community', 0);
  // Five that are not helpful: or else a helpful rating, by being the fifth, would make a note not helpful.
  const isHeard = m.critical >= 0;
  if (isHeard && m.notHelpful >= 0 && m.even >= 0) return as('not-helpful', 'low-for-all', -m.notHelpful);
  if (isHeard && before === 'not-helpful' && m.stillNotHelpful >= 0) return as('not-helpful', 'held', -m.notHelpful);
  if (m.possible < 0) return as('needs-more', 'low', m.shown);
  if (m.shown < 0 && !isThere) return as('needs-more', 'uncertain', m.shown);
  const even = isThere ? m.evenToKeep : m.even;
  if (even < 0) return as('needs-more', 'one-sided', even);
  if (m.net < 0) return as('needs-more', 'other-side', m.net);
  if (m.withoutCliques !== undefined && m.withoutCliques < 0) return as('needs-more', 'near-cliques', m.withoutCliques);
  if (m.withoutCluster !== undefined && m.withoutCluster < 0) return as('needs-more', 'one-cluster', m.withoutCluster);
  return as('helpful', m.shown < 0 ? 'held' : 'across', m.shown);
};

const criticalOf = ({ sides: { below, above } }: Facts): number =>
  below.somewhat + below.not + above.somewhat + above.not;

/** How far the weaker side's helpful less not helpful ratings, of its middle, are above what is asked: a number, and a share. */
const netMargin = ({ sides }: Facts, { net, netShare }: Asked): number =>
  Math.min(
    ...[sides.below, sides.above].map(
      (side) => netOf(middleOf(side)) - Math.max(net, netShare * (side.helpful + side.somewhat + side.not)),
    ),
  );

export const netOf = (tally: Tally): number => tally.helpful - tally.not;

/** What is left without some raters has to reach .37; to fall, it has to be surely below, and not for lack of ratings alone. */
const spareOf = (voices: Voices | undefined, { prior, before }: Facts): number | undefined => {
  if (voices === undefined) return undefined;
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
