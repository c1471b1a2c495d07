// All notes at once: what `sangto bridge fit` writes, and what a published cut holds.
import { type Before, createExplainer, type Explainer, type Explanation } from './explain.ts';
import { type Fit, type FitOptions, fitRatings } from './fit.ts';
import { cliqueGrain, clusterGrain, countedOnce, type Groups, groupsOf } from './groups.ts';
import { type Ladder, ladderOf } from './held-out.ts';
import type { Objective } from './objective.ts';
import { ofRecord, type Ratings, selected } from './ratings.ts';
import type { ReadRatings } from './read-ratings.ts';
import type { Standing } from './standing.ts';

export type Guards = { readonly cliques: Groups; readonly clusters: Groups };

export const guardsOf = (ratings: Ratings): Guards => ({
  cliques: groupsOf(ratings, cliqueGrain),
  clusters: groupsOf(ratings, clusterGrain),
});

/** Every note's explanation, by note. */
export const standingsOf = (
  ratings: Ratings,
  fit: Fit,
  hasSides: boolean,
  before?: (note: number) => Before | undefined,
): readonly Explanation[] => {
  const explain = createExplainer(ratings, fit, {
    hasSides,
    ...guardsOf(ratings),
    ...(before === undefined ? {} : { before }),
  });
  return Array.from({ length: ratings.notes }, (_, note) => explain(note));
};

/** What stands of record, and all that it follows from. */
export type OfRecord = {
  /** All ratings, with what near-cliques leave of them; and those that make a standing. */
  readonly ratings: Ratings;
  readonly record: Ratings;
  readonly fit: Fit;
  readonly ladder: Ladder;
  /** Why a note stands as it does. Notes are explained when they are asked for: a million explanations take gigabytes. */
  readonly explain: Explainer;
  /** What all ratings together suggest of a note; undefined where all of them make the standings. */
  readonly suggest: ((note: number) => Standing) | undefined;
};

/**
 * Weighs near-cliques once (under our objective), fits the ratings that count (`ofRecord`) and prepares to explain. `before` is
 * what stood, by the id of the note.
 */
export const standingsOfRecord = (
  { ratings: given, noteIds }: Pick<ReadRatings, 'ratings' | 'noteIds'>,
  { objective = 'constant', before }: { readonly objective?: Objective; readonly before: ReadonlyMap<string, Before> },
): OfRecord => {
  const ratings = objective === 'constant' ? countedOnce(given) : given;
  const record = ofRecord(ratings);
  const fit = fitRatings(record, { objective });
  const ladder = ladderOf(record);
  const explain = createExplainer(record, fit, {
    hasSides: ladder.rung === 'factor',
    ...guardsOf(record),
    before: (note) => before.get(noteIds[note] ?? ''),
  });
  return {
    ratings,
    record,
    fit,
    ladder,
    explain,
    suggest: record === ratings ? undefined : suggestionsOf(ratings, objective),
  };
};

const suggestionsOf = (ratings: Ratings, objective: Objective): ((note: number) => Standing) => {
  const explain = createExplainer(ratings, fitRatings(ratings, { objective }), {
    hasSides: ladderOf(ratings).rung === 'factor',
    ...guardsOf(ratings),
  });
  return (note) => explain(note).standing;
};

const fewestOfNote = 5;
const fewestOfRater = 10;

/** What the reference fits: notes with five ratings, then raters with ten, then notes with five again. */
export const referenceFilter = (ratings: Ratings): ReturnType<typeof selected> => {
  const all = new Uint8Array(ratings.level.length).fill(1);
  drop(all, ratings.noteOf, ratings.notes, fewestOfNote);
  drop(all, ratings.raterOf, ratings.raters, fewestOfRater);
  drop(all, ratings.noteOf, ratings.notes, fewestOfNote);
  return selected(ratings, (k) => all[k] === 1);
};

const drop = (kept: Uint8Array, of: Uint32Array, kinds: number, fewest: number): void => {
  const count = new Uint32Array(kinds);
  for (let k = 0; k < kept.length; k++) if (kept[k] === 1) count[of[k] as number]!++;
  for (let k = 0; k < kept.length; k++) if ((count[of[k] as number] as number) < fewest) kept[k] = 0;
};

/** The reference's own decision, without our guards: what ours is compared with. */
export const referenceStandings = (ratings: Ratings, options: FitOptions = {}): ReadonlyMap<number, Standing> => {
  const part = referenceFilter(ratings);
  const fit = fitRatings(part.ratings, { ...options, objective: 'reference' });
  const of = new Map<number, Standing>();
  for (const [n, was] of part.noteFrom.entries()) {
    const [i, f] = [fit.noteIntercept[n] as number, fit.noteFactor[n] as number];
    of.set(was, i >= 0.4 ? 'helpful' : i <= -0.05 - 0.8 * Math.abs(f) ? 'not-helpful' : 'needs-more');
  }
  return of;
};
