// Where a claim stands for whoever asked it: one stage, and nothing on the ticket says another.
import type { Day } from '../base/clock.ts';
import type { CaseState, Closing, PublicReason } from './case.ts';
import type { CheckCard } from './check.ts';
import { isOverdue, mayAnswer } from './check.ts';
import type { Outcome } from './tip.ts';

/** Where the case of a claim stands, as far as whoever asked is told; `begun` once somebody of the team took it up. */
export type ClaimWork = {
  readonly state: CaseState;
  readonly begun: boolean;
  readonly closedAs: Closing | null;
  /** What of it waits for a second person, or for its time after that; absent where nothing does. */
  readonly pending?: 'check' | 'closing' | 'note';
  /** It had ended, and was taken up again. */
  readonly reopened?: true;
  /** It is about a private person, and its words are sealed: nobody reads them, and they are not erased yet. */
  readonly sealed?: true;
  /** Why two people declined it, and under which number that is public. */
  readonly declined?: { readonly number: number; readonly reason: PublicReason };
  /** The latest note of what is known so far, by the number of its page; absent where there is none. */
  readonly note?: { readonly number: number; readonly on: Day };
};

/** Why the check that answers a claim does not answer it just now. */
export type HeldReason = 'withdrawn' | 'contested' | 'overdue' | 'theirs';

/** Undefined for a check that answers. */
export const heldBecause = (card: CheckCard, today: Day): HeldReason | undefined => {
  if (mayAnswer(card, today)) return undefined;
  if (card.withdrawnOn !== undefined) return 'withdrawn';
  if (card.source !== null) return 'theirs';
  return isOverdue(card, today) ? 'overdue' : 'contested';
};

/** Every stage that a ticket can tell of a claim. */
export const stages = [
  ...(['answered', 'unsorted', 'waiting', 'begun', 'reopened'] as const),
  ...(['review-check', 'review-closing', 'review-note', 'decided-check', 'decided-closing', 'decided-note'] as const),
  ...(['published', 'held-withdrawn', 'held-contested', 'held-overdue', 'held-theirs'] as const),
  ...(['closed-private-person', 'closed-not-checkable', 'closed-duplicate', 'closed-spam'] as const),
  ...(['closed-scam-victim', 'closed-crisis', 'closed-emergency'] as const),
] as const;
export type Stage = (typeof stages)[number];

/** `unsorted`: no case holds it yet. A check that was named for it and does not answer says more than the case. */
export const stageOf = (outcome: Outcome, work: ClaimWork | null, held: HeldReason | undefined): Stage => {
  if (outcome === 'known') return 'answered';
  if (held !== undefined) return `held-${held}`;
  if (work === null) return 'unsorted';
  const { state, closedAs, pending = 'check' } = work;
  if (state === 'closed') return closedAs === null ? 'published' : `closed-${closedAs}`;
  if (state === 'published') return 'published';
  if (state === 'review' || state === 'decided') return `${state}-${pending}`;
  if (work.reopened) return 'reopened';
  return work.begun ? 'begun' : 'waiting';
};

/** Nothing more is worked on for now: it was closed, or has a check that does not answer. A duplicate goes on elsewhere. */
export const isOver = (stage: Stage): boolean =>
  stage === 'published' || stage.startsWith('held-') || (stage.startsWith('closed-') && stage !== 'closed-duplicate');
