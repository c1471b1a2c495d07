// Bytes of a page as text, whatever its server says or forgets to say of the encoding.

/**
 * Decodes the beginning of an HTML page: a byte order mark wins (WHATWG Encoding 6.1), then UTF-8 where the bytes hold
 * some and nothing contradicts it, then the charset of the Content-Type, then that of a `<meta>`, then windows-1252.
 * The end may cut a character in two. Never throws; what no encoding explains comes out as U+FFFD.
 */
export const htmlText = (bytes: Uint8Array, contentType: string): string => {
  const marked = markOf(bytes);
  if (marked !== undefined) return decode(bytes, marked) ?? '';
  const declared = [charsetIn(contentType), metaCharset(bytes)].filter((label) => label !== undefined);
  // Legacy text is hardly ever valid UTF-8 by accident, while pages moved to UTF-8 often still declare what they were.
  if (bytes.some((byte) => byte >= 0x80)) {
    const utf8 = decode(bytes, 'utf-8', true);
    if (utf8 !== undefined) return utf8;
  }
  for (const label of declared) {
    const text = isUtf8(label) ? undefined : decode(bytes, label);
    if (text !== undefined) return text;
  }
  return decode(bytes, 'windows-1252') ?? '';
};

const markOf = ([a, b, c]: Uint8Array): string | undefined => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xff && b === 0xfe ? 'utf-16le' : undefined;
};

const charsetIn = (contentType: string): string | undefined =>
  /charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})/i.exec(contentType.slice(0, 1000))?.[1];

// The standard looks at 1,024 bytes; pages with long comments before their charset are common enough.
const prescanned = 4096;

const metaCharset = (bytes: Uint8Array): string | undefined => {
  const start = decode(bytes.subarray(0, prescanned), 'windows-1252') ?? '';
  for (const [tag] of start.matchAll(/<meta\s[^<>]{0,500}/gi)) {
    const label = charsetIn(tag);
    // A page that could be read so far is not UTF-16, whatever it says (WHATWG HTML 13.2.3.2).
    if (label !== undefined) return /^utf-?16/i.test(label) ? 'utf-8' : label;
  }
  return undefined;
};

const isUtf8 = (label: string): boolean => /^(?:utf-?8|unicode-1-1-utf-8)$/i.test(label);

const decode = (bytes: Uint8Array, label: string, fatal = false): string | undefined => {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
};
