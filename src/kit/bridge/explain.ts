// Why a note stands as it does: the facts its standing follows from, and what would change it.
import type { Fit } from './fit.ts';
import { type Groups, isGrouped } from './groups.ts';
import { matrixOf, type Rows } from './matrix.ts';
import { middleOf, middleSums, noVoices, type Tally, type Voices, withVoice } from './middle.ts';
import { type Estimate, estimateOf, type Prior, priorOf, type Voice } from './note-sums.ts';
import { type Ratings, weightAt } from './ratings.ts';
import { type Decision, decide, type Facts, netOf, type Standing, stageOf } from './standing.ts';

export type Explanation = Facts &
  Decision & {
    /** The side with less net help, `below` or `above`. */
    readonly weakerSide: 'below' | 'above';
    /** About how many helpful ratings of typical raters of that side would bring "helpful"; absent where fifty would not. */
    readonly needs?: number;
  };

export type Circumstances = {
  readonly hasSides: boolean;
  /** Who is left out together, and who one group at a time: `groupsOf` with its two grains. */
  readonly cliques?: Groups;
  readonly clusters?: Groups;
  readonly before?: (note: number) => Before | undefined;
};

/** What stood at the cut before, whether that cut doubted it already, and for how long it has stood. */
export type Before = {
  readonly standing: Standing;
  readonly isDoubted: boolean;
  /** Whole days for which it has stood. */
  readonly stoodDays?: number;
};

export type Explainer = (note: number) => Explanation;

/** Prepares once for a fit, then explains any note. The times of ratings decide which came last, their raters otherwise. */
export const createExplainer = (ratings: Ratings, fit: Fit, circumstances: Circumstances): Explainer => {
  const rows = matrixOf(ratings).byNote;
  const prior = priorOf(fit);
  const typical = { below: typicalOf(fit, true), above: typicalOf(fit, false) };
  return (note) => {
    const votes = votesOf(rows, ratings, fit, note);
    const facts = factsOf(votes, prior, circumstances, circumstances.before?.(note));
    const decision = decide(facts);
    const [below, above] = [netOf(middleOf(facts.sides.below)), netOf(middleOf(facts.sides.above))];
    const weakerSide = above < below ? 'above' : 'below';
    const needs = decision.standing === 'helpful' ? 0 : needsOf(facts, weakerSide, typical[weakerSide]);
    return { ...facts, ...decision, weakerSide, ...(needs === undefined ? {} : { needs }) };
  };
};

/** One rating of the note at hand, with the rater as the fit sees them. */
export type Vote = Voice & { readonly rater: number; readonly value: number; readonly weight: number };

/**
 * The facts of one note, from its votes in the order they came. Of the helpful ones, as many of the last are set apart as
 * serves the note best: so a helpful rating more can never lower a standing, which least squares alone does not promise (a
 * rater more generous than any scale pulls down what they praise less than expected).
 */
export const factsOf = (
  votes: readonly Vote[],
  prior: Prior,
  { hasSides, cliques, clusters }: Omit<Circumstances, 'before'>,
  before?: Before,
): Facts => {
  const { sums, apart } = best(votes, prior, (one) => stageOf(one, before?.standing) + one.pShown / 2);
  const byIntercept = (part: readonly Vote[]) => best(part, prior, ({ intercept }) => intercept).sums;
  const alone = cliques === undefined ? votes : withoutAll(votes, cliques);
  const parts = clusters === undefined ? [] : withoutEach(votes, clusters);
  const worst = parts.map(byIntercept).reduce<Voices | undefined>((low, one) => lower(low, one, prior), undefined);
  return {
    ratings: countOf(votes),
    sides: {
      below: tallyOf(votes.filter(({ factor }) => factor <= 0)),
      above: tallyOf(votes.filter(({ factor }) => factor > 0)),
    },
    prior,
    sums,
    apart,
    hasSides,
    ...(alone.length === votes.length ? {} : { withoutCliques: byIntercept(alone) }),
    ...(worst === undefined ? {} : { withoutCluster: worst }),
    ...(before === undefined
      ? {}
      : { before: before.standing, wasDoubted: before.isDoubted, stoodDays: before.stoodDays ?? 0 }),
  };
};

const lower = (low: Voices | undefined, one: Voices, prior: Prior): Voices =>
  low === undefined || middleEstimate(one, prior).intercept < middleEstimate(low, prior).intercept ? one : low;

const middleEstimate = (voices: Voices, prior: Prior): Estimate => estimateOf(middleSums(voices), prior);

const best = (votes: readonly Vote[], prior: Prior, worth: (estimate: Estimate) => number) => {
  let sums = votes.reduce((all, vote) => withVoice(all, prior, vote, vote.value, vote.weight), noVoices);
  let chosen = { sums, apart: 0 };
  let most = worth(middleEstimate(sums, prior));
  let apart = 0;
  for (let k = votes.length - 1; k >= 0; k--) {
    const vote = votes[k] as Vote;
    if (vote.value !== 1) continue;
    sums = withVoice(sums, prior, vote, 1, -vote.weight);
    apart++;
    const now = worth(middleEstimate(sums, prior));
    // More than rounding can make of it.
    if (now > most + 1e-9) {
      most = now;
      chosen = { sums, apart };
    }
  }
  return chosen;
};

/** The votes of whoever is in no group: one more of a group changes nothing here. */
const withoutAll = (votes: readonly Vote[], groups: Groups): readonly Vote[] =>
  votes.filter(({ rater }) => !isGrouped(groups, rater));

/** The votes without each group that has a vote. */
const withoutEach = (votes: readonly Vote[], groups: Groups): readonly (readonly Vote[])[] => {
  const groupOf = ({ rater }: Vote): number => groups.of[rater] ?? rater;
  const heads = new Set(votes.filter(({ rater }) => isGrouped(groups, rater)).map(groupOf));
  return [...heads].map((head) => votes.filter((vote) => groupOf(vote) !== head));
};

const tallyOf = (votes: readonly Vote[]): Tally => ({
  helpful: countOf(votes.filter(({ value }) => value === 1)),
  somewhat: countOf(votes.filter(({ value }) => value === 0.5)),
  not: countOf(votes.filter(({ value }) => value === 0)),
});

/** A near-clique that shares one vote counts one. */
const countOf = (votes: readonly Vote[]): number => votes.reduce((sum, { weight }) => sum + weight, 0);

const votesOf = (rows: Rows, ratings: Ratings, fit: Fit, note: number): readonly Vote[] => {
  const begin = rows.start[note] as number;
  const end = rows.start[note + 1] as number;
  const votes: (Vote & { readonly at: number })[] = [];
  // Canonical ratings stand in the same order as the rows by note.
  for (let k = begin; k < end; k++) {
    const entry = rows.entries[k] as number;
    const rater = entry >>> 2;
    const [intercept, factor] = [fit.raterIntercept[rater] as number, fit.raterFactor[rater] as number];
    const time = ratings.at?.[k] ?? Number.NaN;
    const weight = weightAt(rows.weights, k);
    votes.push({ rater, intercept, factor, weight, value: (entry & 3) / 2, at: Number.isNaN(time) ? 0 : time });
  }
  return ratings.at === undefined ? votes : votes.sort((a, b) => a.at - b.at);
};

const typicalOf = (fit: Fit, isBelow: boolean): Voice => {
  let [count, intercept, factor] = [0, 0, 0];
  for (const [u, f] of fit.raterFactor.entries()) {
    if (f <= 0 !== isBelow) continue;
    count++;
    factor += f;
    intercept += fit.raterIntercept[u] as number;
  }
  return { intercept: intercept / Math.max(1, count), factor: factor / Math.max(1, count) };
};

const mostNeeded = 50;

const needsOf = (facts: Facts, side: 'below' | 'above', voice: Voice): number | undefined => {
  let now = facts;
  for (let more = 1; more <= mostNeeded; more++) {
    const add = (voices: Voices) => withVoice(voices, facts.prior, voice, 1);
    now = {
      ...now,
      ratings: now.ratings + 1,
      sides: { ...now.sides, [side]: { ...now.sides[side], helpful: now.sides[side].helpful + 1 } },
      sums: add(now.sums),
      ...(now.withoutCliques === undefined ? {} : { withoutCliques: add(now.withoutCliques) }),
      ...(now.withoutCluster === undefined ? {} : { withoutCluster: add(now.withoutCluster) }),
    };
    if (decide(now).standing === 'helpful') return more;
  }
  return undefined;
};
