import table from './opposites.json' with { type: 'json' };

/** Function words of which one turns round what the other says. */
export const opposites: readonly (readonly [string, string])[] = table.pairs.map(
  (pair) => pair.split(' ') as [string, string],
);

export const oppositeWords: readonly string[] = [...new Set(opposites.flat())];
