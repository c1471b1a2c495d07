import { blankLinks } from './blank.ts';
import { fold } from './fold.ts';
import { murmur3 } from './murmur3.ts';
import { parseNumeral } from './numbers.ts';

// A line that only says a message was passed on, as mail programs and messengers write it.
const forwardLine =
  /^[^\p{L}\p{N}\n]*(?:forwarded(?: many times| message| as received)?|fwd|fw|chuyen tiep(?: tu [^\n]*)?|da chuyen tiep(?: nhieu lan)?|tin nhan (?:duoc )?chuyen tiep|forwarded from [^\n]*)[^\p{L}\p{N}\n]*(?:\n|$)/u;
const forwardWord = /^[^\p{L}\p{N}\n]*(?:fwd?|forwarded|chuyen tiep)\s*:/u;
const keycap = /[0-9#*]\ufe0f?\u20e3/g;
const piece = /\p{Nd}+(?:[.,]\p{Nd}+)*(?: ?%)?|[\p{L}\p{M}]+/gu;

/**
 * One 128-bit hex digest for all the ways one message is passed on: diacritics, case, white space, punctuation, emoji,
 * web addresses and "forwarded" headers make no difference; a different word or number does. A text with nothing but
 * an address or emoji is digested as it stands. MurmurHash3 and not SHA-256, because a synchronous pure one is wanted on
 * phones too and this is thirty lines: two texts can be forged to collide, so equal digests group, they prove nothing.
 *
 * ```ts
 * fingerprint('Uống nước CHANH chữa ung thư!!! 🍋') === fingerprint('uong nuoc chanh chua ung thu')
 * ```
 */
export const fingerprint = (text: string): string => {
  const essence = essenceOf(blankLinks(text)) || essenceOf(text) || text.normalize('NFC').trim();
  return murmur3(new TextEncoder().encode(essence));
};

const essenceOf = (text: string): string => {
  let rest = fold(text.replace(keycap, ' '));
  for (let header = headerOf(rest); header > 0; header = headerOf(rest)) rest = rest.slice(header);
  let essence = '';
  let endsInNumber = false;
  for (const [found] of rest.matchAll(piece)) {
    const isNumber = /^\d/.test(found);
    // Two numbers never run together: `5 10` is not `510`.
    essence += isNumber ? (endsInNumber ? '|' : '') + numeral(found) : found;
    endsInNumber = isNumber;
  }
  return essence;
};

const headerOf = (text: string): number => (forwardLine.exec(text) ?? forwardWord.exec(text))?.[0].length ?? 0;

// `1.000.000`, `1,000,000` and `1000000` are one number, `1.5` and `15` are two.
const numeral = (written: string): string => {
  const percent = written.endsWith('%') ? '%' : '';
  const digits = written.replace(/ ?%$/, '');
  return `${parseNumeral(digits) ?? digits}${percent}`;
};
