// What was masked of a message is kept as `⟦phone⟧`; whoever reads it reads what was hidden, in their language. Done once, on
// the finished page, so that no page forgets it; what a form sends back keeps the stored spelling.
import type { UiLang } from '../../base/lang.ts';
import { translate } from '../locale.ts';

const kinds = ['phone', 'id', 'account', 'plate', 'email', 'handle', 'link', 'picture'] as const;
type Kind = (typeof kinds)[number];
const token = new RegExp(`⟦(${kinds.join('|')})⟧`, 'g');
const one = new RegExp(token.source);

/** A text for readers without markup: letters, feeds, titles. Each hidden part in words, in brackets. */
export const hiddenWords = (lang: UiLang, text: string): string =>
  one.test(text) ? text.replace(token, (_, kind: Kind) => `[${translate(lang)(`hidden.${kind}`)}]`) : text;

// Whole elements whose content is no markup; comments; tags with their attributes, which are always in double quotes.
const pieces =
  /<(script|style|textarea|title|option)\b(?:[^>"]|"[^"]*")*>[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[a-z!/](?:[^>"]|"[^"]*")*>|⟦([a-z]+)⟧/g;
/** Attributes that are read out or shown; `value`, `data-…` and addresses stay as they are stored. */
const readOut = /( (?:aria-label|title|alt|content|placeholder|label)=")([^"]*)"/g;

/**
 * A finished page with every hidden part shown as a chip with its name in the page's language. The chip says which that
 * is: around it stands a message in its own, and whoever hears the page hears each in its voice. In titles, options,
 * structured data and attributes that are read out it is words; in what a form sends it stays as it is stored.
 */
export const hiddenInHtml = (lang: UiLang, html: string): string => {
  if (!one.test(html)) return html;
  const chip = (kind: Kind): string =>
    `<span class="hidden-part" lang="${lang}">${translate(lang)(`hidden.${kind}`)}</span>`;
  return html.replace(pieces, (piece: string, whole: string | undefined, kind: string | undefined) => {
    if (kind !== undefined) return isKind(kind) ? chip(kind) : piece;
    if (whole === 'title' || whole === 'option' || piece.startsWith('<script type="application/ld+json"'))
      return withoutValue(piece, (text) => hiddenWords(lang, text));
    return whole === undefined
      ? piece.replace(readOut, (_, name: string, text: string) => `${name}${hiddenWords(lang, text)}"`)
      : piece;
  });
};

const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);

/** The content changed and the tag's own attributes kept. */
const withoutValue = (piece: string, change: (text: string) => string): string => {
  const end = /^<(?:[^>"]|"[^"]*")*>/.exec(piece)?.[0].length ?? 0;
  return piece.slice(0, end) + change(piece.slice(end));
};
