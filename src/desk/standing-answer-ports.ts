// The port of what the team answers to standings: written by one, agreed to by another.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from '../core/rights.ts';
import type { Standing } from '../kit/bridge/index.ts';

type Texts = Readonly<Record<string, string>>;

/** An answer as everybody reads it. */
export type StandingAnswer = {
  readonly id: Id;
  readonly says: Texts;
  /** The cut whose standing it answers, and what stood by it. */
  readonly cut: number;
  readonly standing: Standing;
  readonly answeredOn: Day;
  readonly letIn: boolean;
};

/** One that waits for a second person. */
export type WaitingAnswer = Pick<StandingAnswer, 'id' | 'says' | 'cut' | 'standing'> & {
  readonly check: { readonly slug: string; readonly titles: Texts };
  readonly writtenBy: StaffId;
  readonly writtenOn: Day;
  readonly state: 'waiting' | 'agreed' | 'refused' | 'withdrawn';
};

export type StandingAnswers = {
  /** What is public of a check, the newest first. */
  readonly of: (check: Id) => Promise<readonly StandingAnswer[]>;
  /** What waits, the oldest first. */
  readonly waiting: () => Promise<readonly WaitingAnswer[]>;
  readonly find: (id: Id) => Promise<WaitingAnswer | undefined>;
  /** Answers what stands by the last cut; false where nothing stands of that check. */
  readonly write: (answer: {
    readonly id: Id;
    readonly check: Id;
    readonly says: Texts;
    readonly by: StaffId;
    readonly at: Date;
  }) => Promise<boolean>;
  /** False when it was settled meanwhile. Agreed to, it is public, and its leaf is asked for in the same transaction. */
  readonly settle: (
    id: Id,
    as: 'agreed' | 'refused' | 'withdrawn',
    done: { readonly by: StaffId; readonly at: Date },
  ) => Promise<boolean>;
};
