// Two texts that are nearly the same but for a word: the word is what tells them apart.
import type { Token } from '../../base/analyzer.ts';
import { opposites } from './opposites.ts';
import type { Side } from './side.ts';

// Below this the texts are no near-copies: then other words are other ways to say it, and the ranker weighs them.
const nearCopy = 0.6;
// A message that says much beside the claim is no copy of it.
const nearCopyOfAsked = 0.7;
/** Two pages are compared no further than so many pairs, and count as different: each with each would take seconds. */
export const comparedMost = 100_000;

/**
 * Whether, in texts that share most of their words, each has a content word of its own (`causes` for `prevents`, `thận` for
 * `gan`), or a function word that is the opposite of the other's (`còn`, `hết`). One side saying more is no swap, nor is a
 * slip of one letter in a longer word. Numbers are compared as amounts.
 */
export const haveSwappedWords = (a: Side, b: Side): boolean => {
  const [inA, inB] = [plainWords(a), plainWords(b)];
  if (opposites.some(([x, y]) => turned(a.terms, b.terms, x, y) || turned(a.terms, b.terms, y, x)))
    return sharedPart(inA, b.terms) >= nearCopy && sharedPart(inB, a.terms) >= nearCopy;
  const [ownA, ownB] = [lacking(a, inA, b.terms), lacking(b, inB, a.terms)];
  if (ownB.length === 0 && isInserted(a.tokens, ownA, inA)) return true;
  if (1 - ownA.length / inA.size < nearCopyOfAsked || 1 - ownB.length / inB.size < nearCopy) return false;
  // Pages that differ in so many words are no copies with a slip in them.
  const isPage = ownA.length * ownB.length > comparedMost;
  const slipped = isPage ? 0 : ownA.filter((x) => ownB.some((y) => isSlip(x, y))).length;
  return ownA.length > slipped && ownB.length > slipped;
};

// One word more in a claim told word for word turns it as well as another word would (`càng mất nước`, `càng đỡ mất nước`).
const wordForWord = 0.8;

/** Whether a word of one's own stands amid words that agree, in a text that says little else. */
const isInserted = (tokens: readonly Token[], own: readonly string[], words: ReadonlySet<string>): boolean => {
  if (own.length === 0 || 1 - own.length / words.size < wordForWord) return false;
  const ownWords = new Set(own);
  const isOwn = tokens.flatMap(({ kind, term }) => (kind === 'word' && words.has(term) ? [ownWords.has(term)] : []));
  return isOwn.slice(isOwn.indexOf(false), isOwn.lastIndexOf(false)).includes(true);
};

/** Whether the words that two near-copies share come in another order: `by day, not by night`. */
export const haveOtherOrder = (a: Side, b: Side): boolean => {
  const [inA, inB] = [plainWords(a), plainWords(b)];
  if (sharedPart(inA, inB) < wordForWord || sharedPart(inB, inA) < wordForWord) return false;
  const [first, second] = [[...inA].filter((word) => inB.has(word)), [...inB].filter((word) => inA.has(word))];
  return first.some((word, i) => word !== second[i]);
};

/** Its content words but for numbers. */
const plainWords = ({ words }: Side): ReadonlySet<string> => {
  const plain = new Set<string>();
  for (const word of words) if (!isDigit(word.charCodeAt(0))) plain.add(word);
  return plain.size === words.size ? words : plain;
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const turned = (a: ReadonlySet<string>, b: ReadonlySet<string>, x: string, y: string): boolean =>
  a.has(x) && !a.has(y) && b.has(y) && !b.has(x);

const sharedPart = (words: ReadonlySet<string>, others: ReadonlySet<string>): number => {
  let shared = 0;
  for (const word of words) if (others.has(word)) shared++;
  return words.size === 0 ? 0 : shared / words.size;
};

/** The words that the other text has neither alone nor as part of two written together. */
const lacking = ({ tokens }: Side, words: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] => {
  const inJoined = wordsJoined(tokens, others);
  const own: string[] = [];
  for (const word of words) if (!others.has(word) && !inJoined.has(word)) own.push(word);
  return own;
};

/** The words that lie in a pair of neighbours that the other text writes as one; pairs and words come by their starts. */
const wordsJoined = (tokens: readonly Token[], others: ReadonlySet<string>): ReadonlySet<string> => {
  const joined = tokens
    .filter(({ kind, term }) => kind === 'pair' && others.has(term))
    .sort((a, b) => a.span.start - b.span.start);
  const inside = new Set<string>();
  let next = 0;
  let reach = 0;
  for (const { kind, term, span } of joined.length === 0 ? [] : tokens) {
    if (kind !== 'word') continue;
    for (; (joined[next]?.span.start ?? Number.POSITIVE_INFINITY) <= span.start; next++)
      reach = Math.max(reach, joined[next]?.span.end ?? 0);
    if (span.end <= reach) inside.add(term);
  }
  return inside;
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
