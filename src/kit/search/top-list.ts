/** Keeps the best `k` of what is offered: higher score first, equal scores by id, whatever the order of offering. */
export type TopList<T> = {
  /** Whether an item of this score could still be kept; spares making one that is not. */
  readonly admits: (score: number) => boolean;
  readonly offer: (item: T, score: number) => void;
  readonly items: () => readonly { readonly item: T; readonly score: number }[];
};

export const createTopList = <T>(k: number, idOf: (item: T) => string): TopList<T> => {
  const kept: { item: T; score: number }[] = [];
  const comesBefore = (item: T, score: number, other: { item: T; score: number }): boolean =>
    score > other.score || (score === other.score && idOf(item) < idOf(other.item));
  return {
    admits: (score) => kept.length < k || score >= (kept.at(-1)?.score ?? 0),
    offer: (item, score) => {
      const last = kept.at(-1);
      if (kept.length >= k && last !== undefined && !comesBefore(item, score, last)) return;
      let at = kept.length;
      for (let above = kept[at - 1]; above !== undefined && comesBefore(item, score, above); above = kept[at - 1]) at--;
      kept.splice(at, 0, { item, score });
      if (kept.length > k) kept.pop();
    },
    items: () => kept,
  };
};
