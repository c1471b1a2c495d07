// Where tries at practice are kept. Every function but `candidates` asks whose they are, and gives nobody else's.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { PracticeAttempt, PracticeCandidate } from '../core/practice.ts';
import type { StaffId } from '../core/rights.ts';

/** One step's answer, on its way into an attempt. */
export type PracticeAnswer =
  | { readonly step: 'checkable'; readonly checkable: NonNullable<PracticeAttempt['checkable']> }
  | { readonly step: 'evidence'; readonly independent: readonly number[] }
  | {
      readonly step: 'verdict';
      readonly verdict: NonNullable<PracticeAttempt['verdict']>;
      readonly short: string;
      readonly on: Day;
    };

export type Practice = {
  /** Our own published checks that have a verdict and evidence. */
  readonly candidates: () => Promise<readonly PracticeCandidate[]>;
  /** One's own attempts, the newest first. */
  readonly ofMine: (staff: StaffId) => Promise<readonly PracticeAttempt[]>;
  readonly attempt: (staff: StaffId, id: Id) => Promise<PracticeAttempt | undefined>;
  /** Keeps a new attempt, or gives the one of this check that is not finished. */
  readonly begin: (staff: StaffId, attempt: Pick<PracticeAttempt, 'id' | 'check' | 'lang' | 'begunOn'>) => Promise<Id>;
  /** false: there is no such attempt, or this step is not its next one. */
  readonly answer: (staff: StaffId, id: Id, answer: PracticeAnswer) => Promise<boolean>;
  /** Forgets one attempt, or all; gives how many are gone. */
  readonly forget: (staff: StaffId, id: Id | 'all') => Promise<number>;
};
