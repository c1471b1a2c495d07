import { canonicalUrl } from './canonical-url.ts';
import hosts from './hosts.json' with { type: 'json' };

const people = new Set(hosts.people);
const publicPaths = new Map(Object.entries(hosts.publicPaths));

// Anyone can run one of these, so the form of the path is all there is to go by. A town, a museum or a bus company has notices and
// objects of its own: there it is a post only under the ids that such servers give.
const fediverse =
  /^\/(?:@[^/]+(?:\/.*)?|users\/[^/]+(?:\/.*)?|notice\/(?=[^/]*[A-Z])[0-9A-Za-z]{18}|objects\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
const publishersWithAt = new Set(['youtube.com']);

/**
 * Whether an address leads to what a person posted, or to the person: a post, profile, group or message on a social
 * network or messenger. Such links are author lists in disguise and are kept only as a keyed hash. Unsure counts as yes;
 * YouTube videos are works and stay. Takes any spelling of the address; what is no web address is no permalink.
 */
export const isPermalink = (url: string): boolean => isPersonal(url) || innerAddresses(url).some(isPersonal);

// An archive's, a translator's or a cache's copy of a post still names who posted it.
const innerAddresses = (url: string): readonly string[] => {
  let decoded = url.slice(0, 4096);
  for (let round = 0; round < 2; round++)
    decoded = decoded.replace(/%(?:2f|3a|40|25)/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return [...decoded.slice(8).matchAll(/https?:\/+[^\s&]+|(?<=[/=:])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s&]*/gi)]
    .slice(0, 8)
    .map(([inner]) => inner.replace(/^https?:\/+/i, 'https://'));
};

const isPersonal = (url: string): boolean => {
  // The beginning of an over-long address tells as much.
  const canonical = canonicalUrl(url) ?? canonicalUrl(url.slice(0, 1024));
  const parsed = canonical === undefined ? null : URL.parse(canonical);
  if (parsed === null) return false;
  const { hostname: host, pathname: path, search } = parsed;
  if (host === 'youtube.com')
    return /^\/(?:@|channel\/|c\/|user\/|post\/)|^\/[^/]+\/community$/.test(path) || /[?&]lc=/.test(search);
  if (host === 'reddit.com') return /^\/(?:u|user)\/|\/comments\/|\/s\//.test(path);
  if (host === 'redd.it') return true;
  if (!isPeoples(host)) return !publishersWithAt.has(host) && fediverse.test(path);
  const isFront = path === '/' && search === '';
  return !isFront && !(publicPaths.get(host) ?? []).some((open) => path === open || path.startsWith(`${open}/`));
};

const isPeoples = (host: string): boolean => {
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) if (people.has(name)) return true;
  return false;
};
