import type { Analyzer } from '../../base/analyzer.ts';
import type { SearchDoc, SearchText } from './shapes.ts';

/** The texts that are ranked as one: claim and title of one language together, each alias alone. */
export type Unit = readonly SearchText[];

export const unitsOf = (doc: SearchDoc): readonly Unit[] => {
  const byLang = new Map<string, SearchText[]>();
  const aliases: Unit[] = [];
  for (const text of doc.texts) {
    if (text.kind === 'alias' || text.kind === 'asked') aliases.push([text]);
    else byLang.set(text.lang ?? '', [...(byLang.get(text.lang ?? '') ?? []), text]);
  }
  return [...byLang.values(), ...aliases];
};

/** How often each term stands in a unit, and how many words it has; pairs and accents are indexed but do not make it longer. */
export type Bag = { readonly counts: ReadonlyMap<string, number>; readonly length: number };

export const bagOf = (analyzer: Analyzer, unit: Unit): Bag => {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { text } of unit) {
    for (const token of analyzer.tokens(text)) {
      if (token.kind === 'stop') continue;
      counts.set(token.term, (counts.get(token.term) ?? 0) + 1);
      if (token.kind === 'word') length++;
    }
  }
  return { counts, length };
};
