// The public file of all ratings, as everybody reads it, the craft of standings first.
import { type Rating, settledAfter } from './rating.ts';

const levelNames = { helpful: 'HELPFUL', somewhat: 'SOMEWHAT_HELPFUL', not: 'NOT_HELPFUL' } as const;
const names = [
  ...['noteId', 'raterParticipantId', 'createdAtMillis', 'helpfulnessLevel', 'lot', 'accountAgeDays', 'cliqueWeight'],
  ...['quarter', 'reasons'],
];

/**
 * A line for each rating in the order it came, with names as Community Notes has them, and ours behind. Of the age of an account
 * it says only whether it counts yet: 0, or the days from which on it does. `weightOf` is what a near-clique leaves of a rating.
 */
export const ratingsTable = (ratings: readonly Rating[], weightOf: (rating: Rating) => number): string => {
  const lines = ratings.map((rating) => {
    const { check, pseudonym, at, level, byLot, settled, quarter, reasons } = rating;
    return [
      ...[check, pseudonym, at.getTime(), levelNames[level]],
      ...[byLot ? 1 : 0, settled ? settledAfter : 0, weightOf(rating), quarter, reasons.join(' ')],
    ].join('\t');
  });
  return `${[names.join('\t'), ...lines].join('\n')}\n`;
};
