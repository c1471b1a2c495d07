// What a rater says of a check: helpful, somewhat or not, and why, from a closed list. There is no room for words of one's own:
// words could be about people, and who wrote them could be told by them.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { youngDays } from '../kit/bridge/index.ts';
import type { Quarter } from './quarter.ts';

/** So many people one account of the team invites to rate on one day. */
export const mostInvitedADay = 10;

export const ratingLevels = ['helpful', 'somewhat', 'not'] as const;
export type RatingLevel = (typeof ratingLevels)[number];

/** What speaks for a check. */
export const helpfulReasons = [
  'clear',
  'good-sources',
  'answers-the-claim',
  'important-context',
  'fair-words',
] as const;
/** What speaks against it. */
export const unhelpfulReasons = [
  'sources-missing',
  'sources-do-not-say-so',
  'misses-the-point',
  'context-missing',
  'taking-sides',
  'hard-to-understand',
  'an-opinion',
] as const;
export type RatingReason = (typeof helpfulReasons)[number] | (typeof unhelpfulReasons)[number];

/** The reasons that fit what was said: who finds it somewhat helpful may say both. */
export const reasonsOf = (level: RatingLevel): readonly RatingReason[] => {
  if (level === 'helpful') return helpfulReasons;
  return level === 'not' ? unhelpfulReasons : [...helpfulReasons, ...unhelpfulReasons];
};

export type RatingInput = { readonly level: RatingLevel; readonly reasons: readonly RatingReason[] };

export type RatingRefusal = Refusal<'rating-level-unknown' | 'rating-reason-unknown' | 'rating-reason-missing'>;

/** Makes a rating of what a form or a program brought. Reasons lose doubles and stand in the order of the list. */
export const parseRating = (raw: {
  readonly level?: string | undefined;
  readonly reasons?: readonly string[] | undefined;
}): Result<RatingInput, RatingRefusal> => {
  const level = ratingLevels.find((one) => one === raw.level);
  if (level === undefined) return refuse('rating-level-unknown', { field: 'level', detail: ratingLevels.join(', ') });
  const fitting = reasonsOf(level);
  const given = new Set(raw.reasons ?? []);
  const unknown = [...given].find((reason) => !(fitting as readonly string[]).includes(reason));
  if (unknown !== undefined) return refuse('rating-reason-unknown', { field: 'reasons', detail: fitting.join(', ') });
  // Who says that something does not help says why: a bare no tells the desk nothing, and costs a brigade nothing.
  if (level === 'not' && given.size === 0) return refuse('rating-reason-missing', { field: 'reasons' });
  return ok({ level, reasons: fitting.filter((reason) => given.has(reason)) });
};

/** The name of a rater for one quarter: twenty hex digits that nobody can lead back once the key of the quarter is gone. */
export type Pseudonym = string & { readonly pseudonym: unique symbol };

export const parsePseudonym = (text: string): Pseudonym | undefined =>
  /^[0-9a-f]{20}$/.test(text) ? (text as Pseudonym) : undefined;

/** One rating as it is kept and published. `at` is to the minute, since ratings that come together count once. */
export type Rating = RatingInput & {
  readonly pseudonym: Pseudonym;
  readonly quarter: Quarter;
  readonly check: Id;
  readonly at: Date;
  /** The rater was drawn for this check, and did not choose it. */
  readonly byLot: boolean;
  /** The rater had been admitted for `settledAfter` days by then. */
  readonly settled: boolean;
};

/** Days after which a rater's word counts for a standing: an account made for one day's quarrel has none yet. */
export const settledAfter = youngDays;

/** Ratings of one rater on one day; whoever rates more has not read them. */
export const ratingsPerDay = 60;

/** For how many raters a check is drawn before the lot moves on. */
export const lotSize = 40;

/** Raters that come before what is told between cuts moves again, so that no change tells how one of them rated. */
export const raterStep = 5;

/** A count as it is told between cuts: 0, a few (1), or the whole steps of it. */
export const bandOf = (count: number): number => (count < raterStep ? Math.min(1, count) : count - (count % raterStep));
