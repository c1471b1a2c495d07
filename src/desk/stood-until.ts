// What stood until a moment, as the next cut and the first look between two of them start from.
import type { Before, Told } from '../kit/bridge/index.ts';
import type { StandingOfCheck } from './rating-ports.ts';

/** What stood until a moment, by check: whether the cut before doubted it already, and for how many days it has stood. */
export const stoodUntil = (at: Date, standings: readonly StandingOfCheck[]): ReadonlyMap<string, Before> =>
  new Map(
    standings.map(({ check, standing, why, since }) => [
      check,
      {
        standing,
        isDoubted: (JSON.parse(why) as Told).isDoubted,
        stoodDays: Math.floor((at.getTime() - since.getTime()) / day),
      },
    ]),
  );

const day = 86_400_000;
