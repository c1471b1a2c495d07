/** What a character is, by table: regular expressions asked once for each character, not once for each occurrence. */

export const letterBit = 1;
export const digitBit = 2;
/** A script that writes no spaces between words. */
export const unspacedBit = 4;
/** The character takes two UTF-16 units. */
export const wideBit = 8;

const known = 128;

/** Characters nobody sees: soft hyphen, zero-width, bidi controls, variation selectors, tags (UAX #9, UTS #39). */
export const unseen =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\u{e0000}-\\u{e0fff}';

const letter = new RegExp(`^[\\p{L}\\p{M}${unseen}]`, 'u');
const digit = /^\p{Nd}/u;
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// One byte for each unit of the Basic Multilingual Plane, filled as characters are met.
const table = new Uint8Array(0x10000);

/** The bits of the character that starts at unit `i` of the text; 0 for punctuation, space, symbols and lone surrogates. */
export const charAt = (text: string, i: number): number => bitsAt(text, i, text.charCodeAt(i));

/** The same where the unit is at hand. */
export const bitsAt = (text: string, i: number, unit: number): number =>
  ((table[unit] as number) || newBits(text, i, unit)) & 127;

const newBits = (text: string, i: number, unit: number): number => {
  // Behind the end.
  if (Number.isNaN(unit)) return 0;
  if (unit >= 0xd800 && unit <= 0xdbff) {
    const point = text.codePointAt(i) as number;
    return point === unit ? 0 : wideBit | bitsOf(String.fromCodePoint(point));
  }
  const bits = bitsOf(String.fromCharCode(unit));
  table[unit] = bits | known;
  return bits;
};

const bitsOf = (character: string): number => {
  if (digit.test(character)) return digitBit;
  if (!letter.test(character)) return 0;
  return letterBit | (unspaced.test(character) ? unspacedBit : 0);
};
