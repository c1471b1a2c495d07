// Which links may be opened on somebody's behalf: a page for everybody, and not one that a secret in its address opens.
import { canonicalUrl, withoutWrapping } from './canonical-url.ts';
import hosts from './hosts.json' with { type: 'json' };
import { isPermalink } from './permalink.ts';

const shorteners = new Set(hosts.shorteners);
const closedHosts = new Set(hosts.closedHosts);
const closedParameters = new Set(hosts.closedParameters);
const closedPaths = new Set(hosts.closedPaths);

/** Whether a link belongs to a known shortener, which leads everybody to one page that it does not write itself. */
export const isShortened = (url: string): boolean => {
  const canonical = canonicalUrl(url);
  const parsed = canonical === undefined ? null : URL.parse(canonical);
  return parsed !== null && parsed.pathname !== '/' && shorteners.has(parsed.hostname);
};

/**
 * The address under which a link may be opened by a machine on an asker's behalf: as written, so that the server it was
 * made for knows it, without fragment, tracking parameters and wrapping. Undefined for what is not to be opened: what
 * leads to a person (see `isPermalink`), logs in, confirms or unsubscribes by being opened, or carries a secret.
 *
 * ```ts
 * openAddress('https://m.example.org/tin-4.html?utm_source=zalo#x') // 'https://m.example.org/tin-4.html'
 * openAddress('https://example.org/reset?token=5f2c') // undefined
 * ```
 */
export const openAddress = (raw: string): string | undefined => {
  const url = withoutWrapping(raw);
  if (url === undefined || url.username !== '' || url.password !== '' || isPermalink(url.href)) return undefined;
  return isClosed(url) ? undefined : url.href;
};

const isClosed = (url: URL): boolean => {
  for (let name = url.hostname; name.includes('.'); name = name.slice(name.indexOf('.') + 1))
    if (closedHosts.has(name)) return true;
  if (url.pathname.split('/').some((part) => closedPaths.has(part.toLowerCase()) || isSecret(part))) return true;
  return [...url.searchParams].some(([name, value]) => closedParameters.has(name.toLowerCase()) || isSecret(value));
};

/** A long value of letters and digits mixed, without the hyphens between words that titles in addresses have. */
const isSecret = (value: string): boolean =>
  value.length >= 24 &&
  /^[A-Za-z0-9_.~=-]+$/.test(value) &&
  (value.match(/[a-z][A-Z0-9]|[A-Z0-9][a-z]/g)?.length ?? 0) >= 6 &&
  value.split(/[-_.]/).some((word) => word.length >= 20);
