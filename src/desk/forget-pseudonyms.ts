// A quarter is over: the key that led from raters to its pseudonyms goes.
import { dayOf } from '../base/clock.ts';
import { quarterOf } from '../core/quarter.ts';
import type { World } from './world.ts';

/** Destroys the keys of all quarters but this one; how many. Safe to run at any time and twice. */
export const forgetPseudonyms = async ({
  pseudonymKeys,
  now,
}: Pick<World, 'pseudonymKeys' | 'now'>): Promise<number> => {
  const current = quarterOf(dayOf(now()));
  const over = (await pseudonymKeys.quarters()).filter((quarter) => quarter < current);
  for (const quarter of over) await pseudonymKeys.destroy(quarter);
  return over.length;
};
