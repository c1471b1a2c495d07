// Texts as they are read: without characters that nobody sees, or that make a text read other than it is stored.

// C0 and C1 controls, everything Unicode says is drawn as nothing (zero-width, bidi controls, fillers, tags, variation
// selectors), line and paragraph separators, and what surrounds an annotation between the lines.
const hidden = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB]/u;
const eachHidden = new RegExp(`\r\n?|${hidden.source}`, 'gu');

const lineEnd = /[\r\v\f\u0085\u2028\u2029]/;
const variation = /[\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const joining = /\u200C|\u200D/;

/** Scripts in which a joiner or a non-joiner between two letters changes how they are written (UAX #31, rules A1, A2 and B). */
// The Arabic letter mark is of the script and is nothing to be seen.
const joined =
  '(?!\\p{Default_Ignorable_Code_Point})[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Nkoo}\\p{sc=Mong}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}\\p{sc=Java}\\p{sc=Bali}]';
const letterBefore = new RegExp(`${joined}$`, 'u');
const letterAfter = new RegExp(`^${joined}`, 'u');
const pictureBefore = /\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?$/u;
const pictureAfter = /^\p{Extended_Pictographic}/u;

/**
 * A text without what nobody sees: controls (C0, C1), bidirectional embeddings, overrides, isolates and marks
 * (U+202A–202E, U+2066–2069, U+200E, U+200F, U+061C), zero-width characters, soft hyphens, fillers, tags, byte order marks.
 * They let a text read other than it is stored, or two texts look alike that are not: Unicode TR36, sections 2 and 3;
 * UAX #9, section 3.1; Boucher and Anderson, *Trojan Source* (CVE-2021-42574).
 *
 * Line ends of every kind become `\n`; tabs stay. A joiner (U+200D) or non-joiner (U+200C) stays where a script or an emoji
 * needs it, one variation selector where it follows something visible. Nothing visible is added, lost or moved; doing it
 * twice changes nothing. Flags spelled with tags (Scotland's) lose them and become a plain black flag.
 */
export const visibleText = (text: string): string =>
  hidden.test(text) ? text.replace(eachHidden, (found, at: number) => kept(text, found, at)) : text;

const kept = (text: string, found: string, at: number): string => {
  if (found === '\t' || found === '\n') return found;
  if (lineEnd.test(found)) return '\n';
  if (!joining.test(found) && !variation.test(found)) return '';
  // The longest that is looked at: an emoji of two units with its selector.
  const before = text.slice(Math.max(0, at - 4), at);
  if (variation.test(found)) return followsVisible(before) ? found : '';
  const after = text.slice(at + found.length, at + found.length + 2);
  if (letterBefore.test(before) && letterAfter.test(after)) return found;
  return found === '\u200D' && pictureBefore.test(before) && pictureAfter.test(after) ? found : '';
};

const followsVisible = (before: string): boolean => {
  const last = Array.from(before).at(-1);
  return last !== undefined && !hidden.test(last) && !/\s/.test(last);
};

/** The same for every text in a value as JSON holds it; names of fields stay. */
export const visibleTexts = (value: unknown): unknown => {
  if (typeof value === 'string') return visibleText(value);
  if (Array.isArray(value)) return value.map(visibleTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visibleTexts(inner)]));
};
