// Appeals, as verbs and pages meet them.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type {
  Answering,
  AppealAnswer,
  AppealInput,
  AppealKind,
  AppealOutcome,
  AppealTarget,
  AppealWordKind,
  PublicAppeal,
} from '../core/appeal.ts';
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
  /** Who put the answer forward that `answeredBy` agreed to; null where one answered alone, as was done once. */
  readonly agreedWith: StaffId | null;
  /** What one put forward and nobody has agreed to: one of each kind at most. */
  readonly proposed: readonly WaitingWords[];
  /** Whether who had a part in it may put words forward, since the team has nobody else who could. */
  readonly partWrites: { readonly [kind in AppealWordKind]: boolean };
};

/** Words about an appeal that one puts forward. Others after them have another id, so nobody agrees to what they did not read. */
export type ProposedWords = {
  readonly id: Id;
  readonly kind: AppealWordKind;
  /** Of an answer alone. */
  readonly outcome: AppealOutcome | null;
  readonly reasons: AppealAnswer['reasons'];
  /** Of a correction: why it changes. */
  readonly why: AppealAnswer['reasons'] | null;
  readonly by: StaffId;
  readonly on: Day;
};

/** `othersAgree`: somebody who had no part in it may, so who had one does not. */
export type WaitingWords = ProposedWords & { readonly othersAgree: boolean };

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
  /** Those of which words were put forward that wait for a second person, by deadline. */
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
  /** Puts words forward in the place of any before of their kind; false when there is nothing (more) to say of that kind. */
  readonly putForward: (id: Id, words: ProposedWords) => Promise<boolean>;
  /**
   * Makes public what was put forward, and tells it; false when that is another one by now, or nothing is left to say. Throws where
   * the database refuses who wrote or who agrees.
   */
  readonly agree: (id: Id, proposed: Id, by: StaffId, at: Date) => Promise<boolean>;
};
