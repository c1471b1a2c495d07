import type { Said } from './duplicates-words.ts';
import { accentForm } from './fold.ts';

const turns = new Set(['chua', 'dung', 'chang', 'cha']);
const negating = new Set(['chưa', 'đừng', 'chẳng', 'chả'].map(accentForm));
const wordsPerAccent = 7;

/** Whether the diacritics of two texts that both have them make other words: `chưa` and `chữa`, or many at once. */
export const accentsDiffer = (a: Said, b: Said): boolean => {
  const [formsA, formsB] = [accentsOf(a), accentsOf(b)];
  let conflicts = 0;
  for (const [term, forms] of formsA) {
    const others = formsB.get(term);
    if (others === undefined || [...forms].some((f) => others.has(f))) continue;
    if (turns.has(term) && [...forms, ...others].some((f) => negating.has(f))) return true;
    conflicts++;
  }
  return conflicts > 1 + Math.floor(Math.min(a.words.length, b.words.length) / wordsPerAccent);
};

const accentsOf = ({ text, words }: Said): ReadonlyMap<string, ReadonlySet<string>> => {
  const accents = new Map<string, Set<string>>();
  for (const { term, start, end } of words) {
    if (end - start > 7) continue;
    const written = text.slice(start, end);
    if (!/[^\0-\x7f]/.test(written)) continue;
    const forms = accents.get(term) ?? new Set();
    accents.set(term, forms.add(accentForm(written)));
  }
  return accents;
};
