// JSON from strangers: depth and doubled names are seen before the parser is, then every text in it is looked at.
import { ok, type Result, refuse } from '../base/result.ts';
import { visibleTexts } from '../base/visible-text.ts';
import type { Problem } from './problem.ts';

type JsonRefusal = Problem & {
  readonly code: 'unreadable-json' | 'too-deep' | 'invalid-input' | 'tip-has-nul' | 'tip-not-unicode';
};

export const deepestJson = 32;
/** Nothing we take has a tenth as many; a megabyte of them would hold everybody up for a tenth of a second. */
export const mostNames = 1_000;

/**
 * Parses a JSON body (RFC 8259). Refuses bytes that are not UTF-8, nesting below 32 levels, over 1,000 names in one object, a
 * name twice in it (parsers disagree on which one counts), NUL and lone surrogates, also when written as escapes. Texts come
 * without what nobody sees (`visibleText`).
 */
export const parseJson = (body: Uint8Array): Result<unknown, JsonRefusal> => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return refuse('tip-not-unicode');
  }
  const shape = scan(text);
  if (shape !== undefined) return { ok: false, error: shape };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('unreadable-json');
  }
  const bad = unfitText(value, '');
  return bad ? { ok: false, error: bad } : ok(visibleTexts(value));
};

/** One pass over the raw text, with no recursion: what it passes, the parser may nest and merge as it likes. */
const scan = (text: string): JsonRefusal | undefined => {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x7b || c === 0x5b) {
      if (open.length === deepestJson) return { code: 'too-deep' };
      open.push(c === 0x7b ? new Set() : null);
    } else if (c === 0x7d || c === 0x5d) open.pop();
    else if (c === 0x22) {
      const end = endOfString(text, i);
      if (end === undefined) return { code: 'unreadable-json' };
      const names = open.at(-1);
      if (names && isName(text, end + 1)) {
        const name = nameOf(text.slice(i, end + 1));
        if (name === undefined) return { code: 'unreadable-json' };
        if (names.has(name) || names.size === mostNames)
          return { code: 'invalid-input', field: name.slice(0, 100).toWellFormed() };
        names.add(name);
      }
      i = end;
    }
  }
  return undefined;
};

const endOfString = (text: string, start: number): number | undefined => {
  for (let i = start + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5c) i++;
    else if (c === 0x22) return i;
  }
  return undefined;
};

const isName = (text: string, from: number): boolean => {
  let i = from;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return text[i] === ':';
};

const nameOf = (raw: string): string | undefined => {
  try {
    return String(JSON.parse(raw));
  } catch {
    return undefined;
  }
};

const unfitText = (value: unknown, path: string): JsonRefusal | undefined => {
  if (typeof value === 'string') {
    const field = path === '' ? {} : { field: path };
    if (value.includes('\0')) return { code: 'tip-has-nul', ...field };
    return value.isWellFormed() ? undefined : { code: 'tip-not-unicode', ...field };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    const bad = unfitText(name, '') ?? unfitText(inner, at.slice(0, 100).toWellFormed());
    if (bad) return bad;
  }
  return undefined;
};
