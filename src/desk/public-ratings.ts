// What a cut and what comes between two of them read alike: the public table of ratings, and what stood before.
import type { Rating } from '../core/rating.ts';
import { ratingsTable } from '../core/ratings-table.ts';
import { type Before, createRatingsReader, type Explanation, type ReadRatings } from '../kit/bridge/index.ts';
import type { StandingOfCheck } from './rating-ports.ts';

/** Through the reader that everybody has, so that nobody who reads the file sees other ratings than we do. */
export const readTable = (table: string): ReadRatings => {
  const reader = createRatingsReader();
  reader.push(new TextEncoder().encode(table));
  const read = reader.end();
  if (!read.ok) throw new Error(`a table of ratings that nobody can read: ${read.error.code}`);
  return read.value;
};

export const readRatings = (ratings: readonly Rating[]): ReadRatings => readTable(ratingsTable(ratings));

/** What stood until a moment, by check: whether the cut before doubted it already, and for how many days it has stood. */
export const stoodUntil = (at: Date, standings: readonly StandingOfCheck[]): ReadonlyMap<string, Before> =>
  new Map(
    standings.map(({ check, standing, why, since }) => [
      check,
      {
        standing,
        isDoubted: (JSON.parse(why) as Explanation).isDoubted,
        stoodDays: Math.floor((at.getTime() - since.getTime()) / day),
      },
    ]),
  );

const day = 86_400_000;
