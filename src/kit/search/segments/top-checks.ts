/** The best checks so far, each once. Worst first, as a binary heap over arrays. */
export type TopChecks = {
  /** Forgets all and makes room for so many. */
  readonly open: (most: number) => void;
  /** What is lower than this is not kept; 0 while there is room. */
  readonly floor: () => number;
  /** Offers a check that has not been offered since `open`. */
  readonly offer: (check: number, ordinal: number, score: number) => void;
  /** Best first, equal scores in the order of `compare`. */
  readonly items: () => readonly TopCheck[];
};

export type TopCheck = {
  readonly check: number;
  /** The place of its best unit among its units. */
  readonly ordinal: number;
  readonly score: number;
};

/** `compare` orders checks of equal score. */
export const createTopChecks = (compare: (a: number, b: number) => number): TopChecks => {
  let most = 0;
  let size = 0;
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

  const offer = (check: number, ordinal: number, score: number): void => {
    if (most === 0) return;
    const item = { check, ordinal, score };
    const worst = kept[0];
    if (size < most) rise(item);
    else if (worst !== undefined && isWorse(worst, item)) sink(item);
  };

  return {
    open: (wanted) => {
      most = wanted;
      size = 0;
      kept = [];
    },
    floor: () => (size < most ? 0 : (kept[0]?.score ?? Number.POSITIVE_INFINITY)),
    offer,
    items: () => kept.slice(0, size).sort((a, b) => (isWorse(b, a) ? -1 : 1)),
  };
};
