// How many of what: numbers that are no amounts of a unit, and words that say one, half or all.
import type { Token } from '../../base/analyzer.ts';

/** By the word that is counted, every number that stands before it; a whole is 1, as `100 %` is. */
export type Counts = ReadonlyMap<string, ReadonlySet<number>>;

const said: Readonly<Record<string, number>> = { one: 1, mot: 1, half: 0.5, nua: 0.5, all: 1 };
/** `toàn bộ`, `tất cả`: the whole, said in two syllables. */
const saidInTwo: Readonly<Record<string, string>> = { bo: 'toan', ca: 'tat' };
const numeral = /^(\d+(?:\.\d+)?)(%?)$/;

// `half of the oxygen`: so many words that carry nothing may stand between.
const apartMost = 3;

/** Reads a text's terms in order; linear. */
export const countsIn = (tokens: readonly Token[]): Counts => {
  const counts = new Map<string, Set<number>>();
  let pending: number | undefined;
  let apart = 0;
  let before = '';
  for (const { term, kind } of tokens) {
    if (kind !== 'word' && kind !== 'stop') continue;
    const count = countOf(term, before, kind);
    before = term;
    if (count !== undefined) {
      pending = count;
      apart = 0;
    } else if (pending !== undefined && kind === 'word') {
      counts.set(term, (counts.get(term) ?? new Set()).add(pending));
      pending = undefined;
    } else if (pending !== undefined && ++apart === apartMost) pending = undefined;
  }
  return counts;
};

const countOf = (term: string, before: string, kind: Token['kind']): number | undefined => {
  const code = term.charCodeAt(0);
  if (code >= 48 && code <= 57) {
    const written = kind === 'word' ? numeral.exec(term) : null;
    if (written === null) return undefined;
    return Number(written[1]) / (written[2] === '%' ? 100 : 1);
  }
  if (term.length > 4) return undefined;
  return said[term] ?? (saidInTwo[term] === before && before !== '' ? 1 : undefined);
};

/** Whether of something that both count, one says another number than the other: one dose, two doses; half, all. */
export const areCountedOtherwise = (asked: Counts, stated: Counts): boolean => {
  for (const [word, numbers] of asked) {
    const others = stated.get(word);
    if (others !== undefined && ![...numbers].some((number) => others.has(number))) return true;
  }
  return false;
};
