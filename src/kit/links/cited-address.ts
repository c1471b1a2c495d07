// The address of a source, to be published as it was typed: what leads somewhere is not tidied.
import { ok, type Refusal, type Result, refuse } from '../../base/result.ts';
import { unredirected } from './canonical-url.ts';
import hosts from './hosts.json' with { type: 'json' };
import { isLocalName, literalIn } from './local-name.ts';
import { isPublicAddress } from './public-address.ts';

const longest = 4096;
const clickIds = new Set(hosts.clickIds);

/**
 * The address of a page that everybody is sent to, as it was typed: http stays http, `www.`, `m.`, the order of the query
 * and the fragment stay, for one server in a few answers under nothing else. Comparing is for `canonicalUrl`.
 * Only what tells of whoever passed the link on is left out: the wrapping of a network around it, and ids of a click or a
 * share. Refused: what is no http or https address, is longer than 4,096 characters or holds white space or signs that
 * nobody sees; a name or password inside; a host that is nobody's public server. An address without a scheme is https.
 *
 * ```ts
 * citedAddress('http://m.example.org/luat?b=2&a=1#dieu-4') // { ok: true, value: 'http://m.example.org/luat?b=2&a=1#dieu-4' }
 * citedAddress('http://192.168.1.1/') // { ok: false, error: { code: 'address-not-public' } }
 * ```
 */
export const citedAddress = (
  raw: string,
): Result<string, Refusal<'address-unreadable' | 'address-with-password' | 'address-not-public'>> => {
  const typed = raw.trim();
  // A parser would drop some of these in silence, and the address would be another than the one that was read.
  if (typed.length > longest || /[\p{C}\p{Z}]/u.test(typed)) return refuse('address-unreadable');
  const url = unredirected(typed);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.href.length > longest)
    return refuse('address-unreadable');
  if (url.username !== '' || url.password !== '') return refuse('address-with-password');
  const literal = literalIn(url.hostname);
  if (literal === undefined ? isLocalName(url.hostname) : !isPublicAddress(literal))
    return refuse('address-not-public');
  return ok(withoutClickIds(url));
};

/** Written anew only where something is left out: setting a query, even to itself, can change how it is spelled. */
const withoutClickIds = (url: URL): string => {
  const pairs = url.search.slice(1).split('&');
  const kept = pairs.filter((pair) => !clickIds.has((pair.split('=', 1)[0] ?? '').toLowerCase()));
  if (kept.length !== pairs.length) url.search = kept.join('&');
  return url.href;
};
