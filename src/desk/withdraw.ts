// The asker takes the message back: its text, its answer, its place among the askers and any address left with it are gone.
import { dayOf } from '../base/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { ticketHash } from './ticket.ts';
import { wishedSecrets } from './ticket-wishes.ts';
import type { World } from './world.ts';

export const withdraw = async (
  world: Pick<World, 'tips' | 'contacts' | 'keyed' | 'now'>,
  ticket: string,
): Promise<Result<null, Refusal<'not-found'>>> => {
  const hash = ticketHash(world.keyed, ticket);
  const today = dayOf(world.now());
  // First, while the ticket still tells which checks answered it.
  const found = await world.contacts.ofTicket(hash);
  if (found !== undefined)
    for (const { lookup } of await world.contacts.running([
      ...wishedSecrets(world.keyed, found.tip, found.checks).keys(),
    ]))
      await world.contacts.unsubscribe(lookup, today);
  return (await world.tips.withdraw(hash, today)) ? ok(null) : refuse('not-found');
};
