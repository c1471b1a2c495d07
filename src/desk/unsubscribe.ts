import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { lookupOf } from './own-page.ts';
import type { World } from './world.ts';

/** Ends a subscription, known by its secret, and forgets its address. Safe to repeat. */
export const unsubscribe = async (
  world: Pick<World, 'contacts' | 'keyed' | 'now'>,
  secret: string,
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.contacts.unsubscribe(lookupOf(world.keyed, 'subscription', secret), dayOf(world.now())))
    ? ok(null)
    : refuse('not-found');
