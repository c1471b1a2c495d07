// Two texts that are nearly the same but for a word: the word is what tells them apart.
import type { Token } from '../../base/analyzer.ts';
import table from './opposites.json' with { type: 'json' };

const opposites = table.pairs.map((pair) => pair.split(' ') as [string, string]);

// Below this the texts are no near-copies: then other words are other ways to say it, and the ranker weighs them.
const nearCopy = 0.6;
// A message that says much beside the claim is no copy of it.
const nearCopyOfAsked = 0.7;

/**
 * Whether, in texts that share most of their words, each has a content word of its own (`causes` for `prevents`, `thận` for
 * `gan`), or a function word that is the opposite of the other's (`còn`, `hết`). One side saying more is no swap, nor is a
 * slip of one letter in a longer word. Numbers are compared as amounts.
 */
export const haveSwappedWords = (a: readonly Token[], b: readonly Token[]): boolean => {
  const [inA, inB] = [termsOf(a), termsOf(b)];
  if (opposites.some(([x, y]) => turned(inA.all, inB.all, x, y) || turned(inA.all, inB.all, y, x)))
    return sharedPart(inA.words, inB.all) >= nearCopy && sharedPart(inB.words, inA.all) >= nearCopy;
  const ownA = lacking(a, inA.words, inB.all);
  const ownB = lacking(b, inB.words, inA.all);
  if (ownB.length === 0 && isInserted(a, ownA, inA.words)) return true;
  const slipped = ownA.filter((x) => ownB.some((y) => isSlip(x, y))).length;
  if (ownA.length <= slipped || ownB.length <= slipped) return false;
  return 1 - ownA.length / inA.words.size >= nearCopyOfAsked && 1 - ownB.length / inB.words.size >= nearCopy;
};

// One word more in a claim told word for word turns it as well as another word would (`càng mất nước`, `càng đỡ mất nước`).
const wordForWord = 0.8;

/** Whether a word of one's own stands amid words that agree, in a text that says little else. */
const isInserted = (tokens: readonly Token[], own: readonly string[], words: ReadonlySet<string>): boolean => {
  if (own.length === 0 || 1 - own.length / words.size < wordForWord) return false;
  const isOwn = tokens.flatMap(({ kind, term }) => (kind === 'word' && words.has(term) ? [own.includes(term)] : []));
  return isOwn.slice(isOwn.indexOf(false), isOwn.lastIndexOf(false)).includes(true);
};

/** Whether the words that two near-copies share come in another order: `by day, not by night`. */
export const haveOtherOrder = (a: readonly Token[], b: readonly Token[]): boolean => {
  const [inA, inB] = [termsOf(a).words, termsOf(b).words];
  if (sharedPart(inA, inB) < wordForWord || sharedPart(inB, inA) < wordForWord) return false;
  const [first, second] = [[...inA].filter((word) => inB.has(word)), [...inB].filter((word) => inA.has(word))];
  return first.some((word, i) => word !== second[i]);
};

type Terms = { readonly all: ReadonlySet<string>; readonly words: ReadonlySet<string> };

const termsOf = (tokens: readonly Token[]): Terms => ({
  all: new Set(tokens.map(({ term }) => term)),
  words: new Set(tokens.flatMap(({ kind, term }) => (kind === 'word' && !/^\d/.test(term) ? [term] : []))),
});

const turned = (a: ReadonlySet<string>, b: ReadonlySet<string>, x: string, y: string): boolean =>
  a.has(x) && !a.has(y) && b.has(y) && !b.has(x);

const sharedPart = (words: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  words.size === 0 ? 0 : [...words].filter((word) => others.has(word)).length / words.size;

/** The words that the other text has neither alone nor as part of two written together. */
const lacking = (
  tokens: readonly Token[],
  words: ReadonlySet<string>,
  others: ReadonlySet<string>,
): readonly string[] => {
  const joined = tokens.filter(({ kind, term }) => kind === 'pair' && others.has(term));
  const inJoined = new Set(
    tokens.flatMap(({ kind, term, span }) =>
      kind === 'word' && joined.some((pair) => pair.span.start <= span.start && span.end <= pair.span.end)
        ? [term]
        : [],
    ),
  );
  return [...words].filter((word) => !others.has(word) && !inJoined.has(word));
};

const shortestSlip = 5;

/** One letter left out, added or changed, or two neighbours swapped (Damerau 1964), in words of five letters or more. */
const isSlip = (x: string, y: string): boolean => {
  if (Math.min(x.length, y.length) < shortestSlip || Math.abs(x.length - y.length) > 1) return false;
  let from = 0;
  while (from < x.length && x[from] === y[from]) from++;
  let [endX, endY] = [x.length, y.length];
  while (endX > from && endY > from && x[endX - 1] === y[endY - 1]) {
    endX--;
    endY--;
  }
  const [restX, restY] = [x.slice(from, endX), y.slice(from, endY)];
  return restX.length + restY.length <= 2 || (restX.length === 2 && restX === [...restY].reverse().join(''));
};
