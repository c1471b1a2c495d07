import phrases from './phrases.json' with { type: 'json' };
import type { Word } from './words.ts';

const byFirst = new Map<string, (readonly string[])[]>();
for (const phrase of phrases.map((p) => p.split(' '))) {
  const [first = ''] = phrase;
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), phrase].sort((a, b) => b.length - a.length),
  );
}

/** Indexes of the words that only frame a question or a forward (`có đúng không`, `is it true that`) and say nothing of it. */
export const framedWords = (words: readonly Word[]): ReadonlySet<number> => {
  const framed = new Set<number>();
  for (let i = 0; i < words.length; i++) {
    const found = byFirst.get(words[i]?.folded ?? '')?.find((p) => p.every((part, n) => words[i + n]?.folded === part));
    if (found === undefined) continue;
    for (let n = 0; n < found.length; n++) framed.add(i + n);
    i += found.length - 1;
  }
  return framed;
};
