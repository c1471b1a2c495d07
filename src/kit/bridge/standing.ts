// From the facts of one note to its standing. Nothing else is looked at: whoever has the facts gets the same standing.
import { middleOf, middleSums, type Tally, type Voices } from './middle.ts';
import { type Estimate, estimateOf, type Prior } from './note-sums.ts';

/** What all ratings together say: helpful across viewpoints, helpful to neither, or not settled. */
export type Standing = 'helpful' | 'not-helpful' | 'needs-more';

/** What decided. `across` and `held` stand behind `helpful`, `low-for-all` and `held` behind `not-helpful`. */
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
  | 'across';

/** All that a standing follows from. */
export type Facts = {
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
};

export type Decision = {
  readonly standing: Standing;
  readonly rule: Rule;
  /** How far the deciding figure is from its limit; above 0 on the side of helpful. */
  readonly margin: number;
  readonly estimate: Estimate;
};

export const fewestRatings = 5;
export const sure = 0.9;

/** What "helpful" asks besides its probability, to be reached and, less of it, to be kept. */
export type Asked = {
  readonly without: number;
  readonly leaning: number;
  readonly net: number;
  readonly netShare: number;
};

export const toReach: Asked = { without: 0.37, leaning: 0.5, net: 4, netShare: 0.05 };
/** A standing that is there falls by evidence, not by a figure that trembles around its limit. */
export const toKeep: Asked = { without: 0.3, leaning: 0.6, net: 2, netShare: 0.025 };

const askedOf = (before: Standing | undefined): Asked => (before === 'helpful' ? toKeep : toReach);

/**
 * Decides. The order of the rules is the order in which they are told: the first that forbids "helpful" is the reason.
 * A helpful rating never lowers the outcome: see `facts.apart`.
 */
export const decide = (facts: Facts): Decision => {
  const estimate = estimateOf(middleSums(facts.sums), facts.prior);
  const { factor, pShown, pNotHelpful } = estimate;
  const as = (standing: Standing, rule: Rule, margin: number): Decision => ({ standing, rule, margin, estimate });
  if (facts.ratings < fewestRatings) return as('needs-more', 'few-ratings', facts.ratings - fewestRatings);
  if (!facts.hasSides) return as('needs-more', 'small-community', 0);
  // Five that are not helpful: or else a helpful rating, by being the fifth, would make a note not helpful.
  const isHeard = criticalOf(facts) >= fewestRatings;
  if (isHeard && pNotHelpful >= sure) return as('not-helpful', 'low-for-all', sure - pNotHelpful);
  if (isHeard && facts.before === 'not-helpful' && pNotHelpful > 1 - sure)
    return as('not-helpful', 'held', sure - pNotHelpful);
  if (pShown <= 1 - sure) return as('needs-more', 'low', pShown - sure);
  if (pShown < sure && facts.before !== 'helpful') return as('needs-more', 'uncertain', pShown - sure);
  const asked = askedOf(facts.before);
  if (Math.abs(factor) >= asked.leaning) return as('needs-more', 'one-sided', asked.leaning - Math.abs(factor));
  const short = shortOfNet(facts, asked);
  if (short < 0) return as('needs-more', 'other-side', short);
  const alone = interceptOf(facts.withoutCliques, facts.prior);
  if (alone < asked.without) return as('needs-more', 'near-cliques', alone - asked.without);
  const worst = interceptOf(facts.withoutCluster, facts.prior);
  if (worst < asked.without) return as('needs-more', 'one-cluster', worst - asked.without);
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

const interceptOf = (voices: Voices | undefined, prior: Prior): number =>
  voices === undefined ? Number.POSITIVE_INFINITY : estimateOf(middleSums(voices), prior).intercept;

/** Not helpful 0, unsettled 1, helpful 2: what the model alone says, for choosing between two estimates. */
export const stageOf = ({ factor, pShown, pNotHelpful }: Estimate, before?: Standing): number => {
  if (pNotHelpful >= sure || (before === 'not-helpful' && pNotHelpful > 1 - sure)) return 0;
  const isShown = pShown >= sure || (before === 'helpful' && pShown > 1 - sure);
  return isShown && Math.abs(factor) < askedOf(before).leaning ? 2 : 1;
};
