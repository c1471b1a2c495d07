import type { Span } from '../../base/span.ts';
import type { Signal } from './signals.ts';
import type { Passage } from './words.ts';

/** One part of a score, in log-odds, and where in the text it comes from; no span where the whole passage is meant. */
export type Part = { readonly feature: string; readonly weight: number; readonly span?: Span };

/** What a model makes of a passage: its log-odds of being worth a check, and the parts that, with a constant, sum to it. */
export type Weighed = { readonly logit: number; readonly parts: readonly Part[] };

/** Feature name to weight, in log-odds at value 1. */
export type Weights = Readonly<Record<string, number>>;

/** A model that is nothing but a table: the log-odds without any feature, and what each adds. */
export const weighedByTable =
  (base: number, weights: Weights, signalsOf: (passage: Passage) => readonly Signal[]) =>
  (passage: Passage): Weighed => {
    const parts = partsOf(signalsOf(passage), weights);
    return { logit: base + sumOf(parts), parts };
  };

/** The weighted parts of some signals, a signal that stands in several places shared among them. Unknown names weigh nothing. */
export const partsOf = (signals: readonly Signal[], weights: Weights): readonly Part[] =>
  signals.flatMap(({ name, value, spans }) => {
    const weight = (Object.hasOwn(weights, name) ? (weights[name] ?? 0) : 0) * value;
    if (weight === 0) return [];
    if (spans.length === 0) return [{ feature: name, weight }];
    return spans.map((span) => ({ feature: name, weight: weight / spans.length, span }));
  });

export const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.weight, 0);
