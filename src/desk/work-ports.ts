// Working on a case: what is gathered, worded, written and said until it can be put before a second person.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { CaseState, Closing, HarmTopic, Origin } from '../core/case.ts';
import type { CaseFacts } from '../core/checklist.ts';
import type { DraftField, DraftState } from '../core/draft.ts';
import type { EvidenceKind, Interest, Stance } from '../core/evidence.ts';
import type { Settled } from '../core/outgoing.ts';
import type { CasePicture } from '../core/picture.ts';
import type { StaffId } from '../core/rights.ts';
import type { ProposedWording, Wording } from '../core/wording.ts';
import type { WordingQuestion } from '../core/wording-asks.ts';
import type { SealedContact } from './contact-ports.ts';

/** Who does something on which case, and when. */
export type Deed = { readonly case: Id; readonly by: StaffId; readonly at: Date };

/** Why the store does not do it: no such case or thing in it, or the case is not in a state for it. */
export type NotDone = 'not-found' | 'case-not-open';
export type Done = 'done' | NotDone;

/** A pasted file by its SHA-256, under the name it was given; what it begins as and its bytes, unknown of old ones. */
export type EvidenceFile = {
  readonly sha256: string;
  readonly name: string;
  readonly type: string | null;
  readonly size: number | null;
};

export type NewEvidence = {
  readonly id: Id;
  readonly kind: EvidenceKind;
  readonly url: string | null;
  readonly title: string;
  readonly publisher: string;
  readonly lang: string | null;
  readonly stance: Stance;
  readonly interest: Interest;
  readonly publishedOn: Day | null;
  readonly accessedOn: Day;
  readonly locator: string | null;
  readonly quotation: string | null;
  /** The quotation in the language of the case. */
  readonly translation: string | null;
  readonly archivedUrl: string | null;
  readonly file: EvidenceFile | null;
  readonly shows: Readonly<Record<string, string>>;
};
/** `stands`: what is public, or handed in, stands on it, and it changes by a correction alone. */
export type CaseEvidence = NewEvidence & {
  readonly addedBy: StaffId;
  readonly translatedBy: readonly StaffId[];
  readonly stands: boolean;
};

export type NewSearch = {
  readonly id: Id;
  readonly query: string;
  readonly where: string;
  readonly on: Day;
  readonly found: Readonly<Record<string, string>>;
};
/** `stands` as of evidence. */
export type CaseSearch = NewSearch & { readonly addedBy: StaffId; readonly stands: boolean };

/** `answered`: what whoever approved it said that they had looked at. */
export type CaseWording = ProposedWording & {
  readonly id: Id;
  readonly proposedAt: Date;
  readonly answered: readonly WordingQuestion[];
};

/** A yes with the questions that it answers, or a no. */
export type WordingDecision =
  | { readonly decision: 'approved'; readonly answered: readonly WordingQuestion[] }
  | { readonly decision: 'declined' };

/** A file that was taken off a case and can still be brought back; `evidence` null: a picture of the case. */
export type RemovedFile = {
  readonly file: string;
  readonly evidence: Id | null;
  readonly name: string | null;
  readonly removedBy: StaffId;
  readonly removedAt: Date;
};

/** A claim wording that waits for somebody's yes, with its case. */
export type WaitingWording = {
  readonly id: Id;
  readonly number: number;
  readonly wording: Readonly<Record<string, string>>;
  readonly proposedBy: StaffId;
  readonly proposedOn: Day;
};

export type CaseInterest = {
  readonly by: StaffId;
  readonly concerned: boolean;
  readonly explain: string | null;
  readonly at: Date;
};

/** Makes the bytes of a file durable. May run where they already are. */
export type Lay = () => Promise<unknown>;

/** What is gathered on a case. Writing tells the case's history in the same transaction. */
export type CaseWork = {
  readonly byNumber: (number: number) => Promise<CaseHead | undefined>;
  /** Claim wordings of open cases that wait for a yes, the oldest first. */
  readonly wordingsWaiting: (limit: number) => Promise<readonly WaitingWording[]>;
  /** `lay` puts the bytes of its file where they are kept: run where they cannot go until the row that names them stands. */
  readonly addEvidence: (deed: Deed, evidence: NewEvidence, lay: Lay) => Promise<Done>;
  /**
   * Takes evidence away, or brings it back; what was taken away before `undoDays` is not found. `evidence-published`, here and
   * below: a check stands on it, so a correction by two people changes it and nothing else.
   */
  readonly removeEvidence: (deed: Deed, evidence: Id, back: boolean) => Promise<Done | 'evidence-published'>;
  /** Says what it shows in one language more. */
  readonly translateEvidence: (
    deed: Deed,
    evidence: Id,
    said: { readonly lang: string; readonly text: string },
  ) => Promise<Done | 'evidence-translated' | 'evidence-published'>;
  /** Lays a file beside evidence that has none; null takes off the one it has, which is kept for `removedFileHours`. */
  readonly attachFile: (
    deed: Deed,
    evidence: Id,
    file: EvidenceFile | null,
    lay: Lay,
  ) => Promise<Done | 'evidence-has-file' | 'evidence-published'>;
  /** Brings back the picture, or the file of evidence, that was taken off within `removedFileHours`. */
  readonly restoreFile: (
    deed: Deed,
    place: { readonly picture: string } | { readonly evidence: Id },
  ) => Promise<Done | 'evidence-has-file'>;
  readonly addSearch: (deed: Deed, search: NewSearch) => Promise<Done>;
  readonly removeSearch: (deed: Deed, search: Id, back: boolean) => Promise<Done | 'evidence-published'>;
  readonly proposeWording: (deed: Deed, wording: Wording & { readonly id: Id }) => Promise<Done>;
  /** `wording-own`: nobody approves what they proposed. `wording-replaced`: another one was proposed since. */
  readonly decideWording: (
    deed: Deed,
    wording: Id,
    decided: WordingDecision,
  ) => Promise<Done | 'wording-own' | 'wording-replaced'>;
  readonly declareInterest: (deed: Deed, declared: Pick<CaseInterest, 'concerned' | 'explain'>) => Promise<Done>;
  readonly gathered: (id: Id) => Promise<Gathered>;
  /** Every line of its history, the newest first, from below `before` on; `next` is where the older ones begin. */
  readonly history: (
    id: Id,
    page: { readonly before: number | null; readonly limit: number },
  ) => Promise<{ readonly lines: readonly HistoryLine[]; readonly next: number | null }>;
  /** What the checklist looks at. */
  readonly facts: (id: Id) => Promise<CaseFacts>;
};

export type CaseHead = {
  /** The day of the latest note of what is known so far; null where none is public. */
  readonly notedOn: Day | null;
  readonly id: Id;
  readonly number: number;
  readonly state: CaseState;
  readonly origin: Origin;
  readonly requestedBy: string | null;
  readonly title: string | null;
  readonly lang: string;
  readonly openedOn: Day;
  readonly assignedTo: StaffId | null;
  readonly aboutOurselves: boolean;
  /** Who asked for that mark to be taken off, which a second account agrees to; null where nobody did. */
  readonly ourselvesOffBy: StaffId | null;
  readonly asked: number;
  readonly askedLately: number;
  readonly lastAskedOn: Day | null;
  readonly harm: readonly HarmTopic[];
  readonly closedAs: Closing | null;
  /** Until when opening it again brings everything back; null where it is not closed, or words of askers may be gone. */
  readonly undoUntil: Date | null;
};

export type Gathered = {
  /** The claim as people sent it, masked, most asked first; texts go over time, and `erased` counts those that went. */
  readonly variants: readonly { readonly text: string; readonly asked: number }[];
  readonly erased: number;
  /** The pictures they asked with, while their questions wait; most asked first. */
  readonly pictures: readonly CasePicture[];
  readonly days: readonly { readonly day: Day; readonly asked: number }[];
  readonly evidence: readonly CaseEvidence[];
  readonly searches: readonly CaseSearch[];
  readonly removedFiles: readonly RemovedFile[];
  /** Oldest first. */
  readonly wordings: readonly CaseWording[];
  readonly interests: readonly CaseInterest[];
  readonly history: readonly HistoryLine[];
};

export type HistoryLine = {
  readonly at: Date;
  readonly by: StaffId | null;
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type FieldState = DraftState & { readonly lang: string; readonly field: DraftField; readonly writtenAt: Date };

export type SavedField =
  | { readonly as: 'kept' | 'current'; readonly n: number }
  /** Somebody typed there too: the text waits as state `n` beside the one that stands. */
  | { readonly as: 'conflict'; readonly n: number };

export type Drafts = {
  readonly save: (
    deed: Deed,
    typed: { readonly lang: string; readonly field: DraftField; readonly text: string; readonly base: number },
  ) => Promise<SavedField | NotDone>;
  /** Settles a waiting text with the one that stands; `draft-moved` when either is not the one that was looked at. */
  readonly settle: (
    deed: Deed,
    settled: {
      readonly lang: string;
      readonly field: DraftField;
      readonly standing: number;
      readonly waiting: number;
      readonly text: string;
    },
  ) => Promise<Done | 'draft-moved'>;
  /** Every state that is kept, of every field. */
  readonly of: (id: Id) => Promise<readonly FieldState[]>;
};

/** Which field of the draft a remark is about. */
export type Passage = { readonly lang: string; readonly field: DraftField };

export type CaseRemark = {
  readonly id: Id;
  readonly text: string;
  readonly by: StaffId;
  readonly at: Date;
  readonly passage: Passage | null;
  readonly settled: boolean;
  readonly mentions: readonly StaffId[];
  /** Of those, who has not opened the case since. */
  readonly unseen: readonly StaffId[];
};

export type CaseTask = {
  readonly id: Id;
  readonly text: string;
  readonly assignedTo: StaffId | null;
  readonly madeBy: StaffId;
  readonly doneBy: StaffId | null;
};

export type CaseReply = {
  readonly id: Id;
  readonly asked: string;
  readonly askedOn: Day;
  readonly way: string;
  readonly dueOn: Day | null;
  /** What they said, by language; null as long as nothing came. */
  readonly said: Readonly<Record<string, string>> | null;
  readonly saidOn: Day | null;
  /** What became of our letter to them; null where they were asked otherwise. */
  readonly letter: 'queued' | 'sending' | Settled | null;
  /** It came after the check was public, and is not there yet: a change of the check publishes it. */
  readonly unpublished: boolean;
};

/** A letter that asks somebody for their side: where it goes, sealed, and what their own page is found by. */
export type ReplyRequest = {
  readonly contact: SealedContact;
  readonly lookup: string;
  readonly lang: string;
  /** What its mailbox is counted by on each of the last days, today first: of two days two marks, none of which tells the mailbox. */
  readonly marks: readonly string[];
};

/** What somebody who was asked sees on their own page. */
export type AskedReply = {
  /** The claim, by language, as two have agreed to it. */
  readonly claim: Readonly<Record<string, string>>;
  readonly dueOn: Day | null;
  readonly said: Readonly<Record<string, string>> | null;
  readonly saidOn: Day | null;
  /** False once the case was closed. */
  readonly open: boolean;
};

/**
 * Why no letter asks anybody: the case was concluded before, nobody agreed to a wording, it has written as often as it may, or the mailbox
 * had its letters of ours, from this case or another.
 */
export type LetterRefused =
  | 'reply-case-concluded'
  | 'reply-needs-wording'
  | 'reply-letters-too-many'
  | 'reply-mailbox-full';

export type CaseTalk = {
  readonly remark: (
    deed: Deed,
    remark: {
      readonly id: Id;
      readonly text: string;
      readonly passage: Passage | null;
      readonly mentions: readonly StaffId[];
    },
  ) => Promise<Done>;
  /** Done, or to be done after all. */
  readonly settleRemark: (deed: Deed, remark: Id, again: boolean) => Promise<Done>;
  readonly addTask: (
    deed: Deed,
    task: { readonly id: Id; readonly text: string; readonly assignedTo: StaffId | null },
  ) => Promise<Done>;
  /** Done, or to be done after all. */
  readonly finishTask: (deed: Deed, task: Id, again: boolean) => Promise<Done>;
  /** Takes a task away, or brings it back. */
  readonly removeTask: (deed: Deed, task: Id, back: boolean) => Promise<Done>;
  readonly askReply: (
    deed: Deed,
    reply: Pick<CaseReply, 'id' | 'asked' | 'askedOn' | 'way' | 'dueOn'>,
    request: ReplyRequest | null,
  ) => Promise<Done | LetterRefused>;
  readonly askedReply: (lookup: string) => Promise<AskedReply | undefined>;
  /** Keeps what they say, once; `over`: they said it before, or the case was closed. */
  readonly giveReply: (
    lookup: string,
    said: { readonly said: Readonly<Record<string, string>>; readonly on: Day; readonly at: Date },
  ) => Promise<'done' | 'not-found' | 'over'>;
  readonly noteReply: (
    deed: Deed,
    reply: Id,
    said: { readonly said: Readonly<Record<string, string>>; readonly on: Day },
  ) => Promise<Done>;
  readonly talk: (id: Id) => Promise<{
    readonly remarks: readonly CaseRemark[];
    readonly tasks: readonly CaseTask[];
    readonly replies: readonly CaseReply[];
  }>;
  /** What speaks to somebody: first what they have not seen, the newest first. */
  readonly mentions: (staff: StaffId, most: number) => Promise<readonly Mention[]>;
  /** How many of these they have not seen. */
  readonly unseen: (staff: StaffId) => Promise<number>;
  /** Somebody opened the case: what mentions them there is seen. */
  readonly seen: (deed: Deed) => Promise<void>;
};

/** A remark that speaks to somebody, with the case it is about. */
export type Mention = {
  readonly remark: Id;
  readonly case: number;
  readonly title: string | null;
  readonly text: string;
  readonly by: StaffId;
  readonly at: Date;
  readonly seen: boolean;
};

/** Has a lasting copy made of a public page. Not filled yet says so. */
export type Capture = (
  url: string,
) => Promise<Result<{ readonly archivedUrl: string }, { readonly code: 'capture-unavailable' }>>;
