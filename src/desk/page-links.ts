// Which links of a message may be opened, and what a page that was read may stand for.
import { canonicalUrl, findUrls, isPermalink, isShortened, openAddress } from '../kit/links/index.ts';
import { clean, linkOf } from './clean.ts';
import type { Matched } from './matched.ts';
import type { Keyed, PageSeen } from './world.ts';

/** A link to open: as it stands in the masked message, the address to ask, and the claim it belongs to. */
export type LinkToOpen = { readonly link: string; readonly address: string; readonly claim: number };

const mostOpened = 2;

/** The first two links of a message to public pages that belong to a claim not answered yet. */
export const linksToOpen = ({ input, links, claims }: Matched): readonly LinkToOpen[] => {
  if (claims.every((c) => c.outcome === 'known')) return [];
  const written = new Map(findUrls(input.text).map(({ url }) => [canonicalUrl(url), url]));
  const wanted = new Map<string, LinkToOpen>();
  for (const { kind, value, span } of links) {
    const claim = nearest(claims, span.start);
    const raw = written.get(value);
    const address = kind === 'page' && raw !== undefined ? openAddress(raw) : undefined;
    if (address === undefined || claims[claim]?.outcome === 'known' || wanted.has(value)) continue;
    wanted.set(value, { link: value, address, claim });
    if (wanted.size === mostOpened) break;
  }
  return [...wanted.values()];
};

/** The claim a place in the message belongs to: the one around it, or the one next to a line that is only a link. */
const nearest = (claims: Matched['claims'], at: number): number => {
  const away = claims.map(({ span }) => Math.max(span.start - at, at - span.end, 0));
  return away.indexOf(Math.min(...away));
};

/** What was read behind a link, in the form the index knows; `links` are the same page for everybody, `hints` perhaps. */
export type PageLinks = {
  readonly links: readonly string[];
  readonly hints: readonly string[];
  readonly titles: readonly string[];
};

/**
 * A page may say that it stands anywhere, and a server may send us elsewhere than a reader: so only addresses on the host
 * that answered count as the page's own, and only redirects by that host or a known shortener lead there for certain.
 * Titles are masked as messages are.
 */
export const pageLinks = (keyed: Keyed, { visited, stands, titles }: PageSeen): PageLinks => {
  const last = visited.at(-1) ?? '';
  const certain = visited.slice(0, -1).every((hop) => isShortened(hop) || hostOf(hop) === hostOf(last));
  const own = [last, ...stands.filter((stand) => hostOf(stand) === hostOf(last) && !isPermalink(stand))];
  const values = [...new Set(own.flatMap((address) => linkOf(keyed, address)?.value ?? []))];
  return {
    links: certain ? values : [],
    hints: certain ? [] : values,
    titles: titles.map((title) => clean(keyed, title).text),
  };
};

const hostOf = (address: string): string | undefined => {
  const canonical = canonicalUrl(address);
  return canonical === undefined ? undefined : URL.parse(canonical)?.host;
};
