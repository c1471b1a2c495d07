// Somebody wants to hear of corrections of one check, and ends it whenever they like.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Result, refuse } from '../base/result.ts';
import { type ContactRefusal, parseContact } from '../core/contact.ts';
import { lookupOf, secretOf } from './own-page.ts';
import type { World } from './world.ts';

/** Begins a subscription and gives the secret of its page. */
export const subscribe = async (
  world: Pick<World, 'contacts' | 'vault' | 'keyed' | 'newId' | 'now'>,
  given: { readonly check: Id; readonly email: string; readonly consent: boolean; readonly lang: string },
): Promise<Result<{ readonly secret: string }, ContactRefusal>> => {
  const email = parseContact(given.email);
  if (!email.ok) return email;
  if (!given.consent) return refuse('contact-needs-consent', { field: 'consent' });
  const id = world.newId();
  const contact = world.newId();
  const day = dayOf(world.now());
  const secret = secretOf(world.keyed, 'subscription', id);
  const begun = await world.contacts.subscribe({
    id,
    check: given.check,
    lang: given.lang,
    lookup: lookupOf(world.keyed, 'subscription', secret),
    since: day,
    contact: { id: contact, day, sealed: await world.vault.seal(day, contact, email.value) },
  });
  return begun ? ok({ secret }) : refuse('not-found');
};
