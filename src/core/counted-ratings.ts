// Which ratings make the standing of record, and the public file of all of them.
import type { Rating } from './rating.ts';

/** Raters by lot from whom on only the lot decides. Below that, whoever rates counts. */
export const lotRaters = 30;
/** Ratings by lot that make somebody one of them. */
const lotRatings = 5;

/** Ratings of raters who were long enough here; and of those by lot alone, once there are enough. */
export const ratingsOfRecord = (ratings: readonly Rating[]): readonly Rating[] => {
  const settled = ratings.filter((rating) => rating.settled);
  const byLot = new Map<string, number>();
  for (const { pseudonym, byLot: is } of settled) if (is) byLot.set(pseudonym, (byLot.get(pseudonym) ?? 0) + 1);
  const enough = [...byLot.values()].filter((count) => count >= lotRatings).length >= lotRaters;
  return enough ? settled.filter((rating) => rating.byLot) : settled;
};

const levelNames = { helpful: 'HELPFUL', somewhat: 'SOMEWHAT_HELPFUL', not: 'NOT_HELPFUL' } as const;

/** The file: a line for each rating in the order it came, with names as Community Notes has them, and ours behind. */
export const ratingsTable = (ratings: readonly Rating[]): string => {
  const lines = ratings.map(({ check, pseudonym, at, level, byLot, settled, quarter, reasons }) =>
    [
      check,
      pseudonym,
      at.getTime(),
      levelNames[level],
      byLot ? 1 : 0,
      settled ? 1 : 0,
      quarter,
      reasons.join(' '),
    ].join('\t'),
  );
  return `${['noteId\traterParticipantId\tcreatedAtMillis\thelpfulnessLevel\tbyLot\tsettled\tquarter\treasons', ...lines].join('\n')}\n`;
};
