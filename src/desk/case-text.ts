// What people of the team type into a case: one spelling of letters, nothing that nobody sees, a length that fits.
import { visibleText } from '../base/visible-text.ts';

/** A text of one line; null when nothing was typed, undefined when it is longer than `most`. */
export const line = (typed: string | undefined, most: number): string | null | undefined => {
  const text = visibleText(typed ?? '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  return text === '' ? null : text.length > most ? undefined : text;
};

/** A text of many lines, with plain line ends; as `line` otherwise. */
export const lines = (typed: string | undefined, most: number): string | null | undefined => {
  const text = plainLines(typed ?? '').trim();
  return text === '' ? null : text.length > most ? undefined : text;
};

/** A text as typed, white space at its ends included: a draft is saved in the middle of a word. */
export const plainLines = (typed: string): string => visibleText(typed).normalize('NFC');

/** Languages a text may be in: a BCP 47 tag, as far as its form goes. */
export const isLanguage = (tag: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag);
