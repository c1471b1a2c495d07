import type { Wanted } from '../segments/top-checks.ts';

/** As many as are compared feature by feature, which costs more than finding them. */
export const rankedMost = 50;

// Cross-validated over the development questions, comparing those down to .3 gains nothing (docs/method/search.md).
const leastShare = 0.55;
// What the model's certainty looks at beside the first.
const rivals = 10;

/**
 * The candidates worth comparing where the first `wanted` are asked for: those whose BM25F comes near enough to the best one's
 * for the features to make up for it, and the first ten and the first `wanted` whatever theirs.
 */
export const contenders = (wanted = 0): Wanted => ({
  most: Math.max(rankedMost, wanted),
  first: Math.max(rivals, wanted),
  leastShare,
});

/** Those of candidates, best first, that are wanted. */
export const wantedAmong = <Scored extends { readonly score: number }>(
  found: readonly Scored[],
  { first, leastShare }: Wanted,
): readonly Scored[] => {
  const least = leastShare * (found[0]?.score ?? 0);
  return found.filter(({ score }, place) => place < first || score >= least);
};
