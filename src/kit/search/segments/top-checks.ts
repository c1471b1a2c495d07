/** The best checks so far, each once. Worst first, as a binary heap over arrays. */
export type TopChecks = {
  /** Forgets all and makes room for so many. */
  readonly open: (wanted: Wanted) => void;
  /** What is lower than this is not wanted; 0 at first. */
  readonly floor: () => number;
  /** Offers a check that has not been offered since `open`. */
  readonly offer: (check: number, ordinal: number, score: number) => void;
  /** Best first, equal scores in the order of `compare`. */
  readonly items: () => readonly TopCheck[];
};

/** The `most` best checks; after the `first` of them, only those with at least this share of the best one's score. */
export type Wanted = { readonly most: number; readonly first: number; readonly leastShare: number };

/** The `most` best, whatever their scores. */
export const theBest = (most: number): Wanted => ({ most, first: most, leastShare: 0 });

export type TopCheck = {
  readonly check: number;
  /** The place of its best unit among its units. */
  readonly ordinal: number;
  readonly score: number;
};

/** `compare` orders checks of equal score. */
export const createTopChecks = (compare: (a: number, b: number) => number): TopChecks => {
  let most = 0;
  let leastShare = 0;
  let size = 0;
  // The scores of the first, highest first; 0 where there is none yet.
  let firsts = new Float64Array(0);
  let kept: TopCheck[] = [];

  const isWorse = (a: TopCheck, b: TopCheck): boolean =>
    a.score < b.score || (a.score === b.score && compare(a.check, b.check) > 0);

  const sink = (item: TopCheck): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = kept[child];
      if (child >= size || left === undefined) break;
      const right = kept[child + 1];
      let worse = left;
      if (child + 1 < size && right !== undefined && isWorse(right, left)) {
        child++;
        worse = right;
      }
      if (!isWorse(worse, item)) break;
      kept[at] = worse;
      at = child;
    }
    kept[at] = item;
  };

  const rise = (item: TopCheck): void => {
    let at = size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = kept[above];
      if (parent === undefined || !isWorse(item, parent)) break;
      kept[at] = parent;
      at = above;
    }
    kept[at] = item;
  };

  const noteFirst = (score: number): void => {
    let at = firsts.length - 1;
    if (at < 0 || score <= (firsts[at] ?? 0)) return;
    for (; at > 0 && (firsts[at - 1] ?? 0) < score; at--) firsts[at] = firsts[at - 1] ?? 0;
    firsts[at] = score;
  };

  const offer = (check: number, ordinal: number, score: number): void => {
    if (most === 0) return;
    noteFirst(score);
    const item = { check, ordinal, score };
    const worst = kept[0];
    if (size < most) rise(item);
    else if (worst !== undefined && isWorse(worst, item)) sink(item);
  };

  return {
    open: (wanted) => {
      most = wanted.most;
      leastShare = wanted.leastShare;
      firsts = new Float64Array(wanted.leastShare > 0 ? wanted.first : 0);
      size = 0;
      kept = [];
    },
    floor: () => {
      const share = firsts.length === 0 ? 0 : Math.min(firsts[firsts.length - 1] ?? 0, leastShare * (firsts[0] ?? 0));
      return size < most ? share : Math.max(share, kept[0]?.score ?? Number.POSITIVE_INFINITY);
    },
    offer,
    items: () => kept.slice(0, size).sort((a, b) => (isWorse(b, a) ? -1 : 1)),
  };
};
