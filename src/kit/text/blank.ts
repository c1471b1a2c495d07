/** Parts of a message that are not its words: addresses, e-mails, handles, masked numbers. */

const chunk = /\S+/g;
const scheme = /[a-z][a-z0-9+.-]{0,15}:\/\//i;
const www = /^[^\p{L}\p{N}]*www\./iu;
// A bare name counts as an address only with an ending people write and a path, or one of the endings nobody mistakes for prose.
const bare =
  /^[^\p{L}\p{N}@]*(?:[a-z0-9-]{1,63}\.)+(?:(?:com|net|org|vn|info|gov|edu|int)(?=[/?#:,.;!)\]"'”’]|$)|(?:io|me|ly|co|uk|tv|app|be|gl|eu|us|fr|de|ru|cn|jp|kr|in|br|au|ca|news|link|xyz|site|online|top)\/)/iu;
const mail = /^[^\p{L}\p{N}@]*[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\./u;
const handle = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.]+(?:@[a-z0-9.-]+)?/gu;
const masked = /⟦[a-z]{1,12}⟧/g;

/** The text with every web address replaced by spaces, unit for unit, so that spans keep their places. */
export const blankLinks = (text: string): string => blankChunks(text, linkStart);

/** The text with addresses, e-mails, handles and `⟦masked⟧` parts replaced by spaces, unit for unit. */
export const blankNames = (text: string): string => {
  const linkless = blankChunks(text, (part) => (mail.test(part) ? 0 : linkStart(part)));
  const nameless = linkless.includes('@') ? linkless.replace(handle, spaces) : linkless;
  return nameless.includes('⟦') ? nameless.replace(masked, spaces) : nameless;
};

const spaces = (found: string): string => ' '.repeat(found.length);

const linkStart = (part: string): number => {
  const at = part.includes('://') ? part.search(scheme) : -1;
  if (at >= 0) return at;
  return www.test(part) || (part.includes('.') && bare.test(part)) ? 0 : -1;
};

const blankChunks = (text: string, startOf: (part: string) => number): string => {
  if (!/[.@]|:\/\//.test(text)) return text;
  return text.replace(chunk, (part) => {
    const at = part.length < 4 ? -1 : startOf(part);
    return at < 0 ? part : part.slice(0, at) + ' '.repeat(part.length - at);
  });
};
