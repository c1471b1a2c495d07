import type { Analyzer, Facts, Token } from '../../base/analyzer.ts';
import { isMostlyAccented } from './accents.ts';
import { type Counts, countsIn } from './counted.ts';

/** A stored text as the explanation of a proposal needs it, packed: most of its tokens are never looked at. */
export type Reading = {
  readonly terms: readonly string[];
  /** Start, end and kind of each token, one after the other. */
  readonly places: Uint32Array;
  readonly isAccented: boolean;
  readonly counts: Counts;
  readonly facts: Facts;
};
export type Read = (text: string) => Reading;

// What many ask about is proposed over and over, and reading it is the dear part of explaining it.
const generation = 12_000;

/**
 * Reads texts, remembering those lately read. Two generations bound it at 24,000 texts, packed to about 1 kB each, and a
 * rush of rare ones does not empty it.
 */
export const rememberedReadings = (analyzer: Analyzer): Read => {
  let young = new Map<string, Reading>();
  let old = new Map<string, Reading>();
  return (text) => {
    const seen = young.get(text);
    if (seen !== undefined) return seen;
    const reading = old.get(text) ?? pack(analyzer.tokens(text), analyzer.facts(text));
    if (young.size >= generation) [old, young] = [young, new Map()];
    young.set(text, reading);
    return reading;
  };
};

const kinds: readonly Token['kind'][] = ['word', 'pair', 'accent', 'stop'];

/** The kind of the token at `i`; see `Reading`. */
export const kindOfToken = (places: Uint32Array, i: number): Token['kind'] => kinds[places[3 * i + 2] ?? 0] ?? 'word';

const pack = (tokens: readonly Token[], facts: Facts): Reading => ({
  terms: tokens.map((t) => t.term),
  places: Uint32Array.from(tokens.flatMap((t) => [t.span.start, t.span.end, kinds.indexOf(t.kind)])),
  isAccented: isMostlyAccented(tokens),
  counts: countsIn(tokens),
  facts,
});
