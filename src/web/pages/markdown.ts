// The one place where text becomes HTML: Markdown in, a small safe subset out. Attack: raw HTML in Markdown.
import { Marked, type Token } from 'marked';
import sanitizeHtml from 'sanitize-html';

const marked = new Marked({ gfm: true });

/**
 * Markdown as HTML that is safe to insert: no images, no attributes but `href`, http, https and mailto links only.
 * The highest heading becomes `h{top}` and the others keep their distance, so the page's outline has no holes.
 */
export const markdown = (text: string, top: 2 | 3 = 3): string => {
  const tokens = marked.lexer(untangled(text));
  const depths: number[] = [];
  marked.walkTokens(tokens, (token: Token) => {
    if (token.type === 'heading') depths.push(token.depth);
  });
  const shift = top - Math.min(...depths, 6);
  marked.walkTokens(tokens, (token: Token) => {
    if (token.type === 'heading') token.depth = Math.min(6, token.depth + shift);
  });
  return sanitizeHtml(marked.parser(tokens), rules);
};

/** More marks of emphasis in one paragraph, and deeper quotes and lists in one line, than anybody writes. */
const mostMarks = 300;
const deepest = 16;

/**
 * The reader of Markdown looks back over every open mark at each new one, and calls itself for each quote within a quote:
 * a paragraph of nothing else would hold up everybody for seconds, or break off. There the marks stand as they were typed.
 */
const untangled = (text: string): string =>
  text
    .replaceAll(nested, (whole) => whole.replaceAll(/[>*+.)-]/g, '\\$&'))
    .split(/(\n[ \t]*\n)/)
    .map((block) => ((block.match(/[*_~]+/g)?.length ?? 0) > mostMarks ? block.replaceAll(/[*_~]/g, '\\$&') : block))
    .join('');

const nested = new RegExp(`^(?:[ \\t]*(?:[>*+-]|\\d{1,9}[.)])[ \\t]*){${deepest},}`, 'gm');

const rules: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'a',
    'blockquote',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'code',
    'pre',
    'hr',
    'br',
    'sup',
    'sub',
    'del',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener' }) },
};
