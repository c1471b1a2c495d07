// What of a text goes to an embedding endpoint: the words, without who said them, where, or to whom.

const longest = 2_000;
const address = /(?:https?:\/\/|www\.|pic\.twitter\.com\/|t\.co\/)\S{1,4096}/giu;
const masked = /⟦[^⟦⟧]{0,40}⟧/gu;
const handle = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_.-]{1,64}/gu;
// As embedded tweets end: `— Name (@handle) March 1, 2020`.
const byline = /\s[—–-]\s[^—–\n]{1,80}\(\s*@[^()\n]{1,64}\)[^\n]{0,60}$/u;

/**
 * A text that was masked, as it may leave the machine: without addresses, handles, byline and masks, white space single,
 * at most 2,000 UTF-16 units; empty when nothing is left to compare.
 */
export const outgoingText = (text: string): string => {
  const words = text
    .slice(0, 4 * longest)
    .replace(byline, ' ')
    .replace(address, ' ')
    .replace(masked, ' ')
    .replace(handle, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return /[\p{L}\p{N}]/u.test(words) ? words : '';
};
