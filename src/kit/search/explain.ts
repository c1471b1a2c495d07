import type { Span } from '../../base/span.ts';
import type { FeatureGroup } from './rank/feature-names.ts';
import type { Side } from './side.ts';

export type Cover = { readonly share: number; readonly spans: readonly Span[] };

/**
 * The share of one side's idf mass that the other covers, 0 to 1, and where. A word counts as covered when the other side
 * has its term as a word, a stop word or a pair written together, or when it is part of a pair that the other side writes
 * as one word.
 */
export const coverOf = (side: Side, other: Side): Cover => {
  const spans: Span[] = [];
  const joined: Span[] = [];
  const covered = new Set<string>();
  for (const { term, kind, span } of side.tokens) {
    const isMet = kind === 'word' ? other.terms.has(term) : kind === 'pair' && other.words.has(term);
    if (!isMet) continue;
    spans.push(span);
    if (kind === 'word') covered.add(term);
    else joined.push(span);
  }
  if (joined.length > 0) for (const term of wordsIn(side, joined)) covered.add(term);
  let [all, inside] = [0, 0];
  for (const term of side.words) {
    const mass = side.idf(term);
    all += mass;
    if (covered.has(term)) inside += mass;
  }
  return { share: all === 0 ? 0 : inside / all, spans: united(spans) };
};

/** The words that begin or end some pairs. */
const wordsIn = (side: Side, pairs: readonly Span[]): readonly string[] => {
  const [starts, ends] = [new Set(pairs.map((p) => p.start)), new Set(pairs.map((p) => p.end))];
  return side.tokens
    .filter(({ kind, span }) => kind === 'word' && (starts.has(span.start) || ends.has(span.end)))
    .map(({ term }) => term);
};

/** Spans in order, those that overlap made one. */
const united = (spans: readonly Span[]): readonly Span[] => {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return result;
};

/** What speaks for a proposal, in kinds that can be said in plain words. */
export type ReasonKind = 'words' | 'rare' | 'order' | 'spelling' | 'numbers' | 'names' | 'ahead';

/** `share` is that of all that speaks for it, 0 to 1. */
export type PlainReason = { readonly kind: ReasonKind; readonly share: number };

const kindOf: Readonly<Record<FeatureGroup, ReasonKind>> = {
  bm25: 'words',
  words: 'words',
  telling: 'rare',
  lengths: 'words',
  functions: 'words',
  written: 'words',
  order: 'order',
  characters: 'spelling',
  accents: 'spelling',
  numbers: 'numbers',
  names: 'names',
};

/**
 * The few reasons worth telling, the weightiest first: what the ranker's groups of features add, summed by kind, and by how
 * much the proposal is ahead of the next one (0 when it is not). What speaks against it, and shares under a twentieth, are
 * left out.
 */
export const plainReasons = (
  contributions: Iterable<readonly [FeatureGroup, number]>,
  ahead: number,
): readonly PlainReason[] => {
  const sums = new Map<ReasonKind, number>(ahead > 0 ? [['ahead', ahead]] : []);
  for (const [group, weight] of contributions) sums.set(kindOf[group], (sums.get(kindOf[group]) ?? 0) + weight);
  const positive = [...sums].filter(([, weight]) => weight > 0);
  const whole = positive.reduce((sum, [, weight]) => sum + weight, 0);
  return positive
    .map(([kind, weight]) => ({ kind, share: weight / whole }))
    .filter(({ share }) => share >= 0.05)
    .sort((a, b) => b.share - a.share || (a.kind < b.kind ? -1 : 1));
};
