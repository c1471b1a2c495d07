import type { Span } from './span.ts';

/** One token of a text: the term as indexed, and where in the original text it stood. */
export type Token = {
  readonly term: string;
  readonly span: Span;
  /** `word` counts as content; `pair` is two adjacent syllables; `accent` is an exact-accent extra; `stop` carries no content. */
  readonly kind: 'word' | 'pair' | 'accent' | 'stop';
  /** Written like a name: capitals where the language does not ask for them. */
  readonly isName?: true;
  /** 1 to 255, tells spellings of one term apart (`vaccine`, `vaccines`); absent where it is spelled as the term. */
  readonly spelling?: number;
};

/** A stated amount: the decimal with scale words applied (`5 triệu` is 5000000, `40 %` is 0.4), and a canonical unit where one is said. */
export type Amount = { readonly value: number; readonly unit: string | null };

/** A day, month or year said in a text, as far as it is said; never the date of the message itself. */
export type SaidDate = { readonly year: number | null; readonly month: number | null; readonly day: number | null };

/** Values that must not contradict each other when two texts are said to be the same claim. */
export type Facts = {
  readonly amounts: readonly Amount[];
  readonly dates: readonly SaidDate[];
  /** Named countries and provinces as path keys, the wider first: `vn`, `vn/ha-noi`, `us/texas`. */
  readonly places: readonly string[];
  readonly negated: boolean;
};

/** Turns text into tokens. `kit/search` asks for one; `kit/text` happens to fulfil it. Spans refer to the text as given. */
export type Analyzer = {
  readonly tokens: (text: string) => readonly Token[];
  readonly facts: (text: string) => Facts;
};
