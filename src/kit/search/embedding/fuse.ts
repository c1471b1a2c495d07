// Words and meaning together: one ranking out of a lexical one and the nearest vectors.
import type { Near } from './vectors.ts';

export type Scored = { readonly checkId: string; readonly score: number };

/**
 * Ranks the checks of both lists by `(1 − weight) · score / best score + weight · similarity`, where the similarity is
 * stretched so that the nearest has 1 and the farthest of those in question 0 (cosines of embedding models crowd
 * together). Highest first, equals by id. A check without a vector counts as the farthest; with `weight` 0, or no
 * vector near, the lexical order stays. Scores must not be negative.
 */
export const fuse = (
  lexical: readonly Scored[],
  near: readonly Near[],
  similarityOf: (checkId: string) => number | undefined,
  weight: number,
): readonly Scored[] => {
  const similarities = new Map(near.map((n) => [n.checkId, n.similarity]));
  for (const { checkId } of lexical) {
    const similarity = similarities.get(checkId) ?? similarityOf(checkId);
    if (similarity !== undefined) similarities.set(checkId, similarity);
  }
  const all = [...similarities.values()];
  const most = all.reduce((a, b) => Math.max(a, b), -1);
  const least = all.reduce((a, b) => Math.min(a, b), 1);
  const best = lexical.reduce((a, b) => Math.max(a, b.score), 0) || 1;
  const scores = new Map(lexical.map((l) => [l.checkId, l.score / best]));
  return [...new Set([...scores.keys(), ...similarities.keys()])]
    .map((checkId) => {
      const stretched = most > least ? ((similarities.get(checkId) ?? least) - least) / (most - least) : 0;
      return { checkId, score: (1 - weight) * (scores.get(checkId) ?? 0) + weight * stretched };
    })
    .sort((a, b) => b.score - a.score || (a.checkId < b.checkId ? -1 : 1));
};
