// Appeals, as verbs and pages meet them.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Answering, AppealAnswer, AppealInput, AppealKind, AppealTarget, PublicAppeal } from '../core/appeal.ts';
import type { StaffId } from '../core/rights.ts';
import type { SealedContact } from './contact-ports.ts';

/** An appeal to store. Its text is masked, and its links lead to no post of a person. */
export type NewAppeal = AppealInput & {
  readonly id: Id;
  readonly about: AppealTarget;
  readonly lang: string;
  readonly lookup: string;
  /** The form it came with, as keyed hash; null where nobody can say. */
  readonly once: string | null;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly contact: SealedContact | null;
};

/** What an appeal is about, as a page names it: a check or an explainer by its slug, what was declined and a note by the number of the case. */
export type AppealedThing = {
  readonly kind: AppealKind;
  readonly slug: string | null;
  readonly caseNumber: number | null;
  readonly titles: Readonly<Record<string, string>>;
};

export type AppealOfDeclined = { readonly caseNumber: number; readonly appeal: PublicAppeal };

export type FollowedAppeal = PublicAppeal & {
  /** Somebody had asked the same before: it is answered with theirs. */
  readonly together: boolean;
  readonly about: AppealedThing;
  readonly text: string;
  readonly links: readonly string[];
  /** Whether an address waits for the answer. */
  readonly contact: boolean;
};

/** An appeal as the desk sees it. `tookPart`: who wrote or reviewed what it is about. */
export type DeskAppeal = FollowedAppeal & {
  readonly lang: string;
  readonly tookPart: readonly StaffId[];
  /** Who looked whether it has a ground; null: nobody has. */
  readonly lookedBy: StaffId | null;
  /** Who looked once more: what they found counts from then on. */
  readonly lookedAgainBy: StaffId | null;
  /** What whoever looked last found; with a ground and without a hold, as many checks are held as may be. */
  readonly foundGround: boolean | null;
  readonly answeredBy: StaffId | null;
  /** Who put the answer forward that `answeredBy` agreed to; null where one answered alone. */
  readonly agreedWith: StaffId | null;
  /** An answer that one of two put forward, and the other has not agreed to. */
  readonly proposed: ProposedAnswer | null;
};

/** Another one after it has another id. */
export type ProposedAnswer = AppealAnswer & { readonly id: Id; readonly by: StaffId; readonly on: Day };

export type Appeals = {
  /** A case that was declined, by its number. */
  readonly declined: (
    number: number,
  ) => Promise<{ readonly id: Id; readonly titles: AppealedThing['titles'] } | undefined>;
  /** A case with a public page of notes, by its number. */
  readonly noted: (
    number: number,
  ) => Promise<{ readonly id: Id; readonly titles: AppealedThing['titles'] } | undefined>;
  /** Appeals against what was declined, latest first, by the number of the case. */
  readonly ofDeclined: (limit: number) => Promise<readonly AppealOfDeclined[]>;
  /** Who of the team may answer an appeal against it today. */
  readonly answering: (about: AppealTarget) => Promise<Answering>;
  /**
   * Stores an appeal and tells it. The same form twice is one appeal. One that says the `same` as an open one is joined to it:
   * kept, followed and answered like it, and counted with it. `full`: it had its number for today.
   */
  readonly open: (
    appeal: NewAppeal,
    perDay: number,
    same: (a: string, b: string) => boolean,
  ) => Promise<{ readonly opened: Id } | 'full' | 'not-found'>;
  readonly followed: (lookup: string) => Promise<FollowedAppeal | undefined>;
  /** All against one thing, latest first. */
  readonly against: (about: AppealTarget) => Promise<readonly PublicAppeal[]>;
  /** Open ones by deadline, then answered ones, latest first. */
  readonly list: (limit: number) => Promise<readonly DeskAppeal[]>;
  readonly appeal: (id: Id) => Promise<DeskAppeal | undefined>;
  /** Those with an answer put forward that waits for a second person, by deadline. */
  readonly answersWaiting: (limit: number) => Promise<readonly DeskAppeal[]>;
  /**
   * Somebody of the team looked: with a ground it holds until it is answered, as long as no more checks are held than may be; without
   * one it holds nothing. Once, and once more by another. False: both did before.
   */
  readonly look: (id: Id, ground: boolean, by: StaffId, at: Date) => Promise<boolean>;
  /** Ends what held for its days without anybody having looked; gives how many. */
  readonly endHolds: (at: Date) => Promise<number>;
  /** Where places to hold are free, grounds that waited take them, in order; gives how many. */
  readonly takePlaces: (at: Date) => Promise<number>;
  /** Puts an answer forward in the place of any before; false when it was answered meanwhile. */
  readonly putForward: (id: Id, answer: ProposedAnswer) => Promise<boolean>;
  /** Answers with what was put forward; false when that is another one by now. Throws where the database refuses who agrees. */
  readonly agree: (id: Id, proposed: Id, by: StaffId, at: Date) => Promise<boolean>;
  /** Says in public why nothing changes though it was upheld; false when something came of it already. */
  readonly settle: (id: Id, because: Readonly<Record<string, string>>, by: StaffId, at: Date) => Promise<boolean>;
  /** Answers in public and tells it; false when it was answered meanwhile. Throws where the database refuses who answers. */
  readonly answer: (id: Id, answer: AppealAnswer, by: StaffId, at: Date) => Promise<boolean>;
};
