// The link of a letter is opened: whoever had it is a rater from then on.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { readRaterLink } from './rater-link.ts';
import { raterSession } from './rater-session.ts';
import type { World } from './world.ts';

/** Gives a session. `isOpen`: whether somebody whom nobody invited is admitted. */
export const enterAsRater = async (
  world: Pick<World, 'raters' | 'keyed' | 'newId' | 'now'>,
  code: string,
  isOpen: boolean,
): Promise<Result<{ readonly session: string }, Refusal<'rater-link-over' | 'rater-not-invited'>>> => {
  const now = world.now();
  const link = readRaterLink(world.keyed, code, now);
  if (link === undefined) return refuse('rater-link-over');
  const entered = await world.raters.enter({ ...link, id: world.newId(), on: dayOf(now), isOpen });
  if (entered === 'used') return refuse('rater-link-over');
  return entered === 'not-invited' ? refuse('rater-not-invited') : ok({ session: raterSession(world, entered.id) });
};
