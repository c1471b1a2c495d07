import { Parser } from 'htmlparser2';
import { visibleText } from '../../base/visible-text.ts';

/**
 * Plain text of a foreign field: markup gone, entities decoded (also doubly encoded ones), NFC, white space
 * collapsed, what nobody sees removed (`visibleText`), cut at a word at most `cap` UTF-16 units.
 * Undefined when nothing is left.
 * @example plainText('<p>Nước&nbsp;chanh &amp;#039;chữa&amp;#039; cúm</p>', 200) // "Nước chanh 'chữa' cúm"
 */
export const plainText = (raw: string | undefined, cap: number): string | undefined => {
  if (raw === undefined) return undefined;
  let text = raw.slice(0, Math.max(cap * 8, 4000)).toWellFormed();
  for (let round = 0; round < 4 && /[<&]/.test(text); round += 1) {
    const next = withoutMarkup(text);
    if (next === text) break;
    text = next;
  }
  text = visibleText(text).normalize('NFC').replace(blank, ' ').trim();
  return text === '' ? undefined : cut(text, cap);
};

/** Letters and digits of a text in one spelling, for telling whether two claims are the same words. Accents stay: they carry meaning in Vietnamese. */
export const foldedWords = (text: string): string => {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' ? text : folded;
};

const blank = /\s+/g;

const breaking = new Set('p div br li ul ol h1 h2 h3 h4 h5 h6 tr td th table blockquote section article'.split(' '));
const silent = new Set(['script', 'style', 'template', 'noscript']);

const withoutMarkup = (text: string): string => {
  const parts: string[] = [];
  let silenced = 0;
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (silent.has(name)) silenced += 1;
        if (breaking.has(name)) parts.push(' ');
      },
      onclosetag: (name) => {
        if (silent.has(name)) silenced -= 1;
        if (breaking.has(name)) parts.push(' ');
      },
      ontext: (piece) => {
        if (silenced === 0) parts.push(piece);
      },
    },
    { decodeEntities: true },
  );
  // A bare "<" ("nồng độ <5 mg") opens no tag; a parser would swallow what follows it.
  parser.end(text.replace(/<(?!\/?[a-zA-Z][^<>]*>|!--)/g, '&lt;'));
  return parts.join('');
};

const cut = (text: string, cap: number): string => {
  if (text.length <= cap) return text;
  const head = text
    .slice(0, cap - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const space = head.lastIndexOf(' ');
  return `${(space > cap * 0.8 ? head.slice(0, space) : head).trimEnd()}…`;
};
