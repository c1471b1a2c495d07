import { hashFromHex, type PdqHash } from './hash.ts';

export type HashLine = { readonly hash: PdqHash; readonly id: string | undefined };

const mostIdLength = 1_000;

/**
 * A line of a list of hashes: 64 hexadecimal digits, and after a blank, tab or comma an id, which is the rest of the line;
 * or the JSON that `sangto likeness hash` prints, its file being the id. undefined when it is neither.
 */
export const readHashLine = (line: string): HashLine | undefined => {
  const text = line.trim();
  return text.startsWith('{') ? fromJson(text) : fromWords(text);
};

const fromWords = (text: string): HashLine | undefined => {
  const hash = hashFromHex(text.slice(0, 64));
  if (hash === undefined) return undefined;
  const rest = text.slice(64);
  if (rest !== '' && !/^[\s,]/.test(rest)) return undefined;
  const id = rest.replace(/^\s*,?\s*/, '');
  return id.length > mostIdLength ? undefined : { hash, id: id === '' ? undefined : id };
};

const fromJson = (text: string): HashLine | undefined => {
  try {
    const { hash: hex, file } = JSON.parse(text) as { readonly hash?: unknown; readonly file?: unknown };
    const hash = typeof hex === 'string' ? hashFromHex(hex) : undefined;
    if (hash === undefined || (file !== undefined && typeof file !== 'string')) return undefined;
    return { hash, id: file };
  } catch {
    return undefined;
  }
};
