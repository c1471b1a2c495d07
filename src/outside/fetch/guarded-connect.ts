// Opens connections to checked addresses only: the address that was checked is the address connected to.
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { literalIn } from '../../kit/links/index.ts';
import { FetchStopped } from './fetch-stopped.ts';

/** Every address a name has, as text. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export type Guard = { readonly allow: (address: string) => boolean; readonly lookup: Lookup };

/**
 * A connector for undici. Node resolves a name once per connection through the given lookup and connects to what that
 * returned, so a name that changes between check and use (DNS rebinding) gains nothing. `timeoutMs` bounds connecting.
 */
export const guardedConnect = (guard: Guard, timeoutMs: number): buildConnector.connector => {
  const connect = buildConnector({ timeout: timeoutMs, maxCachedSessions: 0, lookup: checkedLookup(guard) });
  return (options, done) => {
    // Node asks no lookup about an address written as such.
    const literal = literalIn(options.hostname);
    if (literal !== undefined && !guard.allow(literal)) {
      process.nextTick(done, forbidden(), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        done(error, null);
      } else if (!guard.allow(socket.remoteAddress ?? '')) {
        socket.destroy();
        done(forbidden(), null);
      } else {
        done(null, socket);
      }
    });
  };
};

const checkedLookup =
  (guard: Guard): LookupFunction =>
  (hostname, options, done) => {
    checkedAddresses(guard, hostname).then(
      ([first, ...rest]) => {
        if (options.all === true) done(null, [first, ...rest]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

type Found = { readonly address: string; readonly family: 4 | 6 };

/**
 * The addresses that a connection to this host may use, by the same rules as at connect; throws what a connection would end
 * with. Refuses a name with even one address inside: a mixed answer is how rebinding looks, and no public site needs it.
 */
export const checkedAddresses = async (
  { allow, lookup }: Guard,
  hostname: string,
): Promise<[Found, ...(readonly Found[])]> => {
  const literal = literalIn(hostname);
  const [first, ...rest] = literal === undefined ? await lookup(hostname) : [literal];
  if (first === undefined) throw new FetchStopped('fetch-failed', 'the name has no address');
  if (![first, ...rest].every(allow)) throw forbidden();
  return [familiar(first), ...rest.map(familiar)];
};

const familiar = (address: string): Found => ({ address, family: address.includes(':') ? 6 : 4 });

const forbidden = (): FetchStopped => new FetchStopped('fetch-forbidden-address', 'not a public address');
