// How good a ranking is, by the judgements of people: pure figures, as trec_eval defines them.

/** Which documents answer which question: only those judged relevant, and only questions that have any. */
export type Qrels = ReadonlyMap<string, ReadonlySet<string>>;

/** The documents found for each question, best first. */
export type Rankings = ReadonlyMap<string, readonly string[]>;

export type RankingScore = {
  /** Judged questions: what every mean is taken over. */
  readonly queries: number;
  /** Judged questions for which the run holds nothing; each counts as 0. */
  readonly unanswered: number;
  readonly 'MAP@1': number;
  readonly 'MAP@3': number;
  readonly 'MAP@5': number;
  readonly MRR: number;
  readonly 'R@10': number;
};

/**
 * Means over the judged questions; what the run holds beside them is not looked at, and a question it does not hold
 * counts as 0 (trec_eval `-c`).
 *
 * MAP@k is trec_eval's `map_cut_k` (m_map_cut.c): the precisions at each relevant document among the first k, summed and
 * divided by all relevant ones, not by min(k, relevant). CheckThat's scorer does the same, through trectools' `get_map`,
 * but refuses a run that leaves a question out. MRR is `recip_rank` over the whole list; R@10 is `recall_10`.
 *
 * ```ts
 * scoreRankings(new Map([['q1', new Set(['a', 'b'])]]), new Map([['q1', ['x', 'a']]]))['MAP@5'] // 0.25
 * ```
 */
export const scoreRankings = (qrels: Qrels, rankings: Rankings): RankingScore => {
  const sums = { 'MAP@1': 0, 'MAP@3': 0, 'MAP@5': 0, MRR: 0, 'R@10': 0 };
  let unanswered = 0;
  for (const [query, relevant] of qrels) {
    const found = rankings.get(query) ?? [];
    if (found.length === 0) unanswered++;
    sums['MAP@1'] += averagePrecision(found, relevant, 1);
    sums['MAP@3'] += averagePrecision(found, relevant, 3);
    sums['MAP@5'] += averagePrecision(found, relevant, 5);
    sums.MRR += reciprocalRank(found, relevant);
    sums['R@10'] += recall(found, relevant, 10);
  }
  const mean = (sum: number): number => (qrels.size === 0 ? 0 : sum / qrels.size);
  return {
    queries: qrels.size,
    unanswered,
    'MAP@1': mean(sums['MAP@1']),
    'MAP@3': mean(sums['MAP@3']),
    'MAP@5': mean(sums['MAP@5']),
    MRR: mean(sums.MRR),
    'R@10': mean(sums['R@10']),
  };
};

const averagePrecision = (found: readonly string[], relevant: ReadonlySet<string>, depth: number): number => {
  let hits = 0;
  let sum = 0;
  for (const [i, id] of found.slice(0, depth).entries()) if (relevant.has(id)) sum += ++hits / (i + 1);
  return sum / relevant.size;
};

const reciprocalRank = (found: readonly string[], relevant: ReadonlySet<string>): number => {
  const at = found.findIndex((id) => relevant.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
};

const recall = (found: readonly string[], relevant: ReadonlySet<string>, depth: number): number =>
  found.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size;
