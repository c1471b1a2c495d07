import type { Analyzer, Token } from '../../base/analyzer.ts';
import constants from './bm25f.json' with { type: 'json' };

// Agreement in pairs and accents only adds: both are extras beside the folded words.
const weights: Readonly<Record<Token['kind'], number>> = {
  word: 1,
  pair: constants.pair,
  accent: constants.accent,
  stop: 0,
};
/** A page-long message costs no more than this many terms; the rarest are the telling ones. */
export const termsMost = 256;

// A message in a language the index does not know is all unknown words: looking for what is near them is bounded.
const strangersMost = 16;

/** A term that is asked for and how much agreement in it is worth; `insteadOf` is the word of the message that it may stand for. */
export type WeightedTerm = { readonly term: string; readonly weight: number; readonly insteadOf?: string };

/** A message as the index asks it: its tokens, and the distinct terms with what agreement in each is worth. */
export type Question = { readonly tokens: readonly Token[]; readonly terms: readonly WeightedTerm[] };

/** `near` gives terms of the index that an unknown word may stand for, none for a word the index knows. */
export const questionOf = (
  analyzer: Analyzer,
  query: string,
  idf: (term: string) => number,
  near: (word: string) => readonly WeightedTerm[] = () => [],
): Question => {
  const tokens = analyzer.tokens(query);
  const worth = new Map<string, number>();
  for (const token of tokens)
    if (token.kind !== 'stop') worth.set(token.term, Math.max(worth.get(token.term) ?? 0, weights[token.kind]));
  const terms: WeightedTerm[] = [...worth].map(([term, weight]) => ({ term, weight }));
  let strangers = 0;
  for (const [word, weight] of worth) {
    if (weight < 1 || strangers >= strangersMost) continue;
    const others = near(word).filter(({ term }) => !worth.has(term));
    if (others.length === 0) continue;
    strangers++;
    terms.push(...others);
  }
  const asked = strangers < 2 ? terms : distinct(terms);
  if (asked.length <= termsMost) return { tokens, terms: asked };
  const byWeight = asked.map((t) => ({ ...t, gain: t.weight * idf(t.term) })).sort((a, b) => b.gain - a.gain);
  return { tokens, terms: byWeight.slice(0, termsMost) };
};

/** Two unknown words may be near the same term; it counts once, for the first. */
const distinct = (terms: readonly WeightedTerm[]): readonly WeightedTerm[] =>
  [...new Map(terms.toReversed().map((t) => [t.term, t])).values()].toReversed();
