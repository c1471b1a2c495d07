// The ports of triage and the queue: cases, what ranks them, and how they are joined, parted and ended.
import type { Day } from '../base/clock.ts';
import type { Id, NewId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { CaseState, Closing, HarmTopic, Origin, QueuedCase, Spam } from '../core/case.ts';
import type { Agreeing } from '../core/let-in.ts';
import type { StaffId } from '../core/rights.ts';

/** Who did something, and when. */
export type DoneBy = { readonly by: StaffId; readonly at: Date };

export type NewCase = {
  readonly id: Id;
  readonly origin: Exclude<Origin, 'asked'>;
  readonly requestedBy: string | null;
  readonly title: string;
  readonly lang: string;
  readonly worth: number;
  readonly harm: readonly HarmTopic[];
  readonly aboutOurselves: boolean;
};

export type CaseRefusal = 'not-found' | 'case-ended';
/** What was handed in on the case is not public yet; `submission-sealing`: it will be within seconds, and nothing stops it. */
export type StillWaits = 'submission-waits' | 'submission-sealing';

/** How a case ends: the reason, for a duplicate the case it is joined to or the check that answers it, and why it is spam. */
export type Ending = {
  readonly as: Closing;
  readonly joinedTo: Id | null;
  readonly check: Id | null;
  readonly spam?: Spam;
};

/** Seals words that nobody is to read, under the key of a day that lies outside the database. */
export type Seal = {
  readonly day: Day;
  /** Until when they can be brought back. */
  readonly until: Date;
  readonly words: (words: string) => Promise<Uint8Array>;
};
export type Unseal = (day: Day, sealed: Uint8Array) => Promise<string | undefined>;

/** That a check ends a case waits for somebody else's yes, before anybody who asked is written to. */
export type ClosingAsked = {
  readonly id: Id;
  readonly case: Id;
  readonly number: number;
  readonly title: string | null;
  readonly lang: string;
  readonly asked: number;
  readonly check: { readonly slug: string; readonly titles: Readonly<Record<string, string>> };
  readonly askedBy: StaffId;
  readonly askedAt: Date;
  /** Who may agree to it now, or from which day on. */
  readonly agreeing: Agreeing;
  /** When it ends by itself, because nobody else could agree; null where somebody can, or could before they were sent away this week. */
  readonly aloneAt: Date | null;
};

export type Closings = {
  /** `nobody-asks`: nobody would be written to, and one person suffices. */
  readonly ask: (
    asked: { readonly id: Id; readonly of: Id; readonly check: Id },
    done: DoneBy,
  ) => Promise<'asked' | 'nobody-asks' | CaseRefusal | StillWaits | 'closing-waits'>;
  /** The case that one leads to in the end, being the same as another: its state, and the check that answers it. */
  readonly end: (of: Id) => Promise<{ readonly state: CaseState; readonly check: Id | null } | undefined>;
  readonly waiting: () => Promise<readonly ClosingAsked[]>;
  readonly of: (of: Id) => Promise<ClosingAsked | undefined>;
  /** `closing-settled`: it waits no more, or the check was taken back meanwhile. */
  readonly settle: (
    id: Id,
    as: 'agreed' | 'declined' | 'withdrawn',
    done: DoneBy,
  ) => Promise<Result<null, { code: 'closing-settled' | 'case-ended' | StillWaits }>>;
  /** Ends what waited a day while nobody else could agree; gives how many. */
  readonly endAlone: (at: Date) => Promise<number>;
};

/** Work on cases as a whole. Each change is one transaction with its history and event. */
export type Cases = {
  readonly open: (made: NewCase, done: DoneBy) => Promise<{ readonly id: Id; readonly number: number }>;
  readonly assign: (
    of: Id,
    to: StaffId | null,
    done: DoneBy,
  ) => Promise<Result<null, { code: CaseRefusal | 'not-in-team' }>>;
  readonly snooze: (of: Id, until: Day | null, done: DoneBy) => Promise<Result<null, { code: CaseRefusal }>>;
  /**
   * Ends a case that one person may end. Where it is about a private person, all words go at once, and what `seal` makes of them
   * is kept until it is too late to bring them back. `closings-too-many`: the same account ended so many for people in need within
   * the hour as one may (`mostNeedsAnHour`).
   */
  readonly close: (
    of: Id,
    ending: Ending,
    done: DoneBy,
    seal: Seal,
  ) => Promise<
    Result<null, { code: CaseRefusal | StillWaits | 'case-under-review' | 'closing-needs-two' | 'closings-too-many' }>
  >;
  /** Takes an ending back, whole as long as `CaseHead.undoUntil` says; not one about a private person once it is erased, nor one that two people decided in public. */
  readonly reopen: (
    of: Id,
    done: DoneBy,
    open: Unseal,
  ) => Promise<Result<null, { code: 'not-found' | 'case-stays-closed' }>>;
  /** Ends the time in which endings of one person can be undone whole, where it is over; gives of how many cases. */
  readonly endUndo: (at: Date) => Promise<number>;
  /** Erases what was sealed and is due; gives how many cases. */
  readonly forgetSealed: (at: Date) => Promise<number>;
  /** Until when what was sealed of a case can be brought back; undefined when nothing is. */
  readonly sealedUntil: (of: Id) => Promise<Date | undefined>;
  /** Says that it is about whoever runs the instance, or that this stays so; nothing may wait for a second person.
   * `deeds-too-many`, here and below: the same account did so many within the hour as one may. */
  readonly markOurselves: (
    of: Id,
    done: DoneBy,
  ) => Promise<Result<null, { code: CaseRefusal | StillWaits | 'deeds-too-many' }>>;
  /** Asks for the mark to be taken off. */
  readonly askOff: (of: Id, done: DoneBy) => Promise<Result<null, { code: CaseRefusal | StillWaits }>>;
  /** Takes it off, as somebody else asked; `not-found` where they ask no more. */
  readonly takeOff: (
    of: Id,
    askedBy: StaffId,
    done: DoneBy,
  ) => Promise<Result<null, { code: CaseRefusal | StillWaits }>>;
  /** Joins the groups of cases to another; what was joined is closed as its duplicate. */
  readonly merge: (
    from: readonly Id[],
    into: Id,
    newId: NewId,
    done: DoneBy,
  ) => Promise<Result<readonly Id[], { code: CaseRefusal | 'case-under-review' | 'deeds-too-many' }>>;
  /** Parts groups off into a case of their own; some group has to stay. */
  readonly split: (
    of: Id,
    groups: readonly Id[],
    ids: { readonly move: Id; readonly made: Id },
    done: DoneBy,
  ) => Promise<
    Result<
      { readonly number: number },
      { code: CaseRefusal | 'case-under-review' | 'split-leaves-nothing' | 'deeds-too-many' }
    >
  >;
  readonly undoMove: (move: Id, done: DoneBy) => Promise<Result<null, { code: 'not-found' | 'move-outdated' }>>;
};

/** What triage does with tips, in batches; each is one transaction, one at a time in the whole database. */
export type Triage = {
  /** Resolves once no tip that was being written when it was called is still unwritten. */
  readonly afterWriters: () => Promise<void>;
  /** Takes in waiting tips, the oldest first: counts them and opens cases for groups that have none. */
  readonly takeIn: (
    most: number,
    today: Day,
    newId: NewId,
  ) => Promise<{ readonly tips: number; readonly opened: number }>;
  /** Closes cases that nobody has touched and whose every group a check answers by now; gives how many. */
  readonly closeAnswered: (at: Date) => Promise<number>;
  /** Ranks every live case as of a day; gives how many have moved. */
  readonly rankAnew: (today: Day) => Promise<number>;
  /** Erases what is left of texts about private people, and titles whose words nobody's tip holds any more. */
  readonly forget: (today: Day) => Promise<{ readonly tips: number; readonly titles: number }>;
};

export const queueOrders = ['rank', 'asked', 'newest', 'oldest'] as const;
export type QueueOrder = (typeof queueOrders)[number];

export type QueueFilter = {
  /** `live` is all that people still work on. */
  readonly state: CaseState | 'live';
  /** Whose: mine, nobody's, or everybody's. */
  readonly whose: 'mine' | 'nobody' | null;
  readonly harm: HarmTopic | null;
  readonly lang: string | null;
  readonly snoozed: boolean;
};

/** A line with what only the list shows: demand of the last fourteen days, oldest first, and who has it. */
export type QueueLine = QueuedCase & { readonly trend: readonly number[]; readonly assignedName: string | null };

/** How many cases each link of the filter leads to, within what else is chosen. */
export type QueueCounts = {
  readonly states: Readonly<Record<CaseState | 'live', number>>;
  readonly mine: number;
  readonly nobody: number;
  readonly snoozed: number;
  readonly harm: Readonly<Record<HarmTopic, number>>;
  readonly langs: readonly { readonly lang: string; readonly cases: number }[];
};

export type Queue = {
  readonly lines: readonly QueueLine[];
  readonly total: number;
  readonly counts: QueueCounts;
};

/** One group of look-alike claims of a case: how often it was asked, and its words as most people sent them. */
export type CaseGroup = {
  readonly group: Id;
  readonly asked: number;
  /** Null once they were erased. */
  readonly text: string | null;
  readonly wordings: number;
};

export type CaseMove = {
  readonly id: Id;
  readonly kind: 'merge' | 'split';
  readonly from: { readonly number: number; readonly title: string | null };
  readonly to: { readonly number: number; readonly title: string | null };
  readonly groups: number;
  readonly day: Day;
};

export type SavedView = { readonly id: Id; readonly name: string; readonly query: string };

/** Place among the changes of cases; a 64-bit transaction id in text form. */
export type CaseCursor = string;

export type CaseQueue = {
  readonly list: (
    filter: QueueFilter,
    order: QueueOrder,
    page: { readonly skip: number; readonly take: number },
    who: StaffId,
    today: Day,
  ) => Promise<Queue>;
  readonly find: (number: number, today: Day) => Promise<QueueLine | undefined>;
  readonly byId: (id: Id, today: Day) => Promise<QueueLine | undefined>;
  /** Also those of cases that were closed as being the same, where they are wanted: whoever asked any of them gets its answer. */
  readonly groups: (of: Id, withJoined?: boolean) => Promise<readonly CaseGroup[]>;
  /** Joinings and partings of a case that can still be undone, the newest first. */
  readonly moves: (of: Id) => Promise<readonly CaseMove[]>;
  readonly views: (of: StaffId) => Promise<readonly SavedView[]>;
  /** Keeps a view under its name, in place of one of that name; at most twenty each. */
  readonly keepView: (of: StaffId, view: SavedView) => Promise<boolean>;
  readonly dropView: (of: StaffId, view: Id) => Promise<boolean>;
  /** Numbers of the cases that changed after a place; without one, only where the changes stand. */
  readonly changed: (
    after: CaseCursor | null,
  ) => Promise<{ readonly cases: readonly number[]; readonly at: CaseCursor }>;
};
