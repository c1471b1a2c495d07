// What the English model sees of a passage: signals, groups of words, and hashed n-grams.
import groups from './english-groups.json' with { type: 'json' };
import { groupFinder } from './phrase-groups.ts';
import { type Signal, signalsOf } from './signals.ts';
import type { Passage, Word } from './words.ts';

/** How many buckets the n-grams share: 2^15, so that their weights, one byte each, fit in 44 kB of base64. */
export const buckets = 1 << 15;

/** One n-gram, known by its bucket alone, and the indexes of the words of the passage that it is made of. */
export type Gram = { readonly bucket: number; readonly value: number; readonly words: readonly number[] };

/** What is known of a passage before any weight. */
export type EnglishFeatures = { readonly signals: readonly Signal[]; readonly grams: readonly Gram[] };

const find = groupFinder(groups);

/**
 * The features of one passage. Words and pairs of words form one family of n-grams, pieces of 3 to 5 letters within a
 * word the other; each family has length 1, so that long sentences weigh no more than short ones. A number is one
 * token whatever its digits, a year another: which number it is says nothing of whether it can be checked.
 */
export const englishFeatures = (passage: Passage): EnglishFeatures => {
  const past = passage.words.filter(({ lower }) => lower.length > 4 && lower.endsWith('ed')).map((word) => word.span);
  const found = find(passage);
  const signals = [...signalsOf(passage), ...found];
  if (past.length > 0) signals.push({ name: 'regular-past', value: 1, spans: past });
  return { signals, grams: [...unitGrams(wordGrams(passage.words)), ...unitGrams(pieceGrams(passage.words))] };
};

type Family = ReadonlyMap<number, readonly number[]>;

const unitGrams = (family: Family): readonly Gram[] => {
  const value = 1 / Math.sqrt(Math.max(1, family.size));
  return Array.from(family, ([bucket, words]) => ({ bucket, value, words }));
};

const wordGrams = (words: readonly Word[]): Family => {
  const family = new Map<number, readonly number[]>();
  let before = startMark;
  for (const [i, word] of words.entries()) {
    const token = tokenOf(word);
    add(family, hashed(token, wordSeed), [i]);
    add(family, hashed(token, hashed(before, pairSeed)), i === 0 ? [i] : [i - 1, i]);
    before = token;
  }
  if (words.length > 0) add(family, hashed(endMark, hashed(before, pairSeed)), [words.length - 1]);
  return family;
};

const pieceGrams = (words: readonly Word[]): Family => {
  const family = new Map<number, readonly number[]>();
  for (const [i, word] of words.entries()) {
    const token = `<${tokenOf(word).slice(0, 24)}>`;
    for (let size = 3; size <= 5; size++)
      for (let from = 0; from + size <= token.length; from++)
        add(family, hashed(token, pieceSeed, from, from + size), [i]);
  }
  return family;
};

const [startMark, endMark] = ['^', '$$'];
const [wordSeed, pairSeed, pieceSeed] = [0x811c9dc5, 0x01234567, 0x3c6ef372];

const tokenOf = ({ kind, lower }: Word): string => {
  if (kind !== 'numeral') return lower;
  return /^(?:19|20)\d\d$/.test(lower) ? '0year' : '0num';
};

const add = (family: Map<number, readonly number[]>, hash: number, words: readonly number[]): void => {
  const bucket = avalanche(hash) & (buckets - 1);
  if (!family.has(bucket)) family.set(bucket, words);
};

// FNV-1a over UTF-16 units (draft-eastlake-fnv); the low bits alone are poor, hence MurmurHash3's finaliser.
const hashed = (text: string, seed: number, from = 0, to = text.length): number => {
  let hash = seed;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
};

const avalanche = (hash: number): number => {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
