// Which hosts of an address are names of a network of one's own, told without asking anybody.
import { isIP } from 'node:net';

/**
 * The address itself where the host of a URL is one (such a host is never looked up); undefined for a name.
 *
 * ```ts
 * literalIn('[::1]') // '::1'
 * ```
 */
export const literalIn = (hostname: string): string | undefined => {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
};

const localEndings = ['localhost', 'local', 'localdomain', 'internal', 'home.arpa', 'lan'];

/**
 * Whether the host of a URL is a name that never leads outside (RFC 6761, 6762, 8375), one without a dot included. What another
 * name leads to only its address tells; see `isPublicAddress`.
 *
 * ```ts
 * isLocalName('printer.lan') // true
 * ```
 */
export const isLocalName = (hostname: string): boolean => {
  if (literalIn(hostname) !== undefined) return false;
  const name = hostname.replace(/\.+$/, '');
  return !name.includes('.') || localEndings.some((end) => name.endsWith(`.${end}`));
};
