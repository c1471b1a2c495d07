import { analyzer } from './analyzer.ts';
import type { MessageWord } from './duplicates-talk.ts';
import { hasDigit, type Said } from './duplicates-words.ts';
import { fold } from './fold.ts';
import table from './number-words.json' with { type: 'json' };

const mostSentences = 48;
const leastAlike = 0.6;

/**
 * Whether two messages say their numbers in another order, or name other things by a letter (`Bank A`, `Bank B`), or
 * another half of the day. Numbers may change places only with the whole sentence they stand in.
 */
export const valuesDiffer = (a: Said, b: Said): boolean =>
  numbersMoved(a, b, isFigure) || wordsMoved(a, b) || lettersDiffer(a, b) || halves(a) !== halves(b);

type IsNumber = (word: MessageWord) => boolean;

const isFigure: IsNumber = ({ term }) => hasDigit(term);

// Without one: `một`, `one` are articles, too.
const spoken = new Set(
  `${table.english} ${table.vietnamese}`
    .split(' ')
    .map((pair) => pair.split(':'))
    .filter(([, value]) => value !== '1')
    .flatMap(([word = '']) => [fold(word), ...analyzer.tokens(word).map(({ term }) => term)]),
);

const isSpoken: IsNumber = ({ term }) => spoken.has(term);

/** The same number words in another order; one more or less may be anything, `năm` is a year and `ba` a father. */
const wordsMoved = (a: Said, b: Said): boolean => {
  const sorted = ({ words }: Said): string => numbersOf(words, isSpoken).split(' ').sort().join(' ');
  return sorted(a) === sorted(b) && numbersMoved(a, b, isSpoken);
};

const numbersMoved = (a: Said, b: Said, isNumber: IsNumber): boolean => {
  if (numbersOf(a.words, isNumber) === numbersOf(b.words, isNumber)) return false;
  const [inA, inB] = [numbered(a, isNumber), numbered(b, isNumber)];
  if (inA.length !== inB.length || inA.length > mostSentences) return true;
  const left = new Set(inB);
  return inA.some((one) => {
    const twin = [...left].find((other) => other.numbers === one.numbers && areAlike(one.words, other.words));
    return twin === undefined || !left.delete(twin);
  });
};

const numbersOf = (words: readonly MessageWord[], isNumber: IsNumber): string =>
  words
    .filter(isNumber)
    .map((w) => w.term)
    .join(' ');

type Numbered = { readonly numbers: string; readonly words: ReadonlySet<string> };

const numbered = ({ words }: Said, isNumber: IsNumber): readonly Numbered[] => {
  const sentences: Numbered[] = [];
  for (let from = 0, i = 0; i < words.length; i++) {
    if (words[i]?.close !== 'sentence' && i < words.length - 1) continue;
    const sentence = words.slice(from, i + 1);
    from = i + 1;
    if (!sentence.some(isNumber)) continue;
    const others = sentence.filter((word) => !isNumber(word)).map((w) => w.term);
    sentences.push({ numbers: numbersOf(sentence, isNumber), words: new Set(others) });
  }
  return sentences;
};

const areAlike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].filter((term) => b.has(term)).length >= leastAlike * Math.max(a.size, b.size);

/** Words of one letter, in order, and those of them that a capital inside a sentence makes a name. */
const lettersIn = ({ text, words }: Said): { readonly all: readonly string[]; readonly names: ReadonlySet<string> } => {
  const single = words.filter(({ term, start, end }) => term.length === 1 && end === start + 1 && /\p{L}/u.test(term));
  const opening = new Set(words.filter((_, i) => i === 0 || words[i - 1]?.close === 'sentence'));
  const named = single.filter((word) => !opening.has(word) && /\p{Lu}/u.test(text.slice(word.start, word.end)));
  return { all: single.map((w) => w.term), names: new Set(named.map((w) => w.term)) };
};

const lettersDiffer = (a: Said, b: Said): boolean => {
  const [inA, inB] = [lettersIn(a), lettersIn(b)];
  const names = new Set([...inA.names, ...inB.names]);
  const onlyA = inA.all.filter((letter) => !inB.all.includes(letter));
  const onlyB = inB.all.filter((letter) => !inA.all.includes(letter));
  if (onlyA.length > 0 && onlyB.length > 0 && [...onlyA, ...onlyB].some((letter) => names.has(letter))) return true;
  const shared = (all: readonly string[], others: readonly string[]): string =>
    [...new Set(all)].filter((letter) => names.has(letter) && others.includes(letter)).join(' ');
  return sentenceCount(a) === 1 && shared(inA.all, inB.all) !== shared(inB.all, inA.all);
};

const sentenceCount = ({ words }: Said): number =>
  1 + words.slice(0, -1).filter(({ close }) => close === 'sentence').length;

/** The halves of the day told after hours, sorted: `5 pm`, `5 p.m.`. */
const halves = ({ words }: Said): string =>
  words
    .flatMap(({ term }, i) => {
      const half = /^([ap])m?$/.exec(term)?.[1];
      const isWhole = term.length === 2 || words[i + 1]?.term === 'm';
      return half !== undefined && isWhole && hasDigit(words[i - 1]?.term ?? '') ? [half] : [];
    })
    .sort()
    .join(' ');
