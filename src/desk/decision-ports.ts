// What two people decide: handing in, reviewing, publishing, and what the public sees of it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { CaseState, Closing as Ending } from '../core/case.ts';
import type { Check } from '../core/check.ts';
import type {
  ApartContent,
  CaseContent,
  CaseMaterial,
  Closing,
  Decidable,
  DecisionRefusal,
  Note,
  PassageRemark,
  ReviewOutcome,
  SubmissionContent,
  SubmissionKind,
  SubmissionState,
} from '../core/decision.ts';
import type { CasePicture } from '../core/picture.ts';
import type { PublicReply } from '../core/public-reply.ts';
import type { StaffId } from '../core/rights.ts';
import type { CheckSaved, CheckToSave } from './check-ports.ts';
import type { Log } from './log-ports.ts';
import type { NewEvidence } from './work-ports.ts';

export type NewSubmission = CaseContent & {
  readonly id: Id;
  readonly caseId: Id;
  readonly submittedBy: StaffId;
  readonly publishAt: Date | null;
  /** Evidence that is gathered on the case together with it. */
  readonly gathers?: readonly NewEvidence[];
};

/** What belongs to no case. */
export type NewSubmissionApart = ApartContent & {
  readonly id: Id;
  readonly submittedBy: StaffId;
  /** Not public before; null or left out: at once. */
  readonly publishAt?: Date | null;
};

export type Review = {
  readonly id: Id;
  readonly outcome: ReviewOutcome;
  readonly reason: string | null;
  readonly remarks: readonly PassageRemark[];
  readonly by: StaffId;
  readonly at: Date;
  /** Whether of the reviewer and a writer one had let the other in within a week. */
  readonly letIn: boolean;
};

export type Submission = SubmissionContent &
  Omit<Decidable, 'reviews' | 'hand'> & {
    readonly id: Id;
    /** Null for what belongs to no case. */
    readonly caseId: Id | null;
    readonly caseNumber: number | null;
    readonly caseTitle: string | null;
    readonly submittedAt: Date;
    readonly publishAt: Date | null;
    readonly reviews: readonly Review[];
  };

/** A line of the review list. */
export type SubmissionLine = {
  readonly id: Id;
  readonly kind: SubmissionKind;
  readonly state: SubmissionState;
  readonly caseNumber: number | null;
  /** By language; one line without a language where there is nothing else. */
  readonly titles: Readonly<Record<string, string>>;
  readonly submittedBy: StaffId;
  readonly writers: readonly StaffId[];
  readonly submittedAt: Date;
  readonly publishAt: Date | null;
};

/** A published check of ours that has to be looked at again. */
export type DueCheck = {
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly caseNumber: number;
  readonly reviewBy: Day | null;
  /** Appeals that nobody has answered yet. */
  readonly appeals: number;
  /** Whether one of them, or one that was upheld, holds its automatic answer. */
  readonly held: boolean;
  /** Appeals that were upheld, and of which nothing came yet. */
  readonly upheld: number;
  /** Answers of those concerned that came after it was public, and are not there yet. */
  readonly replies: number;
  /** Languages whose version was not brought up to date with a change of another. */
  readonly behind: readonly string[];
};

/** A check as forms name it. */
export type NamedCheck = {
  readonly id: Id;
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
};

/** What deciding needs to know of a case, and what of it would become public. */
export type DecisionCase = {
  readonly id: Id;
  readonly number: number;
  readonly title: string | null;
  readonly state: CaseState;
  readonly lang: string;
  readonly topics: readonly string[];
  readonly material: Omit<CaseMaterial, 'replies'>;
  /** Who was asked for their side, as the case keeps it. */
  readonly replies: readonly Omit<PublicReply, 'knownOn'>[];
  /** The pictures that people asked it with. */
  readonly pictures: readonly CasePicture[];
  /** Everybody with words in it. */
  readonly writers: readonly StaffId[];
  /** The published check of the case, as it stands. */
  readonly check: Check | null;
  /** What waits for a yes, or for its time. */
  readonly pending: Id | null;
};

export type Declined = Closing & {
  readonly on: Day;
  readonly caseNumber: number;
  /** Whether this is what declines it now: not where it was taken up again, or declined anew. */
  readonly stands: boolean;
  /** An appeal was upheld, and the case was opened again; what came of it since. */
  readonly takenUp: { readonly on: Day; readonly check: string | null } | null;
};
export type PublishedNote = Note & {
  readonly on: Day;
  /** When the note, or what came after it, became public. */
  readonly changed: Date;
  readonly caseNumber: number;
  /** It is about whoever runs the instance, and their own word. */
  readonly aboutOurselves: boolean;
  /** The check that came of it. */
  readonly check: { readonly slug: string; readonly titles: Readonly<Record<string, string>> } | null;
  /** How its case ended without one; null while it is worked on. */
  readonly closedAs: Ending | null;
  /** The case that it was joined to, where that one has a note as well. */
  readonly joinedTo: number | null;
};

/** How a check becomes public: what leads to it, and the public log, which has it before anybody reads it. */
export type Publishing = { readonly links: (check: Check) => CheckToSave['links']; readonly log: Pick<Log, 'seal'> };

export type Decisions = {
  /** Stores checks of the sample with a case, a submission and a review by the sample team. Safe to repeat. */
  readonly publishSample: (batch: readonly CheckToSave[], at: Date) => Promise<readonly CheckSaved[]>;
  /** Declines claims of the sample in public, each with a case, a submission and a review by the sample team. Safe to repeat. */
  readonly declineSample: (batch: readonly Closing[], at: Date) => Promise<void>;
  readonly caseByNumber: (number: number) => Promise<DecisionCase | undefined>;
  readonly submission: (id: Id) => Promise<Submission | undefined>;
  /** Everything that waits for a yes or for its time, oldest first. */
  readonly waiting: () => Promise<readonly SubmissionLine[]>;
  /**
   * Checks by how people name them: the slug or address of one, its id, or the number of its case. Those that name none are
   * left out.
   */
  readonly named: (names: readonly string[]) => Promise<ReadonlyMap<string, NamedCheck>>;
  /** What was decided last, newest first. */
  readonly decided: (limit: number) => Promise<readonly SubmissionLine[]>;
  /**
   * Checks of ours that have to be looked at again, the soonest day first: their day comes before `before`, somebody appeals,
   * or a language version was left behind.
   */
  readonly due: (before: Day, limit: number) => Promise<readonly DueCheck[]>;
  /** Hands in. Nothing else may wait on the case, and it must be in a state for it. */
  readonly submit: (
    given: NewSubmission,
    at: Date,
  ) => Promise<'submitted' | 'case-not-open' | 'already-submitted' | 'slug-taken'>;
  /** What waits on an explainer, or on the labels (`labels`); null when nothing does. */
  readonly pendingApart: (of: string) => Promise<Id | null>;
  /** Hands in what belongs to no case. */
  readonly submitApart: (
    given: NewSubmissionApart,
    at: Date,
  ) => Promise<'submitted' | 'already-submitted' | 'slug-taken'>;
  /** Takes back what waits; false when it does not wait any more. */
  readonly takeBack: (id: Id, by: StaffId, at: Date) => Promise<boolean>;
  /** Writes a review after `judge` agreed, of what is locked meanwhile. Throws where the database refuses who reviews. */
  readonly review: (
    given: Omit<Review, 'at' | 'letIn'> & {
      readonly submission: Id;
      readonly contentHash: string;
      readonly as: string;
    },
    judge: (on: Decidable) => Result<null, DecisionRefusal>,
    at: Date,
  ) => Promise<Result<null, DecisionRefusal> | undefined>;
  /** Publishes what was agreed and whose time has come, each in a transaction of its own; how many. */
  readonly publishDue: (at: Date, how: Publishing) => Promise<number>;
  readonly declined: (limit: number) => Promise<readonly Declined[]>;
  /** The latest note of each case, newest first. */
  readonly notes: (limit: number) => Promise<readonly PublishedNote[]>;
  /** Every note of one case, newest first; none where it has none. */
  readonly notesOf: (number: number) => Promise<readonly PublishedNote[]>;
  /** Notes that promised to say more by a day before this one, and have nothing after them; the longest overdue first. */
  readonly notesDue: (before: Day, limit: number) => Promise<readonly PublishedNote[]>;
};
