// Ratings again in the order in which they came: when each standing would have been reached, and how often it would have flipped.

import type { Before } from './explain.ts';
import { type Fit, fitRatings } from './fit.ts';
import { countedOnce } from './groups.ts';
import { ladderOf } from './held-out.ts';
import { ofRecord, type Ratings, selected } from './ratings.ts';
import type { Standing } from './standing.ts';
import { referenceFilter, standingsOf } from './standings.ts';

/** What became of the notes under one rule. */
export type Replayed = {
  /** Notes whose last standing is `helpful` or `not-helpful`, and that reached it to stay. */
  readonly settled: number;
  /** Ratings a note had when it reached the standing that stayed: the median over settled notes. */
  readonly medianRatings?: number;
  /** Settled standings that were later lost or turned, and the share of all that were reached. */
  readonly flips: number;
  readonly flipShare: number;
  readonly reached: number;
};

export type ReplayOutcome = {
  /** Fits of the reference, and cuts of ours. */
  readonly cuts: number;
  readonly ourCuts: number;
  /** Standings of ours at the end that the last fit alone would not give: locked, or not let go yet. */
  readonly against: number;
  readonly ours: Replayed;
  readonly reference: Replayed;
  /** Medians over the notes that settle under both. */
  readonly onBoth?: { readonly notes: number; readonly ours: number; readonly reference: number };
};

const day = 86_400_000;
const week = 7 * day;
const growth = 1.1;

/**
 * When ours speaks. `weekly`, as an instance does: a week after the last cut and never before. `sooner`: also when a tenth
 * more ratings are there.
 */
export type CutsOfOurs = 'sooner' | 'weekly';

/** A cut of record is due after a week, or sooner when a tenth more ratings are there: who looks often trembles often. */
export const isCutDue = (
  now: { readonly ratings: number; readonly at: number },
  last: { readonly ratings: number; readonly at: number } | undefined,
  cuts: CutsOfOurs = 'sooner',
): boolean =>
  last === undefined || now.at - last.at >= week || (cuts === 'sooner' && now.ratings >= growth * last.ratings);

/**
 * The reference refits `hours` apart where ratings came (at most `mostCuts` times, evenly over those hours): its objective,
 * filter and thresholds. Ours speaks where a cut is due and at the end; an earlier standing is kept where the estimate is
 * unsure. Needs times.
 */
export const replay = (
  ratings: Ratings,
  hours = 1,
  mostCuts = 2000,
  ourCutsAre: CutsOfOurs = 'sooner',
): ReplayOutcome => {
  const at = ratings.at ?? new Float64Array(0);
  const order = Uint32Array.from(at, (_, k) => k).filter((k) => !Number.isNaN(at[k]));
  order.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
  const cuts = cutsOf(order, at, hours * 3_600_000, mostCuts);
  const ours = createTrack(ratings.notes);
  const reference = createTrack(ratings.notes);
  const standing = new Map<number, Before & { readonly since: number }>();
  let against = 0;
  const counts = new Uint32Array(ratings.notes);
  let done = 0;
  let ourCuts = 0;
  let hasSides = false;
  let last: { readonly ratings: number; readonly at: number } | undefined;
  // As in the product, the first weekly cut comes a week after the first rating.
  if (ourCutsAre === 'weekly' && order.length > 0) last = { ratings: 0, at: at[order[0] as number] as number };
  for (const cut of cuts) {
    for (; done < cut; done++) counts[ratings.noteOf[order[done] as number] as number]!++;
    const until = at[order[cut - 1] as number] as number;
    const part = selected(ratings, (k) => (at[k] as number) <= until);
    const now = { ratings: cut, at: until };
    if (isCutDue(now, last, ourCutsAre) || cut === cuts.at(-1)) {
      last = now;
      ourCuts++;
      // A community that has climbed the ladder stays there.
      const record = ofRecord(countedOnce(part.ratings));
      hasSides ||= ladderOf(record).rung === 'factor';
      const fit = fitRatings(record, { tolerance: 1e-7 });
      const before = (n: number): Before | undefined => {
        const was = standing.get(part.noteFrom[n] as number);
        return was === undefined ? undefined : { ...was, stoodDays: Math.floor((until - was.since) / day) };
      };
      against = 0;
      for (const [n, decision] of standingsOf(record, fit, hasSides, before).entries()) {
        const note = part.noteFrom[n] as number;
        const { standing: stands, isDoubted } = decision;
        const was = standing.get(note);
        standing.set(note, { standing: stands, isDoubted, since: was?.standing === stands ? was.since : until });
        if (stands !== 'needs-more' && isDoubted) against++;
        ours.see(note, decision.standing, counts[note] as number);
      }
    }
    const theirs = referenceFilter(part.ratings);
    if (theirs.ratings.level.length === 0) continue;
    const theirFit = fitRatings(theirs.ratings, { objective: 'reference', tolerance: 1e-7 });
    for (const [n, was] of theirs.noteFrom.entries())
      reference.see(
        part.noteFrom[was] as number,
        referenceStanding(theirFit, n),
        counts[part.noteFrom[was] as number] as number,
      );
  }
  return {
    cuts: cuts.length,
    ourCuts,
    against,
    ours: ours.outcome(),
    reference: reference.outcome(),
    ...onBoth(ours.at(), reference.at()),
  };
};

const referenceStanding = (fit: Fit, n: number): Standing => {
  const [i, f] = [fit.noteIntercept[n] as number, fit.noteFactor[n] as number];
  if (i >= 0.4) return 'helpful';
  return i <= -0.05 - 0.8 * Math.abs(f) ? 'not-helpful' : 'needs-more';
};

/** After how many ratings a cut is made. */
const cutsOf = (order: Uint32Array, at: Float64Array, apart: number, most: number): readonly number[] => {
  const cuts: number[] = [];
  for (let i = 1; i <= order.length; i++) {
    const hour = Math.floor((at[order[i - 1] as number] as number) / apart);
    const next = i < order.length ? Math.floor((at[order[i] as number] as number) / apart) : Number.NaN;
    if (hour !== next) cuts.push(i);
  }
  if (cuts.length <= most) return cuts;
  const step = cuts.length / most;
  return Array.from(
    { length: most },
    (_, i) => cuts[Math.min(cuts.length - 1, Math.ceil((i + 1) * step) - 1)] as number,
  );
};

type Track = {
  readonly see: (note: number, standing: Standing, ratings: number) => void;
  readonly at: () => ReadonlyMap<number, number>;
  readonly outcome: () => Replayed;
};

const createTrack = (notes: number): Track => {
  const now: Standing[] = Array.from({ length: notes }, () => 'needs-more');
  const since = new Map<number, number>();
  let [flips, reached] = [0, 0];
  return {
    see: (note, standing, ratings) => {
      const before = now[note];
      if (before === standing) return;
      if (before !== 'needs-more') flips++;
      if (standing === 'needs-more') since.delete(note);
      else {
        reached++;
        since.set(note, ratings);
      }
      now[note] = standing;
    },
    at: () => since,
    outcome: () => ({
      settled: since.size,
      ...(since.size === 0 ? {} : { medianRatings: medianOf([...since.values()]) }),
      flips,
      flipShare: flips / Math.max(1, reached),
      reached,
    }),
  };
};

const onBoth = (
  ours: ReadonlyMap<number, number>,
  reference: ReadonlyMap<number, number>,
): { readonly onBoth?: { readonly notes: number; readonly ours: number; readonly reference: number } } => {
  const both = [...ours.keys()].filter((note) => reference.has(note));
  if (both.length === 0) return {};
  const median = (of: ReadonlyMap<number, number>) => medianOf(both.map((note) => of.get(note) as number));
  return { onBoth: { notes: both.length, ours: median(ours), reference: median(reference) } };
};

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};
