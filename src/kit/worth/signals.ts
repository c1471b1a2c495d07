// What can be seen in a text of any language: figures, money, names, marks, length.
import type { Span } from '../../base/span.ts';
import type { Passage, Word } from './words.ts';

/** Something seen in a passage: its name, how much of it (0 to 2, mostly 0 or 1), and where, when it stands somewhere. */
export type Signal = { readonly name: string; readonly value: number; readonly spans: readonly Span[] };

/** The language-neutral signals of a passage; those that are absent are left out. */
export const signalsOf = (passage: Passage): readonly Signal[] => {
  const { words } = passage;
  const spoken = words.filter((word) => word.kind !== 'sign');
  const numerals = words.filter((word) => word.kind === 'numeral');
  const capitals = spoken.filter(
    (word, i) => i > 0 && word.isCapital && word.lower !== 'i' && !word.lower.startsWith("i'"),
  );
  // In a text of capitals only, or in title case, a capital says nothing.
  const names = capitals.length * 2 > spoken.length ? [] : capitals;
  const size = lengthOf(spoken);
  const signs = (marks: string): readonly Word[] =>
    words.filter((word) => word.kind === 'sign' && marks.includes(word.lower));
  const laughs = laughter(passage);
  return [
    seen('number', numerals.length > 0 ? 1 : 0, numerals),
    seen('numbers', Math.min(numerals.length, 4) / 4, numerals),
    seen('percent', signs('%٪').length > 0 ? 1 : 0, signs('%٪')),
    seen('money', signs('$€£¥₫').length > 0 ? 1 : 0, signs('$€£¥₫')),
    seen('names', Math.min(names.length, 6) / 6, names),
    seen('question', signs('?？؟').length > 0 ? 1 : 0, signs('?？؟')),
    seen('exclamation', signs('!！').length > 0 ? 1 : 0, signs('!！')),
    { name: 'laughter', value: laughs.length > 0 ? 1 : 0, spans: laughs },
    seen('length', Math.min(size, 40) / 40, []),
    seen('short', size < 6 ? 1 : 0, []),
    seen('very-short', size < 3 ? 1 : 0, []),
  ].filter((signal) => signal.value > 0);
};

const seen = (name: string, value: number, words: readonly Word[]): Signal => ({
  name,
  value,
  spans: words.map((word) => word.span),
});

// Scripts without spaces run words together: two signs of Han, Kana or Thai count as one word.
const lengthOf = (words: readonly Word[]): number =>
  words.reduce(
    (sum, { folded }) =>
      sum +
      (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(folded) ? folded.length / 2 : 1),
    0,
  );

const faces =
  /[=:;]-?[)D3]+|\^_*\^|[\u{1f600}-\u{1f606}\u{1f609}-\u{1f60d}\u{1f618}\u{1f61c}\u{1f61d}\u{1f923}\u{1f970}\u2764]/gu;
const laugh = /^(?:(?:ha|hi|he|ho|ka|ja){2,}h?|k{3,}|lol|lmao|rofl|hehe+|(?:ه){3,}|(?:哈){2,}|5{3,})$/;

const laughter = ({ text, start, words }: Passage): readonly Span[] => [
  ...words.filter((word) => laugh.test(word.folded)).map((word) => word.span),
  ...Array.from(text.matchAll(faces), ({ 0: face, index }) => ({
    start: start + index,
    end: start + index + face.length,
  })),
];
