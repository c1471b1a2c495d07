// Somebody asks for the link by which they rate. The address is used for this letter and is nowhere afterwards.
import { parseContact } from '../core/contact.ts';
import { raterLinkCode, raterLookup } from './rater-link.ts';
import type { World } from './world.ts';

/**
 * Sends a link to the address, known or not: who asks learns nothing of it, and nothing is stored. `letter` gives its words.
 * What is no address gets none.
 */
export const sendRaterLink = async (
  world: Pick<World, 'mail' | 'keyed' | 'now'>,
  {
    email,
    letter,
  }: { readonly email: string; readonly letter: (code: string) => { readonly subject: string; readonly text: string } },
): Promise<void> => {
  const address = parseContact(email);
  const lookup = raterLookup(world.keyed, email);
  if (!address.ok || lookup === undefined) return;
  await world.mail.send({ to: address.value, ...letter(raterLinkCode(world.keyed, lookup, world.now())) });
};
