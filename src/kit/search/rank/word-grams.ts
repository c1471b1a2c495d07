import type { Spelled } from '../term-text.ts';

/** Hashes of a word's character 3- to 5-grams, its beginning and end marked, so that stems, slips and compounds still agree in part. */
export const gramsOf = (spelled: Spelled): Uint32Array => {
  spelled.grams ??= hashesOf(spelled.word.length > longest ? spelled.word.slice(0, longest) : spelled.word);
  return spelled.grams;
};

const longest = 32;
const shortestGram = 3;
const longestGram = 5;

const hashesOf = (word: string): Uint32Array => {
  const marked = `_${word}_`;
  const hashes = new Set<number>();
  for (let start = 0; start + shortestGram <= marked.length; start++) {
    let hash = 0x811c9dc5;
    for (let at = start; at < marked.length && at < start + longestGram; at++) {
      hash = Math.imul(hash ^ marked.charCodeAt(at), 0x01000193);
      if (at - start + 1 >= shortestGram) hashes.add((hash ^ ((at - start) << 29)) >>> 0);
    }
  }
  return Uint32Array.from(hashes);
};
