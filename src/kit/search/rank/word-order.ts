import type { Asked } from './asked.ts';

/**
 * Idf mass of the heaviest common subsequence of the question and a run of its words as a check has them: what both say in
 * the same order, gaps allowed (Hirschberg's recurrence with weights). Time: the two lengths multiplied.
 */
export const commonRun = (asked: Asked, run: readonly number[]): number => {
  if (run.length === 0) return 0;
  const best = new Float64Array(run.length + 1);
  const isWanted = new Uint8Array(asked.size);
  for (const word of run) isWanted[word] = 1;
  for (let i = 0; i < asked.sequence.length; i++) {
    const word = asked.sequence[i] ?? 0;
    if (isWanted[word] === 0) continue;
    let diagonal = 0;
    for (let j = 1; j <= run.length; j++) {
      const above = best[j] ?? 0;
      const left = best[j - 1] ?? 0;
      best[j] = run[j - 1] === word ? diagonal + (asked.idf[word] ?? 0) : Math.max(above, left);
      diagonal = above;
    }
  }
  return best[run.length] ?? 0;
};
