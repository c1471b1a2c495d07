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

/** What was taken out of a text, as a keyed hash: two messages about two numbers are two questions. */
export type Mark = { readonly span: Span; readonly hash: string };

export type Cleaned = { readonly text: string; readonly links: readonly Link[]; readonly marks: readonly Mark[] };

/** Masks a text that goes on: a message, or the texts of an imported check. Spans are units of the cleaned text. */
export const clean = (keyed: Keyed, raw: string): Cleaned => {
  let text = '';
  let from = 0;
  const links: Link[] = [];
  const marks: Mark[] = [];
  const add = (piece: string): void => {
    const masked = mask(piece);
    for (const { kind, span, value } of masked.found)
      marks.push({
        span: { start: text.length + span.start, end: text.length + span.end },
        hash: keyed('masked', `${kind} ${value}`),
      });
    text += masked.text;
  };
  for (const { span, url } of findUrls(raw)) {
    const link = linkOf(keyed, url);
    if (link === undefined) continue;
    add(raw.slice(from, span.start));
    const start = text.length;
    text += link.kind === 'permalink' ? permalinkMark : link.value;
    const place = { start, end: text.length };
    links.push({ ...link, span: place });
    if (link.kind === 'permalink') marks.push({ span: place, hash: link.value });
    from = span.end;
  }
  add(raw.slice(from));
  return { text, links, marks };
};
