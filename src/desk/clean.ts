// What may be kept of a message: personal patterns masked, permalinks as keyed hashes, tracking parameters gone.
import type { Span } from '../base/span.ts';
import { canonicalUrl, findUrls, isPermalink } from '../kit/links/index.ts';
import { mask } from '../kit/mask/index.ts';
import type { Keyed } from './world.ts';

/** A link in a message. A permalink of a social network leads to a person, so only its keyed hash remains. */
export type Link = { readonly kind: 'page' | 'permalink'; readonly value: string; readonly span: Span };

const permalinkMark = '⟦link⟧';

/** The link as it may be stored, without its place in a text; undefined when it is no web address. */
export const linkOf = (
  keyed: Keyed,
  url: string,
): { readonly kind: 'page' | 'permalink'; readonly value: string } | undefined => {
  const canonical = canonicalUrl(url);
  if (canonical === undefined) return undefined;
  return isPermalink(canonical)
    ? { kind: 'permalink', value: keyed('permalink', canonical) }
    : { kind: 'page', value: canonical };
};

/** Masks a text that goes on: a message, or the texts of an imported check. Spans of links are units of the cleaned text. */
export const clean = (keyed: Keyed, raw: string): { readonly text: string; readonly links: readonly Link[] } => {
  let text = '';
  let from = 0;
  const links: Link[] = [];
  for (const { span, url } of findUrls(raw)) {
    const link = linkOf(keyed, url);
    if (link === undefined) continue;
    text += mask(raw.slice(from, span.start)).text;
    const start = text.length;
    text += link.kind === 'permalink' ? permalinkMark : link.value;
    links.push({ ...link, span: { start, end: text.length } });
    from = span.end;
  }
  return { text: text + mask(raw.slice(from)).text, links };
};
