/** Parts of a message that are not its words: addresses, e-mails, handles, masked numbers. */

const chunk = /\S+/g;
const scheme = /[a-z][a-z0-9+.-]{0,15}:\/\//i;
const www = /^[^\p{L}\p{N}]*www\./iu;
// A bare name counts as an address only with an ending people write and a path, or one of the endings nobody mistakes for prose.
const bare =
  /^[^\p{L}\p{N}@]*(?:[a-z0-9-]{1,63}\.)+(?:(?:com|net|org|vn|info|gov|edu|int)(?=[/?#:,.;!)\]"'”’]|$)|(?:io|me|ly|co|uk|tv|app|be|gl|eu|us|fr|de|ru|cn|jp|kr|in|br|au|ca|news|link|xyz|site|online|top)\/)/iu;
const mail = /^[^\p{L}\p{N}@]*[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\./u;
// What names an account and no topic: the byline of a quoted post, `(@name)`, and addresses of the fediverse.
const handle = /\(@[\p{L}\p{N}_.]+\)|(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.]+@[a-z0-9.-]+/gu;
const masked = /⟦[a-z]{1,12}⟧/g;

// A host name has 253 characters at most (RFC 1035); a little more for the signs before it.
const longestHost = 300;

/** The text with every web address replaced by spaces, unit for unit, so that spans keep their places. */
export const blankLinks = (text: string): string => blankChunks(text, linkStart);

/**
 * The text with addresses, e-mails, bylines' handles and `⟦masked⟧` parts replaced by spaces, unit for unit. A handle in
 * running text stays: `@WHO` or `@VietnamAirlines` is how a post names what it speaks of.
 */
export const blankNames = (text: string): string => {
  const linkless = blankChunks(text, (part) => (part.includes('@') && mail.test(part) ? 0 : linkStart(part)));
  const nameless = linkless.includes('@') ? linkless.replace(handle, spaces) : linkless;
  return nameless.includes('⟦') ? nameless.replace(masked, spaces) : nameless;
};

const spaces = (found: string): string => ' '.repeat(found.length);

// Quoted posts carry the address of their picture glued to the last word.
const picture = /(?<=.)pic\.twitter\.com\//i;

const linkStart = (part: string): number => {
  const glued = part.includes('pic.') ? part.search(picture) : -1;
  const at = part.includes('://') ? part.search(scheme) : -1;
  if (at >= 0 || glued >= 0) return at < 0 ? glued : glued < 0 ? at : Math.min(at, glued);
  return www.test(part) || (part.includes('.') && bare.test(part.slice(0, longestHost))) ? 0 : -1;
};

const blankChunks = (text: string, startOf: (part: string) => number): string => {
  if (!mayHoldAddress(text)) return text;
  return text.replace(chunk, (part) => {
    const at = part.length < 4 ? -1 : startOf(part);
    return at < 0 ? part : part.slice(0, at) + ' '.repeat(part.length - at);
  });
};

/** Most texts hold no full stop right before a letter or digit, no `@` and no `://`, and need no closer look. */
const mayHoldAddress = (text: string): boolean => {
  if (text.includes('@') || text.includes('://')) return true;
  for (let at = text.indexOf('.'); at >= 0; at = text.indexOf('.', at + 1)) {
    const next = text.charCodeAt(at + 1);
    // Space, line end, quotation marks, another full stop, the end of the text, or a digit behind a digit: prose.
    if (next > 46 && !(next < 58 && isDigit(text.charCodeAt(at - 1)))) return true;
  }
  return false;
};

const isDigit = (code: number): boolean => code > 47 && code < 58;
