// Somebody of the team asks for a link in place of their password.
import { parseEmail } from './staff-details.ts';
import type { Member } from './team-ports.ts';
import type { World } from './world.ts';

/**
 * Sends a link to the address if it is one of the team's, and says nothing of that. Whoever answers a stranger does not
 * wait for it: how long it takes would tell what it found.
 */
export const sendSignInLink = async (
  world: Pick<World, 'signIn' | 'mail'>,
  { email, code, letter }: Asked,
): Promise<void> => {
  const address = parseEmail(email);
  const member = address === undefined ? undefined : await world.signIn.links.keep(address, code);
  if (member === undefined || member.email === null) return;
  await world.mail.send({ to: member.email, ...letter(member) });
};

type Asked = {
  readonly email: string;
  /** Made by chance; it is in the letter alone. */
  readonly code: string;
  readonly letter: (member: Member) => { readonly subject: string; readonly text: string };
};
