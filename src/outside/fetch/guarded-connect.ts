// Opens connections to checked addresses only: the address that was checked is the address connected to.
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { FetchStopped } from './fetch-stopped.ts';
import { literalIn } from './page-address.ts';

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

/** Refuses a name with even one address inside: a mixed answer is how rebinding looks, and no public site needs it. */
const checkedLookup =
  ({ allow, lookup }: Guard): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        const first = all[0];
        if (first === undefined) done(new FetchStopped('fetch-failed', 'the name has no address'), '', 0);
        else if (!addresses.every(allow)) done(forbidden(), '', 0);
        else if (options.all === true) done(null, all);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

const forbidden = (): FetchStopped => new FetchStopped('fetch-forbidden-address', 'not a public address');
