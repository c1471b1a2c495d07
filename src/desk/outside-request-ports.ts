// The port of what bodies from outside asked: written by one, agreed to by another.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { OutsideRequest } from '../core/outside-request.ts';
import type { StaffId } from '../core/rights.ts';

/** An entry as everybody reads it. */
export type ToldRequest = OutsideRequest & {
  readonly id: Id;
  /** Given as it becomes public. */
  readonly number: number | null;
  /** The check it was about, where there is one. */
  readonly check: { readonly slug: string; readonly titles: Readonly<Record<string, string>> } | null;
  /** The number of the first entry, of one that corrects it. */
  readonly correctsNumber: number | null;
  /** Numbers of the later entries that name this one. */
  readonly correctedBy: readonly number[];
  readonly writtenBy: StaffId;
  readonly writtenOn: Day;
  readonly state: 'waiting' | 'agreed' | 'refused' | 'withdrawn';
  readonly settledBy: StaffId | null;
  readonly settledOn: Day | null;
  /** Of the two who agreed one had let the other in lately. */
  readonly letIn: boolean;
};

export type OutsideRequests = {
  /** What is public, the newest first. */
  readonly told: (limit: number) => Promise<readonly ToldRequest[]>;
  /** Since when entries are kept; null before the log has begun. */
  readonly since: () => Promise<Day | null>;
  /** What waits, the oldest first. */
  readonly waiting: () => Promise<readonly ToldRequest[]>;
  readonly find: (id: Id) => Promise<ToldRequest | undefined>;
  readonly write: (
    entry: OutsideRequest & { readonly id: Id; readonly check: Id | null; readonly by: StaffId; readonly at: Date },
  ) => Promise<void>;
  /** False when it was settled meanwhile. Agreed to, it is public, and its leaf is asked for in the same transaction. */
  readonly settle: (
    id: Id,
    as: 'agreed' | 'refused' | 'withdrawn',
    done: { readonly by: StaffId; readonly at: Date },
  ) => Promise<boolean>;
};
