import { analyzer } from './analyzer.ts';
import { accentsDiffer } from './duplicates-accents.ts';
import { type Changes, changesBetween, functionWeight } from './duplicates-changes.ts';
import { type Comparison, compareAnywhere, compareInOrder } from './duplicates-runs.ts';
import { valuesDiffer } from './duplicates-values.ts';
import { type Said, wordsSaid } from './duplicates-words.ts';
import { fingerprint } from './fingerprint.ts';

/**
 * Whether two texts are one message passed on: a typo, changed order of sentences, a header, greeting, question or plea
 * around it, emoji, case, punctuation, missing diacritics and chat shorthand make no difference; another number, a
 * negation, another word, name or place do. The thresholds were chosen on the train half of `test/vectors/duplicates.jsonl`.
 *
 * ```ts
 * sameMessage('Uống nước chanh chữa ung thư!', 'Cả nhà ơi, uong nuoc chanh chua ung thu') // true
 * sameMessage('Phạt 5 triệu đồng', 'Phạt 6 triệu đồng') // false
 * ```
 */
export const sameMessage = (one: string, other: string): boolean => {
  // In one order, so that the answer does not depend on who came first.
  const [a, b] = one <= other ? [wordsSaid(one), wordsSaid(other)] : [wordsSaid(other), wordsSaid(one)];
  const [most, least] = [Math.max(a.words.length, b.words.length), Math.min(a.words.length, b.words.length)];
  if (least === 0) return fingerprint(one) === fingerprint(other);
  // Spaces lost and shorthand spelled out make a word or two of difference.
  if (least < (1 - mostAdded) * most - 4) return false;
  if (a.numbersAside !== '' && b.numbersAside !== '' && a.numbersAside !== b.numbersAside) return false;
  const isClose = (compared: Comparison | undefined): boolean => {
    const changes = compared && changesBetween(a, b, compared);
    if (changes === undefined || !isSmall(changes, least)) return false;
    // The same words name the same places, however they are read.
    return changes.typos === 0 || !placesDiffer(a, b);
  };
  const isOne =
    isClose(compareInOrder(a.words, b.words, mostDiffering(least))) || isClose(compareAnywhere(a.words, b.words));
  return isOne && !valuesDiffer(a, b) && !accentsDiffer(a, b);
};

/** Under so many words one changed word is another claim. */
const short = 8;
/** The share of the longer message that may be its own, when it lies at an end. */
const mostAdded = 0.3;
const mostAddedInside = 0.12;
const wordsPerTypo = 7;
const mostDiffering = (words: number): number => Math.min(200, 8 + Math.floor(words / 2));

const isSmall = (changes: Changes, words: number): boolean => {
  const { typos, doubtful, swapped, addedInside, addedAtEnds, moved } = changes;
  if (words < short)
    return (
      doubtful + moved + swapped === 0 &&
      addedInside + addedAtEnds <= 2 * functionWeight &&
      typos <= 1 + (words > 5 ? 1 : 0)
    );
  return (
    typos <= 1 + Math.floor(words / wordsPerTypo) &&
    doubtful <= 1 + Math.floor(words / 25) &&
    swapped <= 1 &&
    moved <= Math.floor(words / 12) &&
    addedInside <= mostAddedInside * words &&
    addedInside + addedAtEnds <= mostAdded * words
  );
};

const placesDiffer = (a: Said, b: Said): boolean => {
  const [inA, inB] = [analyzer.facts(a.text).places, analyzer.facts(b.text).places];
  return inA.some((p) => !inB.includes(p)) && inB.some((p) => !inA.includes(p));
};
