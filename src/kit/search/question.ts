import type { Analyzer, Token } from '../../base/analyzer.ts';
import type { WeightedTerm } from './postings.ts';

// Agreement in pairs and accents only adds: both are extras beside the folded words.
const weights: Readonly<Record<Token['kind'], number>> = { word: 1, pair: 0.4, accent: 0.2, stop: 0 };
// A page-long message costs no more than this many terms; the rarest are the telling ones.
const termsMost = 256;

/** A message as the index asks it: its tokens, and the distinct terms with what agreement in each is worth. */
export type Question = { readonly tokens: readonly Token[]; readonly terms: readonly WeightedTerm[] };

export const questionOf = (analyzer: Analyzer, query: string, idf: (term: string) => number): Question => {
  const tokens = analyzer.tokens(query);
  const worth = new Map<string, number>();
  for (const token of tokens)
    if (token.kind !== 'stop') worth.set(token.term, Math.max(worth.get(token.term) ?? 0, weights[token.kind]));
  const terms = [...worth].map(([term, weight]) => ({ term, weight }));
  if (terms.length <= termsMost) return { tokens, terms };
  const byWeight = terms.map((t) => ({ ...t, gain: t.weight * idf(t.term) })).sort((a, b) => b.gain - a.gain);
  return { tokens, terms: byWeight.slice(0, termsMost) };
};
