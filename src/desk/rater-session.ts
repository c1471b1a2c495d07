// A rater's session: who they are and the quarter until whose end it holds, signed. It is kept in their browser and nowhere else.
import { dayOf } from '../base/clock.ts';
import { type Id, parseId } from '../base/ids.ts';
import { type Quarter, quarterOf } from '../core/quarter.ts';
import type { Pseudonym } from '../core/rating.ts';
import type { Rater } from './rating-ports.ts';
import type { World } from './world.ts';

export const raterSession = (world: Pick<World, 'keyed' | 'now'>, rater: Id): string => {
  const quarter = quarterOf(dayOf(world.now()));
  return `${rater}.${quarter}.${world.keyed('rater-session', `${rater}.${quarter}`)}`;
};

/** A rater at work: under this pseudonym, this quarter. */
export type RaterHere = { readonly rater: Rater; readonly quarter: Quarter; readonly pseudonym: Pseudonym };

/** Who a session is of; undefined when it is not ours, of an earlier quarter, or of somebody who left. */
export const raterHere = async (
  world: Pick<World, 'keyed' | 'now' | 'raters' | 'pseudonymKeys'>,
  session: string,
): Promise<RaterHere | undefined> => {
  const [id, quarter, mac] = session.split('.');
  const rater = id === undefined ? undefined : parseId(id);
  const now = quarterOf(dayOf(world.now()));
  if (rater === undefined || quarter !== now || mac !== world.keyed('rater-session', `${rater}.${now}`))
    return undefined;
  const found = await world.raters.rater(rater);
  return found && { rater: found, quarter: now, pseudonym: await world.pseudonymKeys.pseudonymOf(now, found.id) };
};
