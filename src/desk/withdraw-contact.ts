// Whoever left an address takes it back, wherever it is held by now; what they asked stays asked.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { lookupOf } from './own-page.ts';
import { ticketHash } from './ticket.ts';
import { wishedSecrets } from './ticket-wishes.ts';
import type { World } from './world.ts';

/** Forgets the address of a ticket or an appeal, known by its secret; for a ticket also where it waits for corrections. */
export const withdrawContact = async (
  world: Pick<World, 'contacts' | 'keyed' | 'now'>,
  of: { readonly ticket: string } | { readonly appeal: string },
): Promise<Result<null, Refusal<'not-found'>>> => {
  if ('appeal' in of)
    return (await world.contacts.withdraw({ appealLookup: lookupOf(world.keyed, 'appeal', of.appeal) }))
      ? ok(null)
      : refuse('not-found');
  const hash = ticketHash(world.keyed, of.ticket);
  const found = await world.contacts.ofTicket(hash);
  if (found === undefined) return refuse('not-found');
  const running = await world.contacts.running([...wishedSecrets(world.keyed, found.tip, found.checks).keys()]);
  for (const { lookup } of running) await world.contacts.unsubscribe(lookup, dayOf(world.now()));
  const gone = await world.contacts.withdraw({ ticketHash: hash });
  return gone || running.length > 0 ? ok(null) : refuse('not-found');
};
