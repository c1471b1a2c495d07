// Whoever left an address takes it back; what they asked stays asked.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { lookupOf } from './own-page.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

/** Forgets the address of a ticket or an appeal, known by its secret. */
export const withdrawContact = async (
  world: Pick<World, 'contacts' | 'keyed'>,
  of: { readonly ticket: string } | { readonly appeal: string },
): Promise<Result<null, Refusal<'not-found'>>> => {
  const done = await world.contacts.withdraw(
    'ticket' in of
      ? { ticketHash: ticketHash(world.keyed, of.ticket) }
      : { appealLookup: lookupOf(world.keyed, 'appeal', of.appeal) },
  );
  return done ? ok(null) : refuse('not-found');
};
