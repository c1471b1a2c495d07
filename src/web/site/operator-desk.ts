// Whoever of the team is at one of the operator's pages: by their own account, whatever else lets them in.
import type { Inside } from '../desk/inside.ts';
import type { Asked, Door } from '../door.ts';

/** Null where nobody is signed in, and the printed link alone opened the page. */
export const signedIn = async (door: Door, asked: Asked): Promise<Inside | null> => {
  const who = await door.options.identity.whoIs(asked.req.raw.headers);
  if (who === undefined) return null;
  const mentions = await door.options.world.caseTalk.unseen(who.member.id);
  return { door, asked, lang: door.langOf(asked), who: { ...who, member: { ...who.member, mentions } } };
};
