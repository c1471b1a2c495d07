// An operator lets somebody rate where not everybody may. Their address is not kept here either.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { raterLookup } from './rater-link.ts';
import type { World } from './world.ts';

/** They come in by the same link as everybody. `isNew`: false for whoever is a rater already. */
export const inviteRater = async (
  world: Pick<World, 'raters' | 'keyed' | 'newId' | 'now'>,
  email: string,
): Promise<Result<{ readonly isNew: boolean }, Refusal<'contact-not-an-address'>>> => {
  const lookup = raterLookup(world.keyed, email);
  if (lookup === undefined) return refuse('contact-not-an-address');
  return ok({ isNew: await world.raters.invite({ id: world.newId(), lookup, on: dayOf(world.now()) }) });
};
