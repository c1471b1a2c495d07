import { is } from './forms.ts';
import { type Lang, langOf } from './lang.ts';
import { spelledOut, withInitialsSpelled } from './spelled-out.ts';
import { type Written, wordsOf } from './words.ts';

/** A text as tokens and facts are read from it. */
export type Reading = Written & {
  readonly source: string;
  readonly lang: Lang | undefined;
  /** No word carries an accent: a Vietnamese text was typed without diacritics. */
  readonly isBare: boolean;
};

// Tokens and facts of one text are asked for one after the other.
let latest: Reading | undefined;

/** Words, language and spelled-out shorthand of a text. */
export const readingOf = (source: string): Reading => {
  if (latest !== undefined && latest.source === source) return latest;
  const written = wordsOf(source);
  const lang = langOf(source, written.words);
  const words = lang === 'vi' ? spelledOut(written) : withInitialsSpelled(written.words);
  const isBare = words.every(({ form }) => (form.bits & is.accented) === 0);
  latest = { source, visible: written.visible, words, lang, isBare };
  return latest;
};
