// Whoever got the letter says that the address is theirs: only now it is kept, sealed, for what was wished.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { readAddressCode } from './address-link.ts';
import type { SealedContact } from './contact-ports.ts';
import { lookupOf, secretOf } from './own-page.ts';
import { subscriptionId } from './subscription-id.ts';
import { ticketHash } from './ticket.ts';
import type { World } from './world.ts';

type Parts = Pick<World, 'contacts' | 'vault' | 'keyed' | 'newId' | 'now'>;

/** The page on which it is ended. */
export type ConfirmedPage = {
  readonly page: 'ticket' | 'subscription';
  readonly secret: string;
  readonly lang: string;
};

/**
 * Safe to repeat while the address is kept. `address-link-over`: the code is none of ours, or older than two days; it was used, and the
 * address was forgotten since; or there is nothing to wait for any more.
 */
export const confirmAddress = async (
  world: Parts,
  code: string,
): Promise<Result<ConfirmedPage, Refusal<'address-link-over'>>> => {
  const read = await readAddressCode(world, code);
  if (read === undefined) return refuse('address-link-over');
  const { email, lang, of } = read.wish;
  const contact = await sealed(world, email);
  if ('ticket' in of) {
    const kept = { ...contact, code: read.id, lang, corrections: of.corrections, leftOn: contact.day };
    const left = await world.contacts.leave(ticketHash(world.keyed, of.ticket), kept);
    return left ? ok({ page: 'ticket', secret: of.ticket, lang }) : refuse('address-link-over');
  }
  const id = subscriptionId(world.keyed, of.check, email);
  const secret = secretOf(world.keyed, 'subscription', id);
  const lookup = lookupOf(world.keyed, 'subscription', secret);
  const wished = { id, check: of.check, lang, lookup, since: contact.day, contact };
  const begun = await world.contacts.subscribe(wished, read.id);
  // One address hears of one check once, however often it was asked.
  const runs = begun || (await world.contacts.subscription(lookup))?.endedOn === null;
  return runs ? ok({ page: 'subscription', secret, lang }) : refuse('address-link-over');
};

const sealed = async (world: Pick<World, 'vault' | 'newId' | 'now'>, email: string): Promise<SealedContact> => {
  const [id, day]: readonly [Id, SealedContact['day']] = [world.newId(), dayOf(world.now())];
  return { id, day, sealed: await world.vault.seal(day, id, email) };
};
