/**
 * The places of web addresses, which are the caller's to treat: a page's number in its address is no account, and
 * changing an address would keep it from being matched.
 */
const scheme = /https?:\/\//i;
const bare = /^[^\p{L}\p{N}@]{0,8}(?:[\p{L}\p{N}-]{1,63}\.){1,8}[a-z]{2,24}\//iu;

/** The text with every web address blanked, unit for unit, so that places stay what they are. */
export const withoutLinks = (text: string): string => {
  if (!text.includes('/') && !/www\./i.test(text)) return text;
  return text.replace(/\S+/g, (chunk) => {
    const at = linkStart(chunk);
    return at < 0 ? chunk : chunk.slice(0, at) + ' '.repeat(chunk.length - at);
  });
};

const linkStart = (chunk: string): number => {
  if (chunk.length < 6) return -1;
  const at = chunk.includes('://') ? chunk.search(scheme) : -1;
  return at >= 0 ? at : bare.test(chunk.slice(0, 600)) || /^[^\p{L}\p{N}]{0,8}www\./iu.test(chunk) ? 0 : -1;
};
