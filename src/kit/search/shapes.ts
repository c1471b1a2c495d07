import type { Span } from '../../base/span.ts';
import type { Conflict } from './conflict.ts';
import type { Vectors } from './embedding/vectors.ts';
import type { PlainReason } from './explain.ts';

/**
 * One way a check says what it is about. A `title` and a `subtitle` carry the finding: they rank and are never judged. An
 * `alias` is another wording fit to be shown; `asked` are words that several askers used, which rank and judge but are
 * never shown.
 */
export type SearchText = {
  readonly kind: 'claim' | 'title' | 'subtitle' | 'alias' | 'asked';
  readonly lang?: string;
  readonly text: string;
};

/** What the index keeps of one check. `links` are canonical URLs; the index compares them as plain strings. */
export type SearchDoc = {
  readonly checkId: string;
  readonly texts: readonly SearchText[];
  readonly links: readonly string[];
};

/** Why a check was proposed, in figures that the rule for "known" and the page's "why this match" both read. */
export type Features = {
  /** Share of the query's idf mass that the best text covers, 0 to 1. */
  readonly coverage: number;
  /** Share of the best text's idf mass that the query covers, 0 to 1. */
  readonly textCoverage: number;
  /** Distinct content words in the query. */
  readonly contentWords: number;
  /** What forbids to answer with the best text by itself, however alike the words are. */
  readonly conflicts: readonly Conflict[];
  /** The query contains one of the check's links, spelled as the index holds it. */
  readonly sameLink: boolean;
  /** BM25 of the check's best unit, not bounded, comparable within one query only. */
  readonly bm25: number;
};

/** What spoke for a proposal, and its share of all that did. */
export type Reason = PlainReason;

/** A question as an embedding endpoint understands it, and the vectors it is held against; `weight` is what they count beside words, 0 to 1. */
export type Meaning = { readonly vector: Float32Array; readonly vectors: Vectors; readonly weight: number };

export type Proposal = {
  readonly checkId: string;
  /** How far ahead of the last one ranked, plus `linkScore` when the link is the same. Highest first, equal scores by id. */
  readonly score: number;
  /** Calibrated probability, 0 to 1, that this is the check that was asked for, were those proposed before it not there. */
  readonly probability: number;
  /** What spoke for it, the weightiest first. */
  readonly reasons: readonly Reason[];
  readonly features: Features;
  /** The text that matched best. */
  readonly text: SearchText;
  /** The agreeing words, in UTF-16 units of the query and of `text.text`. */
  readonly spans: { readonly query: readonly Span[]; readonly text: readonly Span[] };
};

/** A check in its place among others, `score` as in `Proposal`. */
export type Placed = { readonly checkId: string; readonly score: number };

export type SearchIndex = {
  /** Adds a check or replaces the one of the same id; the next `propose` sees it. Throws a RangeError on an id that is empty or not well-formed. */
  readonly put: (doc: SearchDoc) => void;
  readonly remove: (checkId: string) => void;
  readonly has: (checkId: string) => boolean;
  /** The `k` checks that fit a message best, at most; none when no word agrees. */
  readonly propose: (query: string, k: number, meaning?: Meaning) => readonly Proposal[];
  /** The same checks in the same order, without what explains them, which costs as much again where texts are long. */
  readonly order: (query: string, k: number, meaning?: Meaning) => readonly Placed[];
  /** Ids of the checks that hold this canonical link, sorted. */
  readonly byLink: (link: string) => readonly string[];
  readonly size: number;
  /** Everything needed to build the same index again, as versioned bytes. */
  readonly snapshot: () => Uint8Array;
  /** Replaces the content by a snapshot's. A bad snapshot throws a RangeError and leaves the index as it was. */
  readonly restore: (bytes: Uint8Array) => void;
};
