// Who of the team calls an operation: a program by its token, or a page of ours in the browser of somebody who signed in.

import { rightsOf } from '../../core/access-token.ts';
import type { Right } from '../../core/rights.ts';
import { type Member, memberByToken } from '../../desk/index.ts';
import type { Asked, Door } from '../door.ts';
import { fromOurPage } from '../operator-door.ts';
import type { Problem } from '../problem.ts';
import { strayed } from '../strayed.ts';

/** `person`: not by a token. `proven`: only by a person who has just shown the second factor. */
export type Guard = { readonly right: Right; readonly by: 'anyone' | 'person' | 'proven' };

export type Caller = {
  readonly member: Member;
  /** What this request may: all of its member's rights, or those that the token was made with. */
  readonly rights: readonly Right[];
  readonly by: 'token' | 'session';
  /** The second factor was shown within ten minutes; never of a token. */
  readonly proven: boolean;
  /** Which session; null for a program's token. */
  readonly session: string | null;
};

/**
 * Who calls, if they may. A request with an `Authorization` header is a program's and nothing else, whatever cookies come
 * along. Cookies count only for our own pages, so another site's page can send what it likes.
 */
export const callerFor = async (door: Door, asked: Asked, { right, by }: Guard): Promise<Caller | Problem> => {
  const { world, identity } = door.options;
  const authorization = asked.req.header('authorization');
  if (authorization !== undefined) {
    const bearer = await memberByToken(world, authorization);
    if (bearer === undefined) return { code: 'signed-out' };
    asked.set('member', bearer.member.id);
    if (!bearer.rights.includes(right)) return { code: 'forbidden', right };
    return by === 'anyone'
      ? { member: bearer.member, rights: bearer.rights, by: 'token', proven: false, session: null }
      : { code: 'not-by-token' };
  }
  const who = await identity.whoIs(asked.req.raw.headers);
  if (who === undefined) return { code: 'signed-out' };
  asked.set('member', who.member.id);
  const rights = rightsOf(who.member.role);
  if (!isOurs(door, asked)) return strayed(asked);
  if (!rights.includes(right)) return { code: 'forbidden', right };
  const proven = who.provenUntil !== null && who.provenUntil > world.now();
  return by === 'proven' && !proven
    ? { code: 'step-up-needed' }
    : { member: who.member, rights, by: 'session', proven, session: who.session };
};

/** What only reads may also be typed into the address bar; what changes something has to come from a page of ours (ASVS 3.5.1). */
const isOurs = (door: Door, asked: Asked): boolean => {
  const site = asked.req.header('sec-fetch-site');
  const reads = asked.req.method === 'GET' || asked.req.method === 'HEAD';
  if (reads) return site === undefined || site === 'same-origin' || site === 'none';
  return fromOurPage(door.options.organisation.origin, site, asked.req.header('origin'));
};
