// The port of what raters propose: words under a pseudonym, weighed by one of the team and settled by another.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Quarter } from '../core/quarter.ts';
import type { ProposalInput, ProposalKind, ProposalNo } from '../core/rater-proposal.ts';
import type { Pseudonym } from '../core/rating.ts';
import type { StaffId } from '../core/rights.ts';

/** What it is proposed to: a check of ours, or a case with a public note. */
export type ProposedTo = { readonly check: Id } | { readonly case: Id };

/** The check or the note as pages name it. */
export type ProposedAbout = {
  readonly check: { readonly slug: string; readonly titles: Readonly<Record<string, string>> } | null;
  /** The number of a case that has a public note. */
  readonly note: number | null;
};

/** One as its proposer sees it, for as long as the quarter lasts: what became of it, without its words. */
export type OwnProposal = ProposedAbout & {
  readonly id: Id;
  readonly kind: ProposalKind;
  readonly proposedOn: Day;
  readonly state: 'waiting' | 'accepted' | 'declined' | 'over';
  readonly reason: ProposalNo | null;
};

/** One that waits, as the team sees it: nothing of whoever proposed it. */
export type WaitingProposal = ProposedAbout &
  ProposalInput & {
    readonly id: Id;
    readonly lang: string;
    readonly proposedOn: Day;
    /** What one of the team said of it already. */
    readonly weighed: {
      readonly as: 'accepted' | 'declined';
      readonly reason: ProposalNo | null;
      readonly by: StaffId;
      readonly on: Day;
    } | null;
  };

/** One that two accepted, as everybody reads it. */
export type AcceptedProposal = ProposalInput & {
  readonly id: Id;
  readonly lang: string;
  readonly acceptedOn: Day;
  readonly letIn: boolean;
};

type Done = { readonly by: StaffId; readonly at: Date };

export type RaterProposals = {
  /** `gone`: there is nothing of ours to propose to; `full`: that many on one day. */
  readonly propose: (
    proposal: ProposalInput & {
      readonly id: Id;
      readonly pseudonym: Pseudonym;
      readonly quarter: Quarter;
      readonly to: ProposedTo;
      readonly lang: string;
      readonly on: Day;
    },
    perDay: number,
  ) => Promise<'proposed' | 'gone' | 'full'>;
  readonly of: (pseudonym: Pseudonym) => Promise<readonly OwnProposal[]>;
  /** What waits, the oldest first. */
  readonly waiting: () => Promise<readonly WaitingProposal[]>;
  readonly find: (id: Id) => Promise<WaitingProposal | undefined>;
  /** What one says of it waits for another; false when somebody was faster. */
  readonly weigh: (
    id: Id,
    said: Done & { readonly as: 'accepted' | 'declined'; readonly reason: ProposalNo | null },
  ) => Promise<boolean>;
  /**
   * Another agrees with what was said, and it is so: accepted, it is public with its leaf; declined, its words are gone. Or does
   * not, and it waits as if nobody had said anything. False when it was settled meanwhile.
   */
  readonly settle: (id: Id, as: 'agreed' | 'refused', done: Done) => Promise<boolean>;
  /** Accepted ones of a check, those of its case among them, the newest first. */
  readonly accepted: (check: Id) => Promise<readonly AcceptedProposal[]>;
  /**
   * Those that waited since before a day lose their words, and those to a case that is about a private person after all; how many.
   */
  readonly endBefore: (day: Day) => Promise<number>;
};
