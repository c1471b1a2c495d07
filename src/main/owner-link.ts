import { inviteOwner, type World } from '../desk/index.ts';
import { randomToken } from './secrets.ts';

/**
 * A link that works once, within a day: it makes an owner, or lets the owner with this address back in. Undefined when
 * there is none with it. The link printed before stops working.
 * It opens in the language of that owner, or else of the browser.
 */
export const ownerLink = async (
  world: Pick<World, 'team' | 'now' | 'newId' | 'keyed'>,
  address: string,
  email: string | null = null,
): Promise<string | undefined> => {
  const code = randomToken();
  const invited = await inviteOwner(world, { code, email });
  return invited.ok ? `${address}/join?code=${code}` : undefined;
};
