// Who a program acts for, by the token it shows.
import { dayOf } from '../base/clock.ts';
import { tokenIn, tokenRights } from '../core/access-token.ts';
import type { Bearer } from './token-ports.ts';
import type { World } from './world.ts';

/** The bearer of an `Authorization` header; undefined where it holds no token of ours that works. */
export const memberByToken = async (
  world: Pick<World, 'tokens' | 'team' | 'now'>,
  authorization: string | null | undefined,
): Promise<Bearer | undefined> => {
  const text = tokenIn(authorization);
  if (text === undefined) return undefined;
  const used = await world.tokens.use(text, dayOf(world.now()));
  const member = used && (await world.team.member(used.staff));
  if (used === undefined || member?.state !== 'active') return undefined;
  return { member, session: `token ${used.id}`, provenUntil: null, rights: tokenRights(used.rights, member.role) };
};
