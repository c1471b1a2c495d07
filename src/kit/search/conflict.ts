// What forbids an automatic answer, however alike the words are.
import type { Amount, Facts, SaidDate, Token } from '../../base/analyzer.ts';
import { accentOf, isPlainWord } from './accents.ts';
import { areCountedOtherwise } from './counted.ts';
import type { Side } from './side.ts';
import { comparedMost, haveOtherOrder, haveSwappedWords } from './swapped-words.ts';

/** Why a match must not be given as the answer by itself. */
export type Conflict = 'numbers' | 'dates' | 'places' | 'negation' | 'accents' | 'swapped' | 'short';

/** One of the two texts that are held against each other. */
export type Said = Side & { readonly facts: Facts };

const fewWords = 4;

/**
 * Every reason for which a question must only be offered a check's text, never be answered with it: none when they may be
 * the same claim. One side saying more than the other is no conflict; two sides that each say what the other does not, is.
 */
export const conflictsBetween = (asked: Said, stated: Said): readonly Conflict[] => {
  const found: readonly (readonly [Conflict, boolean])[] = [
    [
      'numbers',
      amountsConflict(asked.facts.amounts, stated.facts.amounts) || areCountedOtherwise(asked.counts, stated.counts),
    ],
    ['dates', eachHasOwn(asked.facts.dates, stated.facts.dates, mayBeOneDate)],
    ['places', eachHasOwn(asked.facts.places, stated.facts.places, mayBeOnePlace)],
    ['negation', asked.facts.negated !== stated.facts.negated],
    ['accents', accentsConflict(asked, stated)],
    ['swapped', haveSwappedWords(asked, stated) || isContrastTurned(asked, stated)],
    ['short', asked.words.size < fewWords],
  ];
  return found.flatMap(([conflict, isFound]) => (isFound ? [conflict] : []));
};

/** `This and not that`: where both deny something, the order of the same words says which. */
const isContrastTurned = (asked: Said, stated: Said): boolean =>
  asked.facts.negated && stated.facts.negated && haveOtherOrder(asked, stated);

/**
 * Whether two texts' amounts contradict each other: of one unit, each states one that the other does not. Like is compared
 * with like: `5 kg` against `40 %` says nothing. An amount without a unit may be the same as any of its value.
 */
export const amountsConflict = (a: readonly Amount[], b: readonly Amount[]): boolean =>
  a.length * b.length > comparedMost ||
  [...new Set(a.map(({ unit }) => unit))].some((unit) => {
    const own = (from: readonly Amount[], others: readonly Amount[]): boolean =>
      from.some((x) => x.unit === unit && !others.some((y) => isSameAmount(x, y)));
    return own(a, b) && own(b, a);
  });

const isSameAmount = (x: Amount, y: Amount): boolean =>
  (x.unit === y.unit || x.unit === null || y.unit === null) &&
  Math.abs(x.value - y.value) <= 1e-9 * Math.max(Math.abs(x.value), Math.abs(y.value));

const eachHasOwn = <T>(a: readonly T[], b: readonly T[], mayBeOne: (x: T, y: T) => boolean): boolean =>
  a.length * b.length > comparedMost ||
  (a.some((x) => !b.some((y) => mayBeOne(x, y))) && b.some((y) => !a.some((x) => mayBeOne(x, y))));

/** `tháng 3/2021` may be `20/3/2021`, and not `2020`. */
const mayBeOneDate = (x: SaidDate, y: SaidDate): boolean =>
  mayBeOneNumber(x.year, y.year) && mayBeOneNumber(x.month, y.month) && mayBeOneNumber(x.day, y.day);

const mayBeOneNumber = (x: number | null, y: number | null): boolean => x === null || y === null || x === y;

/** A place and what it lies in may be meant by one claim; two places that lie apart may not. */
const mayBeOnePlace = (x: string, y: string): boolean => x === y || x.startsWith(`${y}/`) || y.startsWith(`${x}/`);

// One syllable in thirteen with another accent is a slip of the finger; `mỗi` for `mới` in a short claim is another claim.
const agreeingPerSlip = 12;

/**
 * Whether syllables agree only while their accents are not looked at (`khổng lồ`, `không lo`). A text mostly without
 * accents is held to none: it was typed so.
 */
const accentsConflict = (a: Side, b: Side): boolean => {
  if (!a.isAccented || !b.isAccented) return false;
  const [inA, inB] = [writtenForms(a.tokens), writtenForms(b.tokens)];
  let [agree, differ] = [0, 0];
  for (const [term, forms] of inA) {
    const others = inB.get(term);
    if (others === undefined) continue;
    if ([...forms].some((form) => others.has(form))) agree++;
    else differ++;
  }
  return differ > 0 && agree < agreeingPerSlip * differ;
};

/** The forms each word is written in, its own where it bears no accent. */
const writtenForms = (tokens: readonly Token[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const forms = new Map<string, Set<string>>();
  for (const [i, token] of tokens.entries()) {
    if (!isPlainWord(token)) continue;
    const known = forms.get(token.term) ?? new Set();
    forms.set(token.term, known.add(accentOf(tokens, i) ?? token.term));
  }
  return forms;
};
