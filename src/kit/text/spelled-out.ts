import { accentForm, fold } from './fold.ts';
import { type Form, formOf, is } from './forms.ts';
import { capitalsTell } from './names.ts';
import table from './transliterations.json' with { type: 'json' };
import type { Word, Written } from './words.ts';

/**
 * Vietnamese words with chat shorthand spelled out (`ko` → `không`, `bhyt` → `bảo hiểm y tế`), marks left over from
 * typing read as marks (`khoong`, `tie61ng`), and foreign names written in syllables joined (`Mát-xcơ-va` → `moscow`).
 * Each keeps the span of what was written.
 */
export const spelledOut = (written: Written): readonly Word[] => {
  const { words } = written;
  // Whoever types without diacritics gets shorthand spelled without them, so that the text stays of one kind.
  const isBare = words.every(({ form }) => (form.bits & is.accented) === 0 && !isTyped(form));
  const result: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    const end = (word.form.bits & is.capital) === 0 ? i : joinedUntil(written, i);
    if (end > i + 1) {
      result.push(joined(written, i, end));
      i = end - 1;
      continue;
    }
    const foreign = foreignForms.get(word.form.lower);
    const meant = foreign === undefined ? meantBy(words, i) : undefined;
    if (foreign !== undefined) result.push({ form: foreign, span: word.span });
    else if (meant === undefined) result.push(word);
    else for (const form of meant) result.push({ form: isBare ? formOf(form.folded) : form, span: word.span });
  }
  return result;
};

/**
 * English words with initials spelled out (`RNC` → `Republican National …`), each with the span of the initials: people write
 * the initials, newsrooms the name. A text in capitals says nothing by them.
 */
export const withInitialsSpelled = (words: readonly Word[]): readonly Word[] => {
  if (words.every(({ form }) => form.initials === undefined) || !capitalsTell(words)) return words;
  return words.flatMap((word) => word.form.initials?.map((form) => ({ form, span: word.span })) ?? [word]);
};

const isTyped = ({ meant, lower }: Form): boolean =>
  meant?.length === 1 && meant[0]?.lower !== undefined && meant[0].accented !== meant[0].folded && lower.length > 3;

const meantBy = (words: readonly Word[], i: number): readonly Form[] | undefined => {
  const meant = words[i]?.form.meant;
  // `5 k` and `3 kg` are amounts.
  if (meant === undefined || ((words[i - 1]?.form.bits ?? 0) & is.numeral) !== 0) return undefined;
  return meant;
};

const pairs = (packed: string): readonly (readonly [string, string])[] =>
  packed.split(' ').map((pair) => pair.split(':') as [string, string]);

// Keyed as typed and without diacritics; the plain key only where it is no syllable of Vietnamese.
const foreignByFold = new Map(pairs(table.names).map(([written, name]) => [fold(written), formOf(name)]));
const foreignForms = new Map(pairs(table.names).map(([written, name]) => [written, formOf(name)]));

/** Where a foreign name written in syllables joined by hyphens ends: a capital first, small letters after each hyphen. */
const joinedUntil = ({ visible, words }: Written, i: number): number => {
  let end = i + 1;
  for (; end < words.length && end - i < 8; end++) {
    const [before, word] = [words[end - 1] as Word, words[end] as Word];
    const isJoined = word.span.start === before.span.end + 1 && visible[before.span.end] === '-';
    if (!isJoined || (word.form.bits & (is.capital | is.numeral)) !== 0 || word.form.folded.length > 6) break;
  }
  return (words[i] as Word).form.folded.length > 6 ? i + 1 : end;
};

const joined = ({ words }: Written, from: number, to: number): Word => {
  const run = words.slice(from, to);
  const span = { start: (run[0] as Word).span.start, end: (run[run.length - 1] as Word).span.end };
  const folded = run.map(({ form }) => form.folded).join('');
  const plain = foreignByFold.get(folded) ?? formOf(folded);
  // Joined, it is one foreign name: no accents to compare, and a capital as written.
  return { form: { ...plain, bits: plain.bits | is.capital, accented: accentForm(plain.folded) }, span };
};
