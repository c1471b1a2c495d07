// Somebody typed an address to hear from us at. One letter asks whoever reads it there whether that is so; nothing is stored.
import { addressCode, type SealedWish } from './address-link.ts';
import type { World } from './world.ts';

/**
 * Sends the letter, the same to an address that we know and to one that we do not. `letter` gives its words. What the mail server
 * says is told to nobody: it would tell whether there is such a mailbox.
 */
export const askForAddress = async (
  world: Pick<World, 'vault' | 'mail' | 'newId' | 'now'>,
  wish: SealedWish,
  letter: (code: string) => { readonly subject: string; readonly text: string },
): Promise<void> => {
  await world.mail.send({ to: wish.email, ...letter(await addressCode(world, wish)) });
};
