import type { Span } from './span.ts';

/** One token of a text: the term as indexed, and where in the original text it stood. */
export type Token = {
  readonly term: string;
  readonly span: Span;
  /** `word` counts as content; `pair` is two adjacent syllables; `accent` is an exact-accent extra; `stop` carries no content. */
  readonly kind: 'word' | 'pair' | 'accent' | 'stop';
};

/** Values that must not contradict each other when two texts are said to be the same claim. */
export type Facts = {
  /** Numbers as comparable decimals, units and scale words applied, for example `5 triệu` is 5000000. */
  readonly numbers: readonly number[];
  readonly negated: boolean;
};

/** Turns text into tokens. `kit/search` asks for one; `kit/text` happens to fulfil it. Spans refer to the text as given. */
export type Analyzer = {
  readonly tokens: (text: string) => readonly Token[];
  readonly facts: (text: string) => Facts;
};
