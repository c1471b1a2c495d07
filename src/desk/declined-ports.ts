// Claims that were declined, and that an upheld appeal asks to take up again.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from '../core/rights.ts';
import type { DoneBy } from './case-ports.ts';

/** A declined claim of which an upheld appeal says that it was wrongly declined, and that nobody has taken up yet. */
export type RightlyAsked = {
  readonly case: Id;
  readonly caseNumber: number;
  readonly appeal: Id;
  readonly outcome: 'upheld' | 'partly';
  readonly answeredOn: Day;
  readonly claim: Readonly<Record<string, string>>;
  /** Who declined it: handed it in, wrote it or agreed to it. */
  readonly part: readonly StaffId[];
};

export type DeclinedClaims = {
  /** The longest waiting first. */
  readonly due: (limit: number) => Promise<readonly RightlyAsked[]>;
  readonly ofCase: (of: Id) => Promise<RightlyAsked | undefined>;
  /** Opens the case again, in public; false where it no longer waits for that. */
  readonly takeUp: (asked: Pick<RightlyAsked, 'case' | 'appeal'>, done: DoneBy) => Promise<boolean>;
};
