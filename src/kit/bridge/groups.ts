// Raters who rate the same things the same way at the same time. Whether they are friends or machines, they are one voice.
import { type GrowingColumn, growingColumn } from './growing-column.ts';
import { type InTime, inTimeOrder, mostBefore } from './in-time.ts';
import { ofRecord, type Ratings, type Weights, whichOfRecord } from './ratings.ts';

/** The group of each rater: the lowest rater number in it, one's own where one is alone. */
export type Groups = {
  readonly of: Uint32Array;
  /** How many are in the group that a rater heads. */
  readonly sizes: Uint32Array;
  /** How many are not alone. */
  readonly grouped: number;
};

/**
 * How alike raters must be: so many ratings alike within so many minutes, such a share of the one who rated less, and of what
 * both rated within those minutes such a share the same way.
 */
export type Grain = {
  readonly minutes: number;
  readonly alike: number;
  readonly share: number;
  readonly agreed: number;
};

/** Near-cliques, which count once. Whoever merely came at the same time as others disagrees with them now and then. */
export const cliqueGrain: Grain = { minutes: 10, alike: 5, share: 0.3, agreed: 0.9 };
/** Looser: clusters without which a standing must still hold. */
export const clusterGrain: Grain = { minutes: 60, alike: 3, share: 0.15, agreed: 0 };

/**
 * Finds the groups. Without times nobody is grouped: on a hundred notes people agree without knowing each other.
 */
export const groupsOf = (ratings: Ratings, { minutes, alike, share, agreed }: Grain): Groups => {
  const { raters, raterOf, at } = ratings;
  if (at === undefined) return groupsFrom(Uint32Array.from({ length: raters }, (_, u) => u));
  const of = Uint32Array.from({ length: raters }, (_, u) => u);
  const rated = new Uint32Array(raters);
  for (let k = 0; k < raterOf.length; k++) rated[raterOf[k] as number]!++;
  // Whoever is alike often enough; then of those alone, whether they agreed. One order in memory at a time.
  const [as, bs, counts] = [0, 1, 2].map(() => growingColumn((n) => new Uint32Array(n))) as [Column, Column, Column];
  eachMeeting(inTimeOrder(ratings, at, minutes * 60_000, true), raters, (a, b, count) => {
    if (count < Math.max(alike, share * Math.min(rated[a] as number, rated[b] as number))) return;
    as.push(a);
    bs.push(b);
    counts.push(count);
  });
  const [one, other, often] = [as.whole(), bs.whole(), counts.whole()];
  if (agreed === 0 || one.length === 0)
    for (let i = 0; i < one.length; i++) unite(of, one[i] as number, other[i] as number);
  else {
    let i = 0;
    const order = inTimeOrder(ratings, at, minutes * 60_000, false);
    const both = countsIn(order, raters);
    while (i < one.length) {
      const a = one[i] as number;
      both.count(a);
      for (; i < one.length && one[i] === a; i++) {
        const b = other[i] as number;
        if ((often[i] as number) >= agreed * (both.of[b] as number)) unite(of, a, b);
      }
      both.clear();
    }
  }
  for (let u = 0; u < raters; u++) of[u] = headOf(of, u);
  return groupsFrom(of);
};

/** From the head of each rater. */
export const groupsFrom = (of: Uint32Array): Groups => {
  const sizes = new Uint32Array(of.length);
  for (const head of of) sizes[head]!++;
  return { of, sizes, grouped: of.reduce((sum, head) => sum + ((sizes[head] as number) > 1 ? 1 : 0), 0) };
};

/** Whether a rater is in a group with somebody. */
export const isGrouped = ({ of, sizes }: Groups, rater: number): boolean => (sizes[of[rater] ?? rater] ?? 1) > 1;

type Column = GrowingColumn<Uint32Array>;

/** Every two raters who stand near each other in time, the lower first, in the order of the lower, and how often. */
const eachMeeting = (order: InTime, raters: number, take: (a: number, b: number, count: number) => void): void => {
  const near = countsIn(order, raters);
  for (let a = 0; a < raters; a++) {
    near.count(a);
    for (let i = 0; i < near.size(); i++) {
      const b = near.met[i] as number;
      take(a, b, near.of[b] as number);
    }
    near.clear();
  }
};

/** Counts how often each rater above `a` stands near `a` in time; what was counted is cleared before the next. */
const countsIn = ({ raterAt, before, start, places }: InTime, raters: number) => {
  const of = new Uint32Array(raters);
  const met = new Uint32Array(raters);
  let size = 0;
  const meet = (a: number, b: number): void => {
    if (b <= a) return;
    if (of[b] === 0) met[size++] = b;
    of[b]!++;
  };
  return {
    of,
    met,
    size: () => size,
    count: (a: number): void => {
      for (let i = start[a] as number; i < (start[a + 1] as number); i++) {
        const p = places[i] as number;
        for (let j = 1; j <= (before[p] as number); j++) meet(a, raterAt[p - j] as number);
        // Whoever came later counts this one among those before them.
        for (let j = 1; j <= mostBefore && p + j < before.length && (before[p + j] as number) >= j; j++)
          meet(a, raterAt[p + j] as number);
      }
    },
    clear: (): void => {
      for (let i = 0; i < size; i++) of[met[i] as number] = 0;
      size = 0;
    },
  };
};

const headOf = (of: Uint32Array, u: number): number => {
  let head = u;
  while (of[head] !== head) {
    // Every second step is cut short, for whoever comes by next.
    of[head] = of[of[head] as number] as number;
    head = of[head] as number;
  }
  return head;
};

/** The lower number becomes the head, so that the order of uniting leaves no trace. */
const unite = (of: Uint32Array, a: number, b: number): void => {
  const [one, other] = [headOf(of, a), headOf(of, b)];
  of[Math.max(one, other)] = Math.min(one, other);
};

/**
 * The ratings with what each counts: all that one near-clique said of a note is one vote, in equal parts. Where the ratings
 * have weights already, those stay. Those of record are weighed among themselves: whoever rates besides can take nothing
 * from them.
 */
export const countedOnce = (ratings: Ratings): Ratings => {
  if (ratings.weight !== undefined) return ratings;
  const weight = cliqueWeightsOf(ratings);
  return weight === undefined ? ratings : { ...ratings, weight };
};

/** The weights that the times give; undefined where everybody counts one. */
export const cliqueWeightsOf = (ratings: Ratings): Weights | undefined => {
  const sizes = new Uint32Array(ratings.level.length).fill(1);
  const record = ofRecord(ratings);
  if (record !== ratings) {
    for (const [k, size] of sizesOf(ratings).entries()) sizes[k] = size;
    const among = sizesOf(record);
    for (const [i, k] of whichOfRecord(ratings).entries()) sizes[k] = among[i] as number;
  } else sizes.set(sizesOf(ratings));
  const most = sizes.reduce((high, size) => Math.max(high, size), 1);
  if (most === 1) return undefined;
  // By size, so that the table is as long as the largest clique.
  const kinds = Float64Array.from({ length: most }, (_, i) => 1 / (i + 1));
  const of = most > 1 << 16 ? new Uint32Array(sizes.length) : new Uint16Array(sizes.length);
  for (let k = 0; k < of.length; k++) of[k] = (sizes[k] as number) - 1;
  return { kinds, of };
};

/** Of each rating: how many of the rater's near-clique rated the same note. */
const sizesOf = (ratings: Ratings): Uint32Array => {
  const { noteOf, raterOf, raters } = ratings;
  const sizes = new Uint32Array(noteOf.length).fill(1);
  const { of, grouped } = groupsOf(ratings, cliqueGrain);
  if (grouped === 0) return sizes;
  const members = new Uint32Array(raters);
  for (let begin = 0; begin < noteOf.length; ) {
    let end = begin;
    for (; end < noteOf.length && noteOf[end] === noteOf[begin]; end++)
      members[of[raterOf[end] as number] as number]!++;
    for (let k = begin; k < end; k++) sizes[k] = members[of[raterOf[k] as number] as number] as number;
    for (let k = begin; k < end; k++) members[of[raterOf[k] as number] as number] = 0;
    begin = end;
  }
  return sizes;
};
