/**
 * A question as segments are asked it: distinct terms, those that can give most first, equal ones in the order of the
 * question. Scores are added up in this order everywhere, so that a score is the same to the last bit whichever way it
 * was reached and however the index came to be.
 */
export type Plan = {
  readonly terms: Uint32Array;
  /** What each term can give at most: idf, weight and BM25's factor in one. */
  readonly mosts: Float64Array;
  /** Average lengths of today, and `factorsFor` them. */
  readonly averages: Float64Array;
  readonly factors: Float64Array;
};
