// After something was decided: who asked is told, once, and what they wrote goes.
import { dayOf } from '../base/clock.ts';
import { lookupOf, secretOf } from './own-page.ts';
import { wishedId } from './ticket-wishes.ts';
import type { World } from './world.ts';

const page = 100;

export type Replied = { readonly queued: number; readonly erased: number };

/** Puts what became due into the outbox, makes wishes for corrections subscriptions, and erases decided texts. Safe to run twice. */
export const replyToAskers = async (
  world: Pick<World, 'outbox' | 'contacts' | 'vault' | 'keyed' | 'newId' | 'now'>,
): Promise<Replied> => {
  const today = dayOf(world.now());
  for (;;) {
    const wishes = await world.contacts.wishes(page);
    for (const wish of wishes) {
      const email = await world.vault.open(wish.day, wish.id, wish.sealed);
      if (email === undefined) {
        await world.contacts.grant(wish.id, null);
        continue;
      }
      const id = wishedId(world.keyed, wish.tip, wish.check);
      const contact = world.newId();
      await world.contacts.grant(wish.id, {
        id,
        check: wish.check,
        lang: wish.lang,
        lookup: lookupOf(world.keyed, 'subscription', secretOf(world.keyed, 'subscription', id)),
        since: today,
        contact: { id: contact, day: today, sealed: await world.vault.seal(today, contact, email) },
      });
    }
    if (wishes.length < page) break;
  }
  const queued = await world.outbox.fill(today);
  return { queued, erased: await world.outbox.eraseDecided(today) };
};
