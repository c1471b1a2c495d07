// An asker leaves an address for the answer: by consent, sealed before it is kept, used for nothing else.
import { dayOf } from '../base/clock.ts';
import { ok, type Result, refuse } from '../base/result.ts';
import { type ContactRefusal, parseContact } from '../core/contact.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

/** `corrections` is a consent of its own. `not-found`: no such ticket, or it waits for nothing. */
export const leaveContact = async (
  world: Pick<World, 'contacts' | 'vault' | 'keyed' | 'newId' | 'now'>,
  given: {
    readonly ticket: string;
    readonly email: string;
    readonly consent: boolean;
    readonly corrections: boolean;
    readonly lang: string;
  },
): Promise<Result<null, ContactRefusal>> => {
  const email = parseContact(given.email);
  if (!email.ok) return email;
  if (!given.consent) return refuse('contact-needs-consent', { field: 'consent' });
  const id = world.newId();
  const day = dayOf(world.now());
  const sealed = await world.vault.seal(day, id, email.value);
  const left = await world.contacts.leave(ticketHash(world.keyed, given.ticket), {
    id,
    day,
    sealed,
    lang: given.lang,
    corrections: given.corrections,
    leftOn: day,
  });
  return left ? ok(null) : refuse('not-found');
};
