// What ratings say between two cuts: a first look, never the standing. Raters stay as the last cut found them, and that is kept in
// memory alone. What is told moves by steps of several raters, or a watcher could tell from a change how the last one rated.
import type { Id } from '../base/ids.ts';
import type { FittedRatings } from '../core/cut-of.ts';
import { bandOf, type Pseudonym, type Rating, type RatingLevel, raterStep } from '../core/rating.ts';
import { type Before, createOnline, type Ratings, weightAt } from '../kit/bridge/index.ts';

/** In the words readers get: of all that does not stand, whether the other side is what is missing. */
export type SoFarWord = 'helpful' | 'not-helpful' | 'other-side' | 'needs-more';

export type SoFar = {
  readonly says: SoFarWord;
  /** Raters since the cut that it takes in, in steps: five, ten, fifteen. */
  readonly raters: number;
};

/** Raters whose factor is below or above the middle. */
export type Side = 'below' | 'above';

export type FirstLook = {
  /** Takes in what was rated since the cut, in the order it came; true when something else is told of its check from now on. */
  readonly take: (rating: Rating) => boolean;
  /** Undefined until a first step of raters, and where no two sides can be told apart. */
  readonly of: (check: Id) => SoFar | undefined;
  /** The side of a rater as the last cut has it; undefined for whoever it does not know. */
  readonly sideOf: (pseudonym: Pseudonym) => Side | undefined;
};

/** What is known of a check at the last cut. */
export type Stood = Before & {
  /** It does not stand because people came together: only a cut can say whether they still do. */
  readonly isGuarded: boolean;
};

type Base = {
  readonly fitted: FittedRatings;
  readonly hasSides: boolean;
  readonly stood: (check: Id) => Stood | undefined;
};

/** Checks published since the cut for which there is room; those beyond wait for the next one. */
const roomForNew = 1000;

const values: Readonly<Record<RatingLevel, number>> = { helpful: 1, somewhat: 0.5, not: 0 };

/** Begins where a cut ended: the same fit of the same ratings. */
export const firstLook = ({ fitted, hasSides, stood }: Base): FirstLook => {
  const { noteIds, raterIds, record, isByLot, fit } = fitted;
  const notes = new Map(noteIds.map((id, note) => [id, note]));
  const raters = new Map(raterIds.map((id, rater) => [id, rater]));
  const online = createOnline(fit, record, noteIds.length + roomForNew);
  const saidAt = lookup(record);
  const checks = new Map<Id, OfCheck>();

  const noteOf = (check: Id): number | undefined => {
    const known = notes.get(check);
    if (known !== undefined || notes.size >= noteIds.length + roomForNew) return known;
    notes.set(check, notes.size);
    return notes.size - 1;
  };

  const takeIn = (check: Id, note: number, of: OfCheck): void => {
    for (const [pseudonym, level] of of.pending) {
      // Whoever the fit does not know is one in the middle, by a number that it does not have.
      const rater = raters.get(pseudonym) ?? raterIds.length;
      const before = of.taken.get(pseudonym) ?? saidAt(note, rater);
      if (before !== undefined) online.rate(note, rater, before.value, -before.weight);
      // Of a near-clique, what is said anew is the same part of a vote.
      const said = { value: values[level], weight: before?.weight ?? 1 };
      online.rate(note, rater, said.value, said.weight);
      of.taken.set(pseudonym, said);
    }
    of.pending.clear();
    const before = stood(check);
    const { standing, rule } = online.decide(note, { hasSides, before });
    const isHeldBack = standing === 'helpful' && before?.isGuarded === true;
    const misses = rule === 'other-side' || rule === 'one-sided' ? 'other-side' : 'needs-more';
    of.says = standing === 'needs-more' ? misses : isHeldBack ? 'needs-more' : standing;
  };

  return {
    take: ({ check, pseudonym, level, byLot, settled }) => {
      const note = settled && (byLot || !isByLot) && hasSides ? noteOf(check) : undefined;
      if (note === undefined) return false;
      const of = checks.get(check) ?? { pending: new Map(), taken: new Map(), says: undefined };
      checks.set(check, of);
      of.pending.set(pseudonym, level);
      if (of.pending.size < raterStep) return false;
      takeIn(check, note, of);
      return true;
    },
    of: (check) => {
      const of = checks.get(check);
      return of?.says === undefined ? undefined : { says: of.says, raters: bandOf(of.taken.size) };
    },
    sideOf: (pseudonym) => {
      const factor = fit.raterFactor[raters.get(pseudonym) ?? -1];
      if (!hasSides || factor === undefined || factor === 0) return undefined;
      return factor > 0 ? 'above' : 'below';
    },
  };
};

type OfCheck = {
  /** What waits for a whole step. */
  readonly pending: Map<Pseudonym, RatingLevel>;
  /** What each who rated since said last. */
  readonly taken: Map<Pseudonym, Said>;
  says: SoFarWord | undefined;
};

type Said = { readonly value: number; readonly weight: number };

/** What a rater said of a note by the cut; they stand in order of note and rater. */
const lookup = ({ noteOf, raterOf, level, weight }: Ratings): ((note: number, rater: number) => Said | undefined) => {
  const isBefore = (k: number, note: number, rater: number): boolean => {
    const at = noteOf[k] as number;
    return at === note ? (raterOf[k] as number) < rater : at < note;
  };
  return (note, rater) => {
    let [low, high] = [0, level.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle, note, rater)) low = middle + 1;
      else high = middle;
    }
    if (noteOf[low] !== note || raterOf[low] !== rater) return undefined;
    return { value: (level[low] as number) / 2, weight: weightAt(weight, low) };
  };
};
