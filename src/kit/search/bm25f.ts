import constants from './bm25f.json' with { type: 'json' };

/**
 * BM25F (Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009, §3.6): each field's count is divided by that
 * field's length norm and weighed, the sum over fields saturates once. Counts of one term in one unit are packed in a
 * byte, three bits for the claim, two for the title, three for the subtitle: what stands more often says no more.
 */
export const fieldCount = 3;
export type Field = 0 | 1 | 2;
export const claimField: Field = 0;
export const titleField: Field = 1;
export const subtitleField: Field = 2;

const { saturation } = constants;
const weighed = [constants.claim, constants.title, constants.subtitle];

/** Longer fields count as this long. */
export const longest = 1023;

export const oneMore = (counts: number, field: Field): number => {
  if (field === claimField) return counts >>> 5 < 7 ? counts + 32 : counts;
  if (field === titleField) return ((counts >>> 3) & 3) < 3 ? counts + 8 : counts;
  return (counts & 7) < 7 ? counts + 1 : counts;
};

/** By field and length, what one occurrence is worth where fields are so long on average; for `frequencyOf`. */
export const factorsFor = (averages: Float64Array): Float64Array => {
  const factors = new Float64Array(fieldCount * (longest + 1));
  for (let field = 0; field < fieldCount; field++) {
    const { weight, lengthShare } = weighed[field] ?? constants.claim;
    const average = averages[field] ?? 1;
    for (let length = 0; length <= longest; length++)
      factors[field * (longest + 1) + length] = weight / (1 - lengthShare + (lengthShare * length) / average);
  }
  return factors;
};

/** The weighed frequency of a term whose packed counts and whose unit's field lengths, from `at` on, are these. */
export const frequencyOf = (counts: number, lengths: Uint16Array, at: number, factors: Float64Array): number =>
  (counts >>> 5) * (factors[lengths[at] ?? 0] ?? 0) +
  ((counts >>> 3) & 3) * (factors[longest + 1 + (lengths[at + 1] ?? 0)] ?? 0) +
  (counts & 7) * (factors[2 * (longest + 1) + (lengths[at + 2] ?? 0)] ?? 0);

/** The share, 0 to 1, of what a term can give at most. */
export const saturated = (frequency: number): number => frequency / (saturation + frequency);

/** What a term can give at most, for its idf and its weight in the question. */
export const mostOf = (idf: number, weight: number): number => idf * weight * (saturation + 1);

/**
 * How much a weighed frequency can have grown since it was worked out with other averages: a norm `1 - b + b·l/a` shrinks
 * by at most the ratio of the averages where the average grew, and never otherwise.
 */
export const driftBetween = (before: Float64Array, now: Float64Array): number => {
  let drift = 1;
  for (let field = 0; field < fieldCount; field++) {
    const then = before[field] ?? 0;
    if (then > 0) drift = Math.max(drift, (now[field] ?? 0) / then);
  }
  return drift;
};
