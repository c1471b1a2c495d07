import table from './phrases.json' with { type: 'json' };
import { says } from './word-bits.ts';
import type { Word } from './words.ts';

const byFirst = new Map<string, (readonly string[])[]>();
for (const phrase of table.phrases.map((p) => p.split(' '))) {
  const [first = ''] = phrase;
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), phrase].sort((a, b) => b.length - a.length),
  );
}

/** Where the words that only frame a question or a forward (`có đúng không`, `is it true that`), starting at `i`, end; `i` when none start there. */
export const framedUntil = (words: readonly Word[], i: number): number => {
  const form = words[i]?.form;
  if (form === undefined || (form.bits & says.frame) === 0) return i;
  const found = byFirst.get(form.folded)?.find((p) => p.every((part, n) => words[i + n]?.form.folded === part));
  return i + (found?.length ?? 0);
};
