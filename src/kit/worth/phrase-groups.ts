// Groups of words and phrases from a table, found in a passage as written or without diacritics.
import type { Span } from '../../base/span.ts';
import type { Signal } from './signals.ts';
import { accentedForm, type Passage, type Word } from './words.ts';

/**
 * Group name to its phrases, parted by `|`. A phrase with a star at its end is not looked for in a text
 * without diacritics, where it would mean several things (`chua` is sour, not yet, cure, pagoda).
 */
export type PhraseTable = Readonly<Record<string, string>>;

/** A table made ready: gives the groups that a passage holds, once each, the stronger the more phrases of it stand there. */
export type GroupFinder = (passage: Passage) => readonly Signal[];

type Phrase = {
  readonly group: string;
  readonly accented: readonly string[];
  readonly folded: readonly string[];
  readonly strict: boolean;
};

/**
 * Reads a table once. The value of a found group is 1 for one phrase, 1.5 for two, 1.75 for three and so on to 2.
 *
 * At each word the longest phrase is taken, for every group that has it, and reading goes on behind it: `ai biết` is no
 * find inside `không ai biết` when `không ai` is a phrase. In a text where fewer than one word in eight carries a
 * diacritic all words are compared without; elsewhere a lone word must be spelled as in the table, and only a phrase of
 * several words may have lost some of them.
 */
export const groupFinder = (table: PhraseTable): GroupFinder => {
  const byFirst = new Map<string, Phrase[]>();
  for (const [group, phrases] of Object.entries(table))
    for (const written of phrases.split('|')) {
      const phrase = phraseOf(group, written);
      const first = phrase.folded[0] ?? '';
      byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
    }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.folded.length - a.folded.length);
  return (passage) => {
    const found = new Map<string, Span[]>();
    const { words } = passage;
    const isBare = words.filter(({ accented, folded }) => accented !== folded).length * 8 < words.length;
    for (let i = 0; i < words.length; ) {
      const here = phrasesAt(words, i, isBare, byFirst);
      const size = here[0]?.folded.length ?? 1;
      const span = { start: words[i]?.span.start ?? 0, end: words[i + size - 1]?.span.end ?? 0 };
      for (const { group } of here) found.set(group, [...(found.get(group) ?? []), span]);
      i += size;
    }
    return Array.from(found, ([name, spans]) => ({ name, value: 2 - 2 ** (1 - spans.length), spans }));
  };
};

const phrasesAt = (
  words: readonly Word[],
  at: number,
  isBare: boolean,
  byFirst: ReadonlyMap<string, readonly Phrase[]>,
): readonly Phrase[] => {
  const standing = (byFirst.get(words[at]?.folded ?? '') ?? []).filter((phrase) => standsAt(words, at, phrase, isBare));
  return standing.filter(({ folded }) => folded.length === standing[0]?.folded.length);
};

const phraseOf = (group: string, written: string): Phrase => {
  const strict = written.endsWith('*');
  const parts = written.replace(/\*$/, '').normalize('NFC').toLowerCase().split(' ');
  const folded = parts.map((part) =>
    part
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('đ', 'd'),
  );
  return { group, accented: parts.map(accentedForm), folded, strict };
};

const standsAt = (
  words: readonly Word[],
  at: number,
  { accented, folded, strict }: Phrase,
  isBare: boolean,
): boolean => {
  if (strict && isBare) return false;
  return folded.every((part, n) => {
    const word = words[at + n];
    if (word === undefined || word.folded !== part) return false;
    return isBare || word.accented === accented[n] || (folded.length > 1 && !strict && word.accented === part);
  });
};
