// Who is limited by what: askers by their network, the team by the account, and everybody together.
import { createHmac } from 'node:crypto';
import { clientAddress, clientKeys } from './client-key.ts';
import type { Asked, Door } from './door.ts';
import { createBuckets } from './token-buckets.ts';

const mostClients = 50_000;
const mostSignedIn = 5_000;
/** Requests to look again that a client may send in an hour, where the operator sets no other number. */
const appealsPerHour = 10;
/** Letters to addresses nobody confirmed that a client may cause in an hour: all together have more, and one cannot use that up. */
const lettersPerHour = 10;
/** Reading a page that is not in memory costs this much of what asking does: whole towns share one address. */
const readingCost = 0.25;
/** A file of the public log: whoever verifies reads all of them, and each is only a file. */
const logFileCost = 0.01;
/** How long a session or token that was looked up counts as its account's without being looked up again. */
const knownMs = 10 * 60_000;

export type Limiter = {
  /** Takes what a request costs; 0 when granted, else the whole seconds to wait. Asks no database. */
  readonly take: (asked: Asked) => number;
  /** After a request: whose session or token it carried, where a route looked that up. */
  readonly note: (asked: Asked) => void;
};

/**
 * An office behind one address is many people: whoever signed in has a limit of their own, whatever address they come from.
 * What a session is worth is known only after a route has looked it up. Until then a request for the team's pages is counted
 * by address, but apart from the askers of that address: they neither use up each other's, and a flood of made-up sessions
 * costs the database no more than a flood of questions.
 */
export const createLimiter = (door: Door): Limiter => {
  const { limits, trustedProxies, randomToken, world } = door.options;
  const secret = randomToken() + randomToken();
  const keyOf = clientKeys(secret);
  const rate = { capacity: limits.perClientPerMinute, perSecond: limits.perClientPerMinute / 60 };
  const clients = createBuckets(rate, mostClients);
  const newcomers = createBuckets(rate, mostClients);
  const accounts = createBuckets(rate, mostSignedIn);
  const instance = createBuckets({ capacity: limits.instancePerSecond, perSecond: limits.instancePerSecond }, 1);
  const { appealsPerClientPerHour: perHour = appealsPerHour } = limits;
  const appeals = createBuckets({ capacity: perHour, perSecond: perHour / 3600 }, mostClients);
  const { lettersPerClientPerHour: letterRate = lettersPerHour } = limits;
  const letters = createBuckets({ capacity: letterRate, perSecond: letterRate / 3600 }, mostClients);
  const known = new Map<string, { readonly member: string; readonly until: number }>();

  const clientOf = (asked: Asked): string =>
    keyOf(clientAddress(asked.env.socket, asked.req.header('x-forwarded-for'), trustedProxies));

  const bucketFor = (asked: Asked, at: number): readonly [typeof clients, string] => {
    const shown = credentialOf(asked, secret);
    const found = shown === undefined ? undefined : known.get(shown);
    if (found !== undefined && found.until > at) return [accounts, found.member];
    return [shown !== undefined && isTeams(asked.req.path) ? newcomers : clients, clientOf(asked)];
  };

  return {
    take: (asked) => {
      const reads = asked.req.method === 'GET' || asked.req.method === 'HEAD' || asked.req.method === 'OPTIONS';
      const cost = !reads ? 1 : isLogFile(asked.req.path) ? logFileCost : readingCost;
      const at = world.now().getTime();
      const [buckets, key] = bucketFor(asked, at);
      const wait = buckets.take(key, cost, at) || instance.take('all', cost, at);
      if (wait > 0 || reads) return wait;
      if (isAppeal(asked.req.path)) return appeals.take(clientOf(asked), 1, at);
      return asked.req.method === 'POST' && sendsLetter(asked.req.path) ? letters.take(clientOf(asked), 1, at) : 0;
    },
    note: (asked) => {
      if (!isTeams(asked.req.path)) return;
      const shown = credentialOf(asked, secret);
      if (shown === undefined) return;
      const member = asked.get('member');
      known.delete(shown);
      // What a route looked up and found worth nothing counts as nobody's from now on.
      if (member === undefined) return;
      known.set(shown, { member, until: world.now().getTime() + knownMs });
      if (known.size > mostSignedIn) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    },
  };
};

const isLogFile = (path: string): boolean => path === '/log/checkpoint' || path.startsWith('/log/tile/');

/** Where nothing is asked and everything is looked up: pages and operations of the team, and the operator's. */
const isTeams = (path: string): boolean => /^\/((vi|en)\/(desk|confirm)|api\/v1\/desk|operator)(\/|$)/.test(path);

/** Asking to look again: somebody answers each of them, so one client has few in an hour, by form and by API together. */
const isAppeal = (path: string): boolean =>
  /^\/((vi|en)\/(checks|declined|explainers|notes)\/[^/]+\/appeal|api\/v1\/(checks|declined|explainers|notes)\/[^/]+\/appeals)$/.test(
    path,
  );

/** What sends a letter to an address that somebody typed, by form and by API together. */
const sendsLetter = (path: string): boolean =>
  /^\/((vi|en)\/(checks\/[^/]+\/subscribe|tickets\/[^/]+\/contact|rate\/link)|api\/v1\/(checks\/[^/]+\/subscriptions|tickets\/[^/]+\/contact))$/.test(
    path,
  );

/** What a request shows to be somebody, as a key that tells nothing without the secret of the process. */
const credentialOf = (asked: Asked, secret: string): string | undefined => {
  const shown = asked.req.header('authorization') ?? sessionIn(asked.req.header('cookie') ?? '');
  return shown === undefined || shown.length > 4096
    ? undefined
    : createHmac('sha256', secret).update(`shown ${shown}`).digest('base64url').slice(0, 22);
};

const sessionIn = (cookies: string): string | undefined =>
  /(?:^|;\s*)(?:__Host-|__Secure-)?sangto\.session_token=([^;]+)/.exec(cookies)?.[1];
