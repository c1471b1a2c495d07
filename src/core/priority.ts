// In what order the team sees what waits, and why: every point of a rank has a reason that can be said in words.
import type { Day } from '../base/clock.ts';
import { checkWorthiness } from '../kit/worth/index.ts';
import type { HarmTopic, RankReason } from './case.ts';
import { harmIn } from './harm.ts';

/** What ranks a case, as of one day. */
export type Urgency = {
  readonly asked: number;
  /** How many of those asked within the last `latelyDays`, today included. */
  readonly askedLately: number;
  /** How much the text asks to be checked, 0 to 1. */
  readonly worth: number;
  readonly harm: readonly HarmTopic[];
  readonly openedOn: Day;
};

/** The days that count as lately, today among them. */
export const latelyDays = 3;

// Ten times as many askers weigh as much as the heaviest field of harm and a fortnight's wait together.
const perTenfold = 30;
const mostGrowth = 15;
const fewestGrowing = 3;
const manyLately = 30;
const mostWorth = 20;
const harmPoints: Readonly<Record<HarmTopic, number>> = {
  disaster: 15,
  violence: 15,
  health: 12,
  scam: 12,
  children: 12,
  elections: 10,
};
const mostHarms = 2;
const mostDays = 14;

/** The rank of a case on a day, to one decimal, with its reasons, the weightiest first; their points add up to it exactly. */
export const rankOn = (
  today: Day,
  urgency: Urgency,
): { readonly rank: number; readonly reasons: readonly RankReason[] } => {
  const reasons = [demand(urgency), growth(urgency), worth(urgency), ...harms(urgency), age(today, urgency)]
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  return { rank: tenths(reasons.reduce((sum, { points }) => sum + points, 0)), reasons };
};

/** What the words of a claim say of it: the same text always says the same. */
export const gauge = (text: string, lang: string): { readonly worth: number; readonly harm: readonly HarmTopic[] } => ({
  worth: checkWorthiness(text, lang).score,
  harm: harmIn(text),
});

const demand = ({ asked }: Urgency): RankReason => ({
  what: 'demand',
  points: tenths(perTenfold * Math.log10(1 + Math.max(0, asked))),
  from: asked,
});

/** What came in a few days out of all that came; in its first days everything is new, and only the number counts. */
const growth = ({ asked, askedLately }: Urgency): RankReason => {
  const share = asked === 0 ? 0 : askedLately / asked;
  const many = Math.min(1, Math.log10(1 + askedLately) / Math.log10(1 + manyLately));
  return { what: 'growth', points: askedLately < fewestGrowing ? 0 : tenths(mostGrowth * share * many), from: share };
};

const worth = ({ worth: score }: Urgency): RankReason => ({
  what: 'worth',
  points: tenths(mostWorth * Math.min(1, Math.max(0, score))),
  from: score,
});

const harms = ({ harm }: Urgency): readonly RankReason[] =>
  [...harm]
    .sort((a, b) => harmPoints[b] - harmPoints[a])
    .slice(0, mostHarms)
    .map((topic) => ({ what: 'harm', points: harmPoints[topic], from: topic }));

/** What nobody took up moves up by a point a day for a fortnight, so that it is not passed by for ever. */
const age = (today: Day, { openedOn }: Urgency): RankReason => {
  const days = Math.max(0, daysBetween(openedOn, today));
  return { what: 'age', points: Math.min(mostDays, days), from: days };
};

/** Whole days from one day to another; negative when the other comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

const tenths = (points: number): number => Math.round(points * 10) / 10;
