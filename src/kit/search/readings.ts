import type { Analyzer, Facts, Token } from '../../base/analyzer.ts';

/** A stored text as the explanation of a proposal needs it. */
export type Reading = { readonly tokens: readonly Token[]; readonly facts: Facts };
export type Read = (text: string) => Reading;

// What many ask about is proposed over and over, and reading it is the dear part of explaining it.
const generation = 12_000;

/**
 * Reads texts, remembering those lately read. Two generations bound it at 24,000 texts, packed to about 1 kB each, and a
 * rush of rare ones does not empty it.
 */
export const rememberedReadings = (analyzer: Analyzer): Read => {
  let young = new Map<string, Packed>();
  let old = new Map<string, Packed>();
  return (text) => {
    const seen = young.get(text);
    if (seen !== undefined) return unpack(seen);
    const packed = old.get(text) ?? pack({ tokens: analyzer.tokens(text), facts: analyzer.facts(text) });
    if (young.size >= generation) [old, young] = [young, new Map()];
    young.set(text, packed);
    return unpack(packed);
  };
};

/** `places` holds start, end and kind of each token, one after the other. */
type Packed = { readonly terms: readonly string[]; readonly places: Uint32Array; readonly facts: Facts };

const kinds: readonly Token['kind'][] = ['word', 'pair', 'accent', 'stop'];

const pack = ({ tokens, facts }: Reading): Packed => ({
  terms: tokens.map((t) => t.term),
  places: Uint32Array.from(tokens.flatMap((t) => [t.span.start, t.span.end, kinds.indexOf(t.kind)])),
  facts,
});

const unpack = ({ terms, places, facts }: Packed): Reading => ({
  tokens: terms.map((term, i) => ({
    term,
    span: { start: places[3 * i] ?? 0, end: places[3 * i + 1] ?? 0 },
    kind: kinds[places[3 * i + 2] ?? 0] ?? 'word',
  })),
  facts,
});
