import type { Analyzer, Facts, Token } from '../../base/analyzer.ts';

/** A stored text as the explanation of a proposal needs it. */
export type Reading = { readonly tokens: readonly Token[]; readonly facts: Facts };
export type Read = (text: string) => Reading;

// What many ask about is proposed over and over, and reading it is the dear part of explaining it.
const generation = 3_000;

/** Reads texts, remembering those lately read: two generations bound it at about 40 MB, and a rush of rare ones does not empty it. */
export const rememberedReadings = (analyzer: Analyzer): Read => {
  let young = new Map<string, Reading>();
  let old = new Map<string, Reading>();
  return (text) => {
    const seen = young.get(text);
    if (seen !== undefined) return seen;
    const reading = old.get(text) ?? { tokens: analyzer.tokens(text), facts: analyzer.facts(text) };
    if (young.size >= generation) [old, young] = [young, new Map()];
    young.set(text, reading);
    return reading;
  };
};
