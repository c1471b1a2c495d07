// What a page says of itself in its head: titles and the address it goes by.
import { Parser } from 'htmlparser2';
import { headlineIn } from './headline.ts';
import { plainTitle, withoutSite } from './plain-title.ts';

/** `titles`: distinct, the most telling first. `addresses`: absolute, of `link rel=canonical` and `og:url`, unchecked. */
export type PageHead = { readonly titles: readonly string[]; readonly addresses: readonly string[] };

const longestScript = 65_536;
const mostScripts = 8;
// The parser's stack of open elements is searched for every tag, and heads are flat: what nests this deep is an attack.
const deepest = 128;
const chunk = 4096;

/**
 * Reads the head of an HTML page found at `address`: `og:title`, `<title>`, the `headline` of JSON-LD, `twitter:title`, each
 * as plain text of at most 300 characters without the name of the site. Linear in the length of `html`, which may be
 * cut off anywhere; never throws. What the page says is the page's word: neither title nor address is to be trusted.
 *
 * ```ts
 * pageHead('<title>Nước chanh chữa ung thư? | Ví Dụ</title>', 'https://vidu.example/a').titles
 * // ['Nước chanh chữa ung thư?']
 * ```
 */
export const pageHead = (html: string, address: string): PageHead => {
  const found = headTags(html);
  const siteNames = [found.meta.get('og:site_name'), found.meta.get('application-name')].map((name) =>
    plainTitle(name ?? ''),
  );
  const titles = [
    found.meta.get('og:title'),
    found.title,
    found.scripts.map(headlineIn).find((headline) => headline !== undefined),
    found.meta.get('twitter:title'),
  ].map((title) => withoutSite(plainTitle(title ?? ''), siteNames, address));
  return {
    titles: distinct(titles),
    addresses: [found.canonical, found.meta.get('og:url')].flatMap((given) => absolute(given, address)),
  };
};

type HeadTags = {
  readonly title: string;
  readonly canonical: string | undefined;
  readonly meta: ReadonlyMap<string, string>;
  readonly scripts: readonly string[];
};

const wantedMeta = new Set(['og:title', 'og:url', 'og:site_name', 'twitter:title', 'application-name']);

const headTags = (html: string): HeadTags => {
  const meta = new Map<string, string>();
  const scripts: string[] = [];
  let title = '';
  let canonical: string | undefined;
  let inside: 'title' | 'script' | undefined;
  let drawings = 0;
  let titleEnded = false;
  let depth = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      depth++;
      if (name === 'svg') drawings++;
      else if (name === 'title' && drawings === 0 && !titleEnded) inside = 'title';
      else if (name === 'meta') {
        const key = (attributes.property ?? attributes.name ?? '').toLowerCase();
        if (wantedMeta.has(key) && !meta.has(key)) meta.set(key, attributes.content ?? '');
      } else if (name === 'link' && canonical === undefined && isCanonical(attributes.rel)) {
        canonical = attributes.href;
      } else if (name === 'script' && isJsonLd(attributes.type) && scripts.length < mostScripts) {
        inside = 'script';
        scripts.push('');
      }
    },
    ontext: (text) => {
      if (inside === 'title') title += title.length < 4096 ? text.slice(0, 4096) : '';
      if (inside === 'script') {
        const last = scripts.length - 1;
        if ((scripts[last]?.length ?? 0) < longestScript) scripts[last] += text.slice(0, longestScript);
      }
    },
    onclosetag: (name) => {
      depth--;
      if (name === 'svg') drawings = Math.max(0, drawings - 1);
      if (name === 'title' && inside === 'title') titleEnded = true;
      if (name === inside) inside = undefined;
    },
  });
  for (let at = 0; at < html.length && depth <= deepest; at += chunk) parser.write(html.slice(at, at + chunk));
  parser.end();
  return { title, canonical, meta, scripts };
};

const isCanonical = (rel: string | undefined): boolean =>
  (rel ?? '').slice(0, 200).toLowerCase().split(/\s+/).includes('canonical');

const isJsonLd = (type: string | undefined): boolean => /^\s*application\/ld\+json\s*(?:;|$)/i.test(type ?? '');

const absolute = (given: string | undefined, address: string): readonly string[] => {
  const joined = given === undefined || given.length > 4096 ? null : URL.parse(given.trim(), address);
  return joined !== null && /^https?:$/.test(joined.protocol) ? [joined.href] : [];
};

const distinct = (titles: readonly string[]): readonly string[] => {
  const seen = new Map<string, string>();
  for (const title of titles) {
    const key = title.toLowerCase();
    if (isTelling(title) && !seen.has(key)) seen.set(key, title);
  }
  return [...seen.values()].slice(0, 3);
};

/** A title of one word names a site or says "403": nothing to be looked up by. Some scripts put no spaces between words. */
const isTelling = (title: string): boolean =>
  /\p{L}[^\p{L}\p{M}]+\p{L}/u.test(title) || (!/\p{Script=Latin}/u.test(title) && /(?:[\p{L}\p{M}]){6}/u.test(title));
