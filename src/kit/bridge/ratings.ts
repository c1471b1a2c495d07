// Who rated what, as columns of numbers: the form in which the craft takes ratings.

/** What one rating says. `not` counts 0, `somewhat` .5, `helpful` 1. */
export type Level = 'not' | 'somewhat' | 'helpful';

export const levels: readonly Level[] = ['not', 'somewhat', 'helpful'];

/**
 * Ratings in canonical order: by note, then by rater, each pair once. Notes and raters are numbers from 0; one that has no
 * rating counts for nothing. The order of what came in leaves no trace, so that the same ratings give the same bytes.
 */
export type Ratings = {
  readonly notes: number;
  readonly raters: number;
  readonly noteOf: Uint32Array;
  readonly raterOf: Uint32Array;
  /** 0 not, 1 somewhat, 2 helpful. */
  readonly level: Uint8Array;
  /** Milliseconds since 1970, NaN where unknown; absent where no rating has a time. */
  readonly at?: Float64Array;
} & Guarded;

/** What a file may say of each rating besides; absent where it says nothing. */
export type Guarded = {
  /** 1 where the rater was drawn by lot, 0 where they came by themselves. */
  readonly lot?: Uint8Array | undefined;
  /** Days the account was old when it rated, NaN where unknown. */
  readonly ageDays?: Float64Array | undefined;
  /** How much of a vote it is: members of a near-clique share one. */
  readonly weight?: Weights | undefined;
};

/** Few different weights for many ratings: rating k counts `kinds[of[k]]`. */
export type Weights = { readonly kinds: Float64Array; readonly of: Uint16Array | Uint32Array };

/** What rating k counts: one, where there are no weights. */
export const weightAt = (weight: Weights | undefined, k: number): number =>
  weight === undefined ? 1 : (weight.kinds[weight.of[k] as number] as number);

/** The weights at some places, in their order. */
export const weightsAt = ({ kinds, of }: Weights, places: Uint32Array): Weights => {
  const chosen = of instanceof Uint16Array ? new Uint16Array(places.length) : new Uint32Array(places.length);
  for (let k = 0; k < places.length; k++) chosen[k] = of[places[k] as number] as number;
  return { kinds, of: chosen };
};

/** Columns as they came: in any order, a pair perhaps twice. */
export type Columns = {
  readonly notes: number;
  readonly raters: number;
  readonly noteOf: Uint32Array;
  readonly raterOf: Uint32Array;
  readonly level: Uint8Array;
  readonly at?: Float64Array | undefined;
} & Guarded;

/**
 * Puts columns into canonical order. Where one rater rated one note more than once, the latest counts, and among equal or
 * unknown times the one that came last; `repeated` says how many were dropped so.
 */
export const canonical = (columns: Columns): { readonly ratings: Ratings; readonly repeated: number } => {
  const byRater = stableOrder(columns.raterOf, columns.raters);
  const order = stableOrder(columns.noteOf, columns.notes, byRater);
  let kept = 0;
  for (let k = 0; k < order.length; k++) {
    const one = order[k] as number;
    const last = kept === 0 ? -1 : (order[kept - 1] as number);
    const isSame =
      last >= 0 && columns.noteOf[last] === columns.noteOf[one] && columns.raterOf[last] === columns.raterOf[one];
    if (!isSame) order[kept++] = one;
    else if (!isEarlier(columns.at, one, last)) order[kept - 1] = one;
  }
  const isTimed = columns.at?.some((time) => !Number.isNaN(time)) ?? false;
  return { ratings: picked(columns, order.subarray(0, kept), isTimed), repeated: order.length - kept };
};

const picked = (columns: Columns, places: Uint32Array, isTimed: boolean): Ratings => {
  const { notes, raters } = columns;
  const size = places.length;
  const noteOf = new Uint32Array(size);
  const raterOf = new Uint32Array(size);
  const level = new Uint8Array(size);
  const at = columns.at;
  const times = isTimed && at !== undefined ? new Float64Array(size) : undefined;
  for (let k = 0; k < size; k++) {
    const place = places[k] as number;
    noteOf[k] = columns.noteOf[place] as number;
    raterOf[k] = columns.raterOf[place] as number;
    level[k] = columns.level[place] as number;
    if (times !== undefined) times[k] = at?.[place] as number;
  }
  const { lot, ageDays, weight } = columns;
  return {
    notes,
    raters,
    noteOf,
    raterOf,
    level,
    ...(times === undefined ? {} : { at: times }),
    ...(lot === undefined ? {} : { lot: Uint8Array.from(places, (place) => lot[place] as number) }),
    ...(ageDays === undefined ? {} : { ageDays: Float64Array.from(places, (place) => ageDays[place] as number) }),
    ...(weight === undefined ? {} : { weight: weightsAt(weight, places) }),
  };
};

/** Ratings of accounts younger than this count for a suggestion only. */
export const youngDays = 7;

/**
 * The ratings of which a standing is made: where the file says which were by lot, those; and none of a young account. The
 * others make a suggestion. Notes and raters keep their numbers.
 */
export const ofRecord = (ratings: Ratings): Ratings => {
  if (!(ratings.lot?.includes(1) ?? false) && ratings.ageDays === undefined) return ratings;
  const kept = whichOfRecord(ratings);
  if (kept.length === ratings.level.length) return ratings;
  const { notes, raters } = ratings;
  return { ...picked(ratings, kept, ratings.at !== undefined), notes, raters };
};

/** Where the ratings stand that `ofRecord` keeps, in order. */
export const whichOfRecord = ({ lot, ageDays, level }: Ratings): Uint32Array => {
  const isByLot = lot?.includes(1) ?? false;
  const kept = new Uint32Array(level.length);
  let size = 0;
  for (let k = 0; k < level.length; k++)
    if (!((isByLot && lot?.[k] !== 1) || (ageDays?.[k] ?? Number.NaN) < youngDays)) kept[size++] = k;
  return kept.subarray(0, size);
};

const isEarlier = (at: Float64Array | undefined, one: number, other: number): boolean =>
  at !== undefined && (at[one] as number) < (at[other] as number);

/** Counting sort: the places of `keys` in ascending order, equal keys in the order of `before`. */
const stableOrder = (keys: Uint32Array, kinds: number, before?: Uint32Array): Uint32Array => {
  const next = new Uint32Array(kinds + 1);
  for (let k = 0; k < keys.length; k++) next[(keys[k] as number) + 1]!++;
  for (let i = 0; i < kinds; i++) next[i + 1]! += next[i] as number;
  const order = new Uint32Array(keys.length);
  for (let k = 0; k < keys.length; k++) {
    const place = before === undefined ? k : (before[k] as number);
    order[next[keys[place] as number]!++] = place;
  }
  return order;
};

/** The ratings for which `keep` says so, notes and raters that have none left numbered away; where they came from is told. */
export const selected = (
  ratings: Ratings,
  keep: (k: number) => boolean,
): { readonly ratings: Ratings; readonly noteFrom: Uint32Array; readonly raterFrom: Uint32Array } => {
  const chosen = new Uint32Array(ratings.level.length);
  let kept = 0;
  for (let k = 0; k < chosen.length; k++) if (keep(k)) chosen[kept++] = k;
  const part = picked(ratings, chosen.subarray(0, kept), ratings.at !== undefined);
  const noteFrom = renumbered(part.noteOf, ratings.notes);
  const raterFrom = renumbered(part.raterOf, ratings.raters);
  return { noteFrom, raterFrom, ratings: { ...part, notes: noteFrom.length, raters: raterFrom.length } };
};

/** Numbers what is there from 0, in place. Gives what each number was. */
const renumbered = (of: Uint32Array, kinds: number): Uint32Array => {
  const to = new Uint32Array(kinds);
  for (let k = 0; k < of.length; k++) to[of[k] as number] = 1;
  let next = 0;
  for (let i = 0; i < kinds; i++)
    if (to[i] === 1) to[i] = next++;
    else to[i] = kinds;
  const from = new Uint32Array(next);
  for (let i = 0; i < kinds; i++) if (to[i] !== kinds) from[to[i] as number] = i;
  for (let k = 0; k < of.length; k++) of[k] = to[of[k] as number] as number;
  return from;
};
