import { accentForm } from './fold.ts';
import { is } from './forms.ts';
import table from './negations.json' with { type: 'json' };
import type { Reading } from './reading.ts';
import { says } from './word-bits.ts';
import type { Word } from './words.ts';

const setOf = (packed: string): ReadonlySet<string> => new Set(packed.split(' '));
const notBeforeEnglish = setOf(table.notBeforeEnglish);
const notAfterEnglish = setOf(table.notAfterEnglish);
// `không khí`, `không chỉ`: the syllable, not the word. `hàng không`: the same from the other side.
const notBeforeVietnamese = new Set(table.notBeforeVietnamese.split(' ').map(accentForm));
const notBeforeBare = setOf(table.notBeforeBare);
const notAfterVietnamese = new Set(table.notAfterVietnamese.split(' ').map(accentForm));
const notAfterBare = setOf(table.notAfterBare);
const bare = setOf(table.bare);
const betweenDenials = new Set(table.betweenDenials.split(' ').map(accentForm));
const particles = new Set(table.particles.split(' ').map(accentForm));
const bareParticles = setOf(table.bareParticles);

/**
 * Whether a text says no anywhere: not, never, n't, không, chưa, chẳng … . What only looks like it does not count: the
 * question particle at the end of a clause (`có đúng không?`), `hay chưa`, `not only`, `no doubt`, a tag (`isn't it?`),
 * words that contain the syllable (`không khí`), and two denials that cancel out (`không thể không`, `not impossible`).
 */
export const isNegated = (reading: Reading): boolean => {
  const { words } = reading;
  for (let i = 0; i < words.length; i++) {
    if (!isDenial(reading, i)) continue;
    const second = cancelledBy(reading, i);
    if (second === undefined) return true;
    i = second;
  }
  return false;
};

const isDenial = (reading: Reading, i: number): boolean => {
  const { words, lang } = reading;
  const { bits } = (words[i] as Word).form;
  if ((bits & (says.enNo | says.viNo)) === 0) return false;
  if (lang !== 'vi' && (bits & says.enNo) !== 0 && deniesInEnglish(reading, i)) return true;
  return lang !== 'en' && (bits & says.viNo) !== 0 && deniesInVietnamese(reading, i);
};

const deniesInEnglish = ({ words, visible }: Reading, i: number): boolean => {
  const [before, word, next] = [words[i - 1]?.form, words[i] as Word, words[i + 1]];
  if (next !== undefined && notBeforeEnglish.has(next.form.folded)) return false;
  if (before !== undefined && notAfterEnglish.has(before.folded)) return false;
  // `No. 5` numbers something; `not to mention` adds; `… , isn't it?` asks.
  if (word.form.folded === 'no' && next !== undefined && (next.form.bits & is.numeral) !== 0) return false;
  if (word.form.folded === 'not' && next?.form.folded === 'to' && words[i + 2]?.form.folded === 'mention') return false;
  const isTag =
    word.form.lower.endsWith("n't") &&
    next !== undefined &&
    /^\s*\?/.test(visible.slice(next.span.end, next.span.end + 4));
  return !isTag;
};

const deniesInVietnamese = (reading: Reading, i: number): boolean => {
  const { words } = reading;
  const [before, word, next] = [words[i - 1]?.form, words[i] as Word, words[i + 1]];
  const isPlain = (word.form.bits & is.accented) === 0;
  // Without diacritics `chua` is as often chữa, chùa, chua: only what has no common double counts then.
  if (isPlain && !bare.has(word.form.folded)) return false;
  if (before !== undefined && (notAfterVietnamese.has(before.accented) || (isPlain && notAfterBare.has(before.folded))))
    return false;
  if (next === undefined || endsClause(reading, word, next) || isUnheardOf(words, i)) return false;
  if (notBeforeVietnamese.has(next.form.accented) || (isPlain && notBeforeBare.has(next.form.folded))) return false;
  return !(next.form.folded === 'nguoi' && words[i + 2]?.form.folded === 'lai');
};

/** `lớn chưa từng có`, `chưa từng thấy`: never before, so it is said to be there now. */
const isUnheardOf = (words: readonly Word[], i: number): boolean =>
  words[i]?.form.folded === 'chua' &&
  words[i + 1]?.form.folded === 'tung' &&
  /^(?:co|thay)$/.test(words[i + 2]?.form.folded ?? '');

const endsClause = ({ visible }: Reading, word: Word, next: Word): boolean =>
  /[?!.,;:…\n]/.test(visible.slice(word.span.end, Math.min(next.span.start, word.span.end + 40))) ||
  ((next.form.bits & is.accented) === 0 ? bareParticles.has(next.form.folded) : particles.has(next.form.accented));

// How far behind the first the second denial may stand: `không phải là không`.
const reach = 3;

/** The place of the second denial of a pair that comes to yes. */
const cancelledBy = (reading: Reading, i: number): number | undefined => {
  const { words, visible, lang } = reading;
  const next = words[i + 1]?.form.folded ?? '';
  if (lang !== 'vi' && /^(?:impossible|uncommon|unusual|unlikely|without|untrue|unheard)$/.test(next)) return i + 1;
  if (lang === 'en') return undefined;
  for (let n = i + 1; n <= i + reach && n < words.length; n++) {
    const word = words[n] as Word;
    if (/[.!?,;:\n]/.test(visible.slice(words[n - 1]?.span.end, word.span.start))) return undefined;
    // `không ăn không uống` says no twice and means it.
    if ((word.form.bits & says.viNo) !== 0) return n > i + 1 && deniesInVietnamese(reading, n) ? n : undefined;
    if (!betweenDenials.has(word.form.accented)) return undefined;
  }
  return undefined;
};
