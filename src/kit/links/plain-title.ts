// A title as one line of plain text, without what would deceive a reader and without the name of the site.

import { visibleText } from '../../base/visible-text.ts';

export const longestTitle = 300;

/**
 * One line of at most 300 UTF-16 units, NFC, white space single, without controls and bidirectional tricks; empty where
 * the encoding was not understood (U+FFFD) or nothing is left.
 */
export const plainTitle = (raw: string): string => {
  const line = visibleText(raw.slice(0, 4096).toWellFormed()).normalize('NFC').replace(/\s+/g, ' ').trim();
  return line.includes('\uFFFD') ? '' : shortened(line);
};

const shortened = (line: string): string =>
  line.length <= longestTitle ? line : line.slice(0, longestTitle).replace(/[\uD800-\uDBFF]$|\s+\S{0,40}$/, '');

const separators = /\s+[|\-–—·•»]\s+|\s*[|»•]\s*/u;

/** A title without the site's name before or behind it, as far as the name is said elsewhere or agrees with the host. */
export const withoutSite = (title: string, names: readonly string[], address: string): string => {
  const host = URL.parse(address)?.hostname ?? '';
  const known = new Set([...names, host, ...host.split('.')].map(letters).filter((name) => name.length >= 3));
  const isSite = (part: string): boolean => {
    const said = letters(part);
    return known.has(said) || (said.length >= 4 && letters(host).includes(said));
  };
  let rest = title;
  for (let round = 0; round < 3; round++) {
    const parts = rest.split(separators);
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (parts.length < 2) break;
    if (isSite(last)) rest = trimmedEnd(rest.slice(0, rest.length - last.length));
    else if (isSite(first)) rest = trimmedStart(rest.slice(first.length));
    else break;
  }
  return rest === '' ? title : rest;
};

const trimmedEnd = (text: string): string =>
  text
    .trimEnd()
    .replace(/[|\-–—·•»]$/u, '')
    .trimEnd();
const trimmedStart = (text: string): string =>
  text
    .trimStart()
    .replace(/^[|\-–—·•»]/u, '')
    .trimStart();

/** Letters and digits alone, without diacritics: `Tuổi Trẻ` as hosts spell it, `tuoitre`. */
const letters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '');
