// Raters who rate the same things the same way at the same time. Whether they are friends or machines, they are one voice.
import type { Ratings } from './ratings.ts';

/** The group of each rater: the lowest rater number in it, one's own where one is alone. */
export type Groups = { readonly of: Uint32Array; readonly grouped: number };

/** How alike raters must be: so many ratings alike within so many minutes, and such a share of the one who rated less. */
export type Grain = { readonly minutes: number; readonly alike: number; readonly share: number };

/** Near-cliques, which count once. */
export const cliqueGrain: Grain = { minutes: 10, alike: 5, share: 0.3 };
/** Looser: clusters without which a standing must still hold. */
export const clusterGrain: Grain = { minutes: 60, alike: 3, share: 0.15 };

/** How many ratings before it one is compared with: a stampede of thousands chains up all the same. */
const neighbours = 16;

/** Finds the groups. Without times nobody is grouped: on a hundred notes people agree without knowing each other. */
export const groupsOf = (ratings: Ratings, { minutes, alike, share }: Grain): Groups => {
  const { raters, noteOf, raterOf, level, at } = ratings;
  const of = Uint32Array.from({ length: raters }, (_, u) => u);
  if (at === undefined) return { of, grouped: 0 };
  const rated = new Uint32Array(raters);
  for (const u of raterOf) rated[u]!++;
  const pairs = new Map<number, number>();
  const apart = minutes * 60_000;
  for (let begin = 0; begin < level.length; ) {
    let end = begin;
    while (end < level.length && noteOf[end] === noteOf[begin]) end++;
    for (const wanted of [0, 1, 2]) {
      const places = placesOf(begin, end, (k) => level[k] === wanted && !Number.isNaN(at[k]));
      places.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
      for (const [i, k] of places.entries())
        for (let j = Math.max(0, i - neighbours); j < i; j++) {
          const other = places[j] as number;
          if ((at[k] as number) - (at[other] as number) > apart) continue;
          const key = keyOf(raterOf[k] as number, raterOf[other] as number, raters);
          pairs.set(key, (pairs.get(key) ?? 0) + 1);
        }
    }
    begin = end;
  }
  for (const [key, count] of pairs) {
    if (count < alike) continue;
    const [a, b] = [Math.floor(key / raters), key % raters];
    if (count >= share * Math.min(rated[a] as number, rated[b] as number)) unite(of, a, b);
  }
  for (let u = 0; u < raters; u++) of[u] = headOf(of, u);
  const sizes = new Uint32Array(raters);
  for (const head of of) sizes[head]!++;
  return { of, grouped: of.reduce((sum, head) => sum + ((sizes[head] as number) > 1 ? 1 : 0), 0) };
};

const placesOf = (begin: number, end: number, is: (k: number) => boolean): number[] => {
  const places: number[] = [];
  for (let k = begin; k < end; k++) if (is(k)) places.push(k);
  return places;
};

const keyOf = (a: number, b: number, raters: number): number => Math.min(a, b) * raters + Math.max(a, b);

const headOf = (of: Uint32Array, u: number): number => {
  let head = u;
  while (of[head] !== head) head = of[head] as number;
  return head;
};

/** The lower number becomes the head, so that the order of uniting leaves no trace. */
const unite = (of: Uint32Array, a: number, b: number): void => {
  const [one, other] = [headOf(of, a), headOf(of, b)];
  of[Math.max(one, other)] = Math.min(one, other);
};

/**
 * The ratings with each group as one rater, its head: of what its members said of a note, the middle counts (the lower of
 * two middles), at the time of the first. Rater numbers stay; a member who is not the head has no rating left.
 */
export const coalesced = (ratings: Ratings, groups: Groups): Ratings => {
  const order = Uint32Array.from({ length: ratings.level.length }, (_, k) => k).sort(
    (a, b) =>
      (ratings.noteOf[a] as number) - (ratings.noteOf[b] as number) ||
      (groups.of[ratings.raterOf[a] as number] as number) - (groups.of[ratings.raterOf[b] as number] as number) ||
      (ratings.level[a] as number) - (ratings.level[b] as number),
  );
  const kept: { note: number; rater: number; level: number; at: number }[] = [];
  for (let i = 0; i < order.length; ) {
    const k = order[i] as number;
    const note = ratings.noteOf[k] as number;
    const rater = groups.of[ratings.raterOf[k] as number] as number;
    let end = i;
    let at = Number.POSITIVE_INFINITY;
    for (; end < order.length; end++) {
      const other = order[end] as number;
      if (ratings.noteOf[other] !== note || groups.of[ratings.raterOf[other] as number] !== rater) break;
      at = Math.min(at, ratings.at?.[other] ?? Number.NaN);
    }
    kept.push({ note, rater, level: ratings.level[order[(i + end - 1) >> 1] as number] as number, at });
    i = end;
  }
  return {
    notes: ratings.notes,
    raters: ratings.raters,
    noteOf: Uint32Array.from(kept, ({ note }) => note),
    raterOf: Uint32Array.from(kept, ({ rater }) => rater),
    level: Uint8Array.from(kept, ({ level }) => level),
    ...(ratings.at === undefined ? {} : { at: Float64Array.from(kept, ({ at }) => at) }),
  };
};
