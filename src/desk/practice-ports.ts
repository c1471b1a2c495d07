// Where tries at practice are kept. Every function but `candidates` asks whose they are, and gives nobody else's.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { PracticeAttempt, PracticeCandidate, PractisedReason } from '../core/practice.ts';
import type { StaffId } from '../core/rights.ts';

/** One step's answer, on its way into an attempt. */
export type PracticeAnswer =
  | { readonly step: 'checkable'; readonly checkable: NonNullable<PracticeAttempt['checkable']> }
  | { readonly step: 'evidence'; readonly independent: readonly number[] }
  | { readonly step: 'explain'; readonly short: string; readonly on: Day }
  | {
      readonly step: 'verdict';
      readonly verdict: NonNullable<PracticeAttempt['verdict']>;
      readonly short: string;
      readonly on: Day;
    };

/** A claim that was declined, as it is public. */
export type DeclinedClaim = {
  readonly caseNumber: number;
  readonly reason: PractisedReason;
  readonly claim: Readonly<Record<string, string>>;
  readonly explain: Readonly<Record<string, string>>;
};

export type Practice = {
  /** Our own published checks that have a verdict and evidence, and claims that were declined because of what they are. */
  readonly candidates: () => Promise<readonly PracticeCandidate[]>;
  /** One's own attempts, the newest first. */
  readonly ofMine: (staff: StaffId) => Promise<readonly PracticeAttempt[]>;
  readonly attempt: (staff: StaffId, id: Id) => Promise<PracticeAttempt | undefined>;
  /** Keeps a new attempt, or gives the one of this check or case that is not finished. */
  readonly begin: (
    staff: StaffId,
    attempt: Pick<PracticeAttempt, 'id' | 'lang' | 'begunOn'> & { readonly subject: Id },
  ) => Promise<Id>;
  /** What was decided of a declined case; undefined where it is not one to practise on. */
  readonly declined: (of: Id) => Promise<DeclinedClaim | undefined>;
  /** false: there is no such attempt, or this step is not its next one. */
  readonly answer: (staff: StaffId, id: Id, answer: PracticeAnswer) => Promise<boolean>;
  /** Forgets one attempt, or all; gives how many are gone. */
  readonly forget: (staff: StaffId, id: Id | 'all') => Promise<number>;
};
