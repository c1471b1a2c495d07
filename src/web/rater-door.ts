// How a browser keeps a rater's session: one cookie that no script reads, until the end of the quarter.
import { type RaterHere, raterHere } from '../desk/index.ts';
import type { Asked, Door } from './door.ts';
import { fromOurPage } from './operator-door.ts';

const cookieName = (origin: string): string => (origin.startsWith('https://') ? '__Host-rater' : 'rater');
const days = 92;

/** The cookie for a session; an empty one takes it away. */
export const raterCookie = (origin: string, session: string): string =>
  [
    `${cookieName(origin)}=${session}`,
    'Path=/',
    'HttpOnly',
    // Whoever follows a link in a letter is still themselves; what changes anything is sent by our own pages alone.
    'SameSite=Lax',
    `Max-Age=${session === '' ? 0 : days * 86_400}`,
    ...(origin.startsWith('https://') ? ['Secure'] : []),
  ].join('; ');

/** The rater whose browser or program asks; undefined where it is nobody's. */
export const raterOf = async (door: Door, asked: Asked): Promise<RaterHere | undefined> => {
  const { organisation, world } = door.options;
  const authorization = asked.req.header('authorization');
  // A program's, and nothing else, whatever cookies come along.
  if (authorization !== undefined) {
    const [, shown] = /^Bearer rater\.(\S{1,200})$/.exec(authorization) ?? [];
    return shown === undefined ? undefined : raterHere(world, shown);
  }
  const site = asked.req.header('sec-fetch-site');
  // Cookies change something from our own pages alone.
  if (asked.req.method !== 'GET' && !fromOurPage(organisation.origin, site, asked.req.header('origin')))
    return undefined;
  const wanted = `${cookieName(organisation.origin)}=`;
  const session = (asked.req.header('cookie') ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(wanted))
    ?.slice(wanted.length);
  return session === undefined || session === '' ? undefined : raterHere(world, session.slice(0, 200));
};
