import { is } from './forms.ts';
import { says } from './word-bits.ts';
import type { Word, Written } from './words.ts';

/**
 * Whether capitals mean something in a text: not where most words have one, as in headlines and shouting.
 * Function words do not count; headlines leave them small.
 */
export const capitalsTell = (words: readonly Word[]): boolean => {
  let [capitals, all] = [0, 0];
  for (const { form } of words) {
    if ((form.bits & (is.numeral | says.enStop | says.viStop)) !== 0) continue;
    all++;
    if ((form.bits & is.capital) !== 0) capitals++;
  }
  // A short text of names is not yet a headline.
  return all < 4 || capitals <= 0.8 * all;
};

/** Whether word `i` is written like a name: a capital within a sentence, capitals only, or one inside the word. */
export const isName = (written: Written, i: number): boolean => {
  const { bits } = (written.words[i] as Word).form;
  if ((bits & (is.capital | is.mixed)) === 0) return false;
  return (bits & (is.upper | is.mixed)) !== 0 || !startsSentence(written, i);
};

/** Nothing, or the end of a sentence, a line or a headline's opening, stands before word `i`. */
export const startsSentence = ({ visible, words }: Written, i: number): boolean => {
  const [before, word] = [words[i - 1], words[i] as Word];
  if (before === undefined) return visible[word.span.start - 1] !== '#';
  const gap = word.span.start - before.span.end;
  if (gap <= 1) return false;
  const between = visible.slice(before.span.end, Math.min(word.span.start, before.span.end + 12));
  if (/[!?…:\n。"“”«]/.test(between)) return true;
  return between.includes('.') && (before.form.bits & (says.abbreviation | is.single)) === 0;
};
