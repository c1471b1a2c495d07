// What is still held of an address that somebody left on a ticket, so that its page says what is true.
import type { Day } from '../base/clock.ts';
import type { ContactHeld } from './contact-ports.ts';
import { ticketHash } from './ticket.ts';
import { wishedSecrets } from './ticket-wishes.ts';
import type { World } from './world.ts';

export type TicketContact = {
  /** Waits for an answer. */
  readonly held: ContactHeld | null;
  /** Since when it is kept to tell corrections of what answered the ticket; null: it is not. */
  readonly follows: Day | null;
  /** The day it was destroyed, as long as that is known. */
  readonly goneOn: Day | null;
};

const nothing: TicketContact = { held: null, follows: null, goneOn: null };

export const readContact = async (world: Pick<World, 'contacts' | 'keyed'>, ticket: string): Promise<TicketContact> => {
  const found = await world.contacts.ofTicket(ticketHash(world.keyed, ticket));
  if (found === undefined) return nothing;
  const lookups = [...wishedSecrets(world.keyed, found.tip, found.checks).keys()];
  const [running] = await world.contacts.running(lookups);
  return { held: found.held, follows: running?.since ?? null, goneOn: found.goneOn };
};
