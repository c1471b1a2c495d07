import hosts from './hosts.json' with { type: 'json' };
import { youtubeForm } from './youtube.ts';

const trackers = new Set(hosts.trackers);
const mobileLabels = new Set(hosts.mobileLabels);
const sameHost = new Map(Object.entries(hosts.sameHost));
const wrappers = new Map<string, readonly string[]>(Object.entries(hosts.wrappers));
const queryless = new Set(hosts.queryless);
const longest = 4096;

/**
 * The one spelling of a web address by which two links to one page are the same: https, lower-case punycode host without
 * `www.`, `m.` or `amp.`, no default port, credentials, fragment, tracking parameters, AMP or trailing slash; what is
 * left of the query sorted; links wrapped by networks and search engines unwrapped; YouTube's many forms as one. No
 * network is asked, so shortened links stay short.
 * Undefined for what is no http or https address or longer than 4,096 characters. Applying it twice changes nothing.
 *
 * ```ts
 * canonicalUrl('http://m.vnexpress.net/tin-4.html?utm_source=zalo#binh-luan') // 'https://vnexpress.net/tin-4.html'
 * ```
 */
export const canonicalUrl = (raw: string): string | undefined => {
  let url = simplified(raw);
  // One step can lay another bare (an AMP page behind a redirect). What has not settled after a few is a made-up address.
  for (let round = 0; round < 8 && url !== undefined; round++) {
    const next = simplified(url);
    if (next === url) return url;
    url = next;
  }
  return undefined;
};

const simplified = (raw: string): string | undefined => {
  const url = parse(raw);
  if (url === undefined) return undefined;
  const page = unwrapped(url);
  const host = canonicalHost(page.hostname);
  const path = canonicalPath(page.pathname);
  const query = queryless.has(host) ? '' : canonicalQuery(page.search);
  const port = page.port === '' || page.port === '80' || page.port === '443' ? '' : `:${page.port}`;
  const canonical = youtubeForm(host, path, query) ?? `https://${host}${port}${path}${query}`;
  return !host.includes('.') || canonical.length > longest ? undefined : canonical;
};

/** An address as written, unwrapped, without fragment and tracking parameters; undefined for what is no web address. */
export const withoutWrapping = (raw: string): URL | undefined => {
  const parsed = parse(raw);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) return undefined;
  const url = unwrapped(parsed);
  url.search = url.search
    .slice(1)
    .split('&')
    .filter((pair) => !isTrackerPair(pair))
    .join('&');
  url.hash = '';
  return url;
};

const parse = (raw: string): URL | undefined => {
  const trimmed = raw.length > longest ? undefined : raw.trim();
  if (trimmed === undefined) return undefined;
  const absolute = /^https?:\/\//i.test(trimmed)
    ? trimmed
    : /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed)
      ? undefined
      : `https://${trimmed}`;
  const url = absolute === undefined ? null : URL.parse(absolute);
  return url ?? undefined;
};

/** The page a wrapping address leads to, however often wrapped; every step makes the address shorter, so it ends. */
const unwrapped = (url: URL): URL => {
  const inner = ampInner(url) ?? redirectInner(url);
  return inner === undefined || inner.href.length >= url.href.length ? url : unwrapped(inner);
};

/** An address as written, out of the wrapping that a network or a search engine put around it; undefined for what is no web address. */
export const unredirected = (raw: string): URL | undefined => {
  let url = parse(raw);
  for (let inner = url; inner !== undefined; inner = redirectInner(inner)) url = inner;
  return url;
};

// Google's two wrappings of other people's pages: google.com/amp/s/host/path and host-name.cdn.ampproject.org/c/s/host/path.
const ampInner = (url: URL): URL | undefined => {
  const isAmp = /^(?:www\.)?google\.[a-z.]{2,6}$/.test(url.hostname) || url.hostname.endsWith('.cdn.ampproject.org');
  const found = isAmp ? /^\/(?:amp|[civ])\/(?:s\/)?([^/]+\.[^/]+(?:\/.*)?)$/.exec(url.pathname) : null;
  return found === null ? undefined : parse(`https://${found[1]}${url.search}`);
};

const redirectInner = (url: URL): URL | undefined => {
  const names = wrappers.get(url.hostname);
  if (names === undefined || !/^\/(?:l\.php|url|redirect|away\.php|link)?\/?$/.test(url.pathname)) return undefined;
  const target = names.map((name) => url.searchParams.get(name)).find((value) => value?.startsWith('http') === true);
  return target === undefined || target === null ? undefined : parse(target);
};

const canonicalHost = (given: string): string => {
  let host = given.toLowerCase().replace(/\.+$/, '');
  if (/^[\d.]+$/.test(host)) return host;
  for (let labels = host.split('.'); labels.length > 2; labels = host.split('.')) {
    if (labels[0] !== 'www' && !mobileLabels.has(labels[0] ?? '')) break;
    // `m.com.vn` is somebody's name, not the mobile face of `com.vn`.
    if (labels.length === 3 && /^(?:com|net|org|gov|edu|co|ac)$/.test(labels[1] ?? '')) break;
    host = labels.slice(1).join('.');
  }
  // `en.m.wikipedia.org` carries the label inside.
  host = host.replace(/^([a-z-]+)\.m\.(wikipedia\.org)$/, '$1.$2');
  return sameHost.get(host) ?? host;
};

const canonicalPath = (given: string): string => {
  let path = withoutSlashes(given)
    .replace(/\/amp(?:\.html)?$/i, '')
    .replace(/\.amp(?=\.html?$|$)/i, '');
  if (path.startsWith('/amp/')) path = path.slice(4);
  return path === '' ? '/' : path;
};

// A loop and not /\/+$/, which would try again from every slash of a hostile path.
const withoutSlashes = (path: string): string => {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
};

const canonicalQuery = (search: string): string => {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTrackerPair(pair))
    .sort();
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
};

const isTrackerPair = (pair: string): boolean => isTracker((pair.split('=', 1)[0] ?? '').toLowerCase());

const isTracker = (name: string): boolean =>
  trackers.has(name) || hosts.trackerPrefixes.some((prefix) => name.startsWith(prefix));
