// What matching a message gives: for each claim in it, which checks answer, and why.
import type { Span } from '../base/span.ts';
import type { CheckCard } from '../core/check.ts';
import type { Outcome, TipInput } from '../core/tip.ts';
import type { Link } from './clean.ts';

export type Doubt = 'numbers' | 'negation' | 'short' | 'overdue' | 'publisher' | 'partial';

/** One check offered for one claim, with everything that explains why. Spans of `query` are units of the masked message. */
export type MatchedAnswer = {
  readonly card: CheckCard;
  readonly outcome: Outcome;
  readonly overdue: boolean;
  readonly sameLink: boolean;
  readonly probability: number | null;
  readonly score: number;
  readonly coverage: number;
  readonly matched: string;
  readonly spans: { readonly query: readonly Span[]; readonly matched: readonly Span[] };
  readonly words: readonly string[];
  readonly doubt: Doubt | null;
};

export type MatchedClaim = {
  readonly span: Span;
  readonly text: string;
  readonly fingerprint: string;
  readonly outcome: Outcome;
  readonly answers: readonly MatchedAnswer[];
};

export type Matched = {
  readonly input: TipInput;
  /** The message as it may be kept: personal patterns masked, permalinks replaced, tracking removed. */
  readonly text: string;
  readonly links: readonly Link[];
  readonly opinions: readonly Span[];
  readonly claims: readonly MatchedClaim[];
  readonly outcome: Outcome;
};

/** The asker has seen the answer and says it is another question: nothing is known any more, everything is only offered. */
export const doubted = (matched: Matched): Matched => ({
  ...matched,
  outcome: matched.outcome === 'known' ? 'perhaps' : matched.outcome,
  claims: matched.claims.map((claim) => ({
    ...claim,
    outcome: claim.outcome === 'known' ? 'perhaps' : claim.outcome,
    answers: claim.answers.map((a) => (a.outcome === 'known' ? { ...a, outcome: 'perhaps', doubt: 'partial' } : a)),
  })),
});
