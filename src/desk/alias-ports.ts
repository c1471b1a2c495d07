// Other wordings of checks, as verbs and pages meet them.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { AliasProposal, AliasState, Dispute, ListedAlias, Tally, Voice } from '../core/alias.ts';
import type { LearnedAlias, TaughtAlias } from '../core/alias-learning.ts';
import type { StaffId } from '../core/rights.ts';

/** What is to be written of one check after its askers were heard. */
export type CheckLesson = {
  readonly check: Id;
  readonly learned: readonly (LearnedAlias & { readonly id: Id; readonly key: string })[];
  readonly counted: readonly (Tally & { readonly id: Id; readonly state: AliasState })[];
  /** Every claim proposed to the operator for holding back; a proposal that is not among them any more is dropped. */
  readonly disputed: readonly (Tally & { readonly claim: Id })[];
};

/**
 * A claim whose askers said that the check is not it; its words are nowhere in it. Only once the operator has `held` it
 * does the check no longer answer it by itself.
 */
export type WithheldAnswer = Tally & {
  readonly check: Id;
  readonly claim: Id;
  readonly held: boolean;
  readonly since: Day;
};

/** Other wordings of checks, from askers and from the operator, and what askers disputed. */
export type Aliases = {
  /** Checks about which anything was said since a day, in id order after a cursor. */
  readonly discussed: (since: Day, after: Id | null, limit: number) => Promise<readonly Id[]>;
  /** What was said of one check since a day, one voice per group of equal messages, capped per day; latest first. */
  readonly voices: (
    check: Id,
    since: Day,
    cap: { readonly perDay: number; readonly all: number },
  ) => Promise<readonly Voice[]>;
  /** Yes and no to the check as the automatic answer, per claim. */
  readonly disputes: (check: Id, since: Day, perDay: number) => Promise<readonly (Dispute & { readonly claim: Id })[]>;
  readonly taught: (check: Id) => Promise<readonly TaughtAlias[]>;
  /** Writes what was learned and tells what changed, with the day alone. Safe to repeat. */
  readonly teach: (lesson: CheckLesson, day: Day) => Promise<void>;
  /** Every alias taught here, every wording that waits for a second person, every answer proposed or held back; newest first. */
  readonly list: (limit: number) => Promise<{
    readonly aliases: readonly ListedAlias[];
    readonly proposals: readonly AliasProposal[];
    readonly withheld: readonly WithheldAnswer[];
  }>;
  /** What waits for a second person, oldest first. */
  readonly waiting: (limit: number) => Promise<readonly AliasProposal[]>;
  readonly proposal: (id: Id) => Promise<AliasProposal | undefined>;
  /** Keeps a wording waiting; nothing is found by it, and nobody outside the team sees it. One that was declined may be proposed anew. */
  readonly propose: (
    proposal: Omit<AliasProposal, 'declined'>,
    most: number,
  ) => Promise<'proposed' | 'alias-known' | 'alias-waiting' | 'alias-too-many' | 'not-found'>;
  /** Puts a wording in use and tells it; false when it does not wait any more. Throws where the database refuses who agrees. */
  readonly agree: (proposal: Id, by: StaffId, at: Date) => Promise<boolean>;
  readonly decline: (proposal: Id, by: StaffId, on: Day) => Promise<boolean>;
  readonly takeBack: (proposal: Id) => Promise<boolean>;
  /** Words that askers share; undefined where it is none. */
  readonly asked: (alias: Id) => Promise<Pick<ListedAlias, 'state' | 'putForward'> | undefined>;
  /** Keeps that one of the team says it is this check; false when there is none that waits for the first. */
  readonly putForward: (alias: Id, by: StaffId, on: Day) => Promise<boolean>;
  /** The second says so: from now on it may answer. False when nobody put it forward. Throws where the database refuses who confirms. */
  readonly confirm: (alias: Id, by: StaffId, at: Date) => Promise<boolean>;
  /** It finds nothing any more; false when there is none. */
  readonly refuse: (alias: Id, at: Date) => Promise<boolean>;
  /** Takes an added wording out of use; false when there is none. */
  readonly remove: (alias: Id, at: Date) => Promise<boolean>;
  /** Puts one that was taken away back in use, as two agreed to it; false when there is none. */
  readonly bringBack: (alias: Id, at: Date) => Promise<boolean>;
  /** Holds back an answer that askers proposed for it; false when it is not among the proposed or held. */
  readonly hold: (check: Id, claim: Id, at: Date) => Promise<boolean>;
  /** Dismisses a proposal, or lets a held answer go, for good; false when it is neither. */
  readonly release: (check: Id, claim: Id, at: Date) => Promise<boolean>;
};
