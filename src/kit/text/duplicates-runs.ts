import { differenceOf } from './duplicates-diff.ts';
import type { MessageWord } from './duplicates-talk.ts';

/** Words of one message that its neighbour lacks, side by side: `[from, to)`. */
export type Run = { readonly from: number; readonly to: number };

/** What two messages share and what each has of its own. */
export type Comparison = {
  readonly runsA: readonly Run[];
  readonly runsB: readonly Run[];
  /** Neighbours in one message, both shared, that are no neighbours in the other and do not meet at a sentence's end. */
  readonly breaksA: readonly number[];
  readonly breaksB: readonly number[];
};

/** The words compared in their order; undefined when more than `most` differ. */
export const compareInOrder = (
  a: readonly MessageWord[],
  b: readonly MessageWord[],
  most: number,
): Comparison | undefined => {
  const terms = (words: readonly MessageWord[]): readonly string[] => words.map((w) => w.term);
  const difference = differenceOf(terms(a), terms(b), most);
  if (difference === undefined) return undefined;
  const [runsA, runsB] = [runsOf(difference.onlyA, 1), runsOf(difference.onlyB, 1)];
  return { runsA, runsB, breaksA: [], breaksB: [] };
};

/**
 * The words compared wherever they stand, for messages whose sentences changed places. A word is shared when the other message has it beside one of the same neighbours, a sentence's end being one. So
 * sentences may change places for nothing, and a word that stands elsewhere is not taken for the same. Linear.
 */
export const compareAnywhere = (a: readonly MessageWord[], b: readonly MessageWord[]): Comparison => {
  const numbers = new Map<string, number>();
  const [idsA, idsB] = [idsOf(a, numbers), idsOf(b, numbers)];
  const [pairsA, pairsB] = [pairsOf(a, idsA), pairsOf(b, idsB)];
  const [sharedA, sharedB] = [sharedIn(a, idsA, pairsB), sharedIn(b, idsB, pairsA)];
  return {
    runsA: runsOf(sharedA, 0),
    runsB: runsOf(sharedB, 0),
    breaksA: breaksOf(a, idsA, sharedA, pairsB),
    breaksB: breaksOf(b, idsB, sharedB, pairsA),
  };
};

const edge = 0;

const idsOf = (words: readonly MessageWord[], numbers: Map<string, number>): Uint32Array =>
  Uint32Array.from(words, ({ term }) => {
    const known = numbers.get(term) ?? numbers.size + 1;
    numbers.set(term, known);
    return known;
  });

// Both are numbers of words, so the sum stays far below 2^53.
const pair = (a: number, b: number): number => a * 0x1000000 + b;

const endsSentence = (words: readonly MessageWord[], i: number): boolean =>
  i < 0 || i >= words.length - 1 || words[i]?.close === 'sentence';

const pairsOf = (words: readonly MessageWord[], ids: Uint32Array): ReadonlySet<number> => {
  const pairs = new Set<number>();
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? edge;
    if (endsSentence(words, i - 1)) pairs.add(pair(edge, id));
    if (endsSentence(words, i)) pairs.add(pair(id, edge));
    if (i + 1 < ids.length) pairs.add(pair(id, ids[i + 1] ?? edge));
  }
  return pairs;
};

const sharedIn = (words: readonly MessageWord[], ids: Uint32Array, others: ReadonlySet<number>): Uint8Array =>
  Uint8Array.from(ids, (id, i) => {
    const isShared =
      (i > 0 && others.has(pair(ids[i - 1] ?? edge, id))) ||
      (i + 1 < ids.length && others.has(pair(id, ids[i + 1] ?? edge))) ||
      (endsSentence(words, i - 1) && others.has(pair(edge, id))) ||
      (endsSentence(words, i) && others.has(pair(id, edge)));
    return isShared ? 1 : 0;
  });

/** The runs of a mark. */
const runsOf = (marks: Uint8Array, mark: 0 | 1): readonly Run[] => {
  const runs: Run[] = [];
  for (let i = 0; i < marks.length; i++) {
    if (marks[i] !== mark) continue;
    const from = i;
    while (i < marks.length && marks[i] === mark) i++;
    runs.push({ from, to: i });
  }
  return runs;
};

const breaksOf = (
  words: readonly MessageWord[],
  ids: Uint32Array,
  shared: Uint8Array,
  others: ReadonlySet<number>,
): readonly number[] => {
  const breaks: number[] = [];
  for (let i = 0; i + 1 < ids.length; i++) {
    if (shared[i] === 0 || shared[i + 1] === 0 || words[i]?.close === 'sentence') continue;
    const [one, next] = [ids[i] ?? edge, ids[i + 1] ?? edge];
    const meetAtEnd = others.has(pair(one, edge)) || others.has(pair(edge, next));
    if (!meetAtEnd && !others.has(pair(one, next))) breaks.push(i);
  }
  return breaks;
};
