/** The rows in which the hashes of an id lie. Nearly every id has one hash: it costs a number, and no list. */
export type RowsOf = {
  readonly add: (id: number, row: number) => void;
  /** Those of an id, which has none from then on. */
  readonly take: (id: number) => readonly number[];
};

export const rowsOf = (): RowsOf => {
  const rows = new Map<number, number | number[]>();
  return {
    add: (id, row) => {
      const before = rows.get(id);
      if (before === undefined) rows.set(id, row);
      else if (typeof before === 'number') rows.set(id, [before, row]);
      else before.push(row);
    },
    take: (id) => {
      const found = rows.get(id) ?? [];
      rows.delete(id);
      return typeof found === 'number' ? [found] : found;
    },
  };
};
