// Where people want to hear from us, what goes out to them, what they ask about their own data, and forgetting all of it.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { RequestKind } from '../core/contact.ts';
import type { Letter, Outgoing, Settled } from '../core/outgoing.ts';
import type { StaffId } from '../core/rights.ts';

/** Sealing under the key of one day, which lies outside the database and is destroyed in time. */
export type Vault = {
  /** Makes the day's key where there is none. `bound` ties the sealed words to their row: sealed for one, they open for no other. */
  readonly seal: (day: Day, bound: Id, words: string) => Promise<Uint8Array>;
  /** The words; undefined when the key is gone, or they were sealed for another row. */
  readonly open: (day: Day, bound: Id, sealed: Uint8Array) => Promise<string | undefined>;
  /** Days that have a key, earliest first. */
  readonly days: () => Promise<readonly Day[]>;
  /** Overwrites and removes a key: what was sealed under it is noise from then on, wherever a copy lies. */
  readonly destroy: (day: Day) => Promise<void>;
};

export type SealedContact = { readonly id: Id; readonly day: Day; readonly sealed: Uint8Array };

export type ContactHeld = {
  readonly leftOn: Day;
  readonly corrections: boolean;
  /** It was used to say that the question is over, and stays while that can be undone. */
  readonly told: boolean;
};

/** A ticket as far as its address goes: the checks that answer it, what is held, and when it was destroyed. */
export type ContactOfTicket = {
  readonly tip: Id;
  /** In which it was asked, where that was said. */
  readonly lang: string | null;
  readonly checks: readonly Id[];
  readonly held: ContactHeld | null;
  readonly goneOn: Day | null;
};

export type NewSubscription = {
  readonly id: Id;
  readonly check: Id;
  readonly lang: string;
  readonly lookup: string;
  readonly since: Day;
  readonly contact: SealedContact;
};

export type Subscription = {
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly since: Day;
  readonly endedOn: Day | null;
};

/** How many of those who asked to hear of it were told. `correction` is its place in the check's history; null: that it was withdrawn. */
export type Reached = { readonly correction: number | null; readonly reached: number; readonly unreachable: number };

export type Contacts = {
  /**
   * Keeps where the answer to a waiting ticket goes, in place of what was there. A `code` keeps an address once: used again, it is true
   * while one is kept, and changes nothing. False when there is no such ticket, or nothing waits.
   */
  readonly leave: (
    ticketHash: string,
    contact: SealedContact & {
      readonly code: Id;
      readonly lang: string;
      readonly corrections: boolean;
      readonly leftOn: Day;
    },
  ) => Promise<boolean>;
  readonly ofTicket: (ticketHash: string) => Promise<ContactOfTicket | undefined>;
  /** Of subscriptions known by these, those that have not ended. */
  readonly running: (
    lookups: readonly string[],
  ) => Promise<readonly { readonly lookup: string; readonly since: Day }[]>;
  /** Forgets a contact; false when there was none. */
  readonly withdraw: (of: { readonly ticketHash: string } | { readonly appealLookup: string }) => Promise<boolean>;
  /** False when there is no such check of ours, or it was withdrawn; when it runs already; or when the `code` was used before. */
  readonly subscribe: (subscription: NewSubscription, code: Id) => Promise<boolean>;
  readonly subscription: (lookup: string) => Promise<Subscription | undefined>;
  /** Ends it and forgets its contact; false when there is none. Safe to repeat. */
  readonly unsubscribe: (lookup: string, day: Day) => Promise<boolean>;
  /** Contacts whose ticket was answered and who want to hear of corrections of what answered it. */
  readonly wishes: (
    limit: number,
  ) => Promise<readonly (SealedContact & { readonly lang: string; readonly tip: Id; readonly check: Id })[]>;
  /** Makes a wish a subscription of its own, or begins an ended one anew; without one, only forgets the wish. */
  readonly grant: (contact: Id, subscription: NewSubscription | null) => Promise<void>;
  readonly reached: (check: Id) => Promise<readonly Reached[]>;
};

export type Outbox = {
  /** Puts in what became due: answers of tickets, corrections, answers of appeals; each once. Returns how many. */
  readonly fill: (day: Day) => Promise<number>;
  /** Erases the texts of tips of which everything is decided; returns how many. */
  readonly eraseDecided: (day: Day) => Promise<number>;
  /** Runs the work while nobody else sends; undefined when somebody does. What an earlier sender left half done is `unknown` by then. */
  readonly alone: <T>(day: Day, work: () => Promise<T>) => Promise<T | undefined>;
  /** Takes the next message out for sending. */
  readonly next: () => Promise<Outgoing | undefined>;
  /** Whether the case that a letter asks about has ended since it was taken out; its history tells then that it is not sent. */
  readonly overtaken: (id: Id, at: Date) => Promise<boolean>;
  /**
   * `queued`: nothing was handed over. Otherwise final, and the contact is forgotten where nothing more is to be told.
   * `wording`: the hash of what was said to everybody alike, of what was sent.
   */
  readonly settle: (id: Id, state: Settled | 'queued', day: Day, wording?: string) => Promise<void>;
};

/**
 * The words of a letter. `own` is the page that only its reader has, with the secret in its address; `stays` tells what
 * becomes of theirs. `wording` is what everybody reads who is told the same, public and without any address of theirs; null
 * for what is one's alone.
 */
export type Letters = (
  letter: Letter,
  own: { readonly page: NonNullable<Outgoing['own']>['page']; readonly secret: string } | null,
  stays: Stays,
) => { readonly subject: string; readonly text: string; readonly wording: string | null };

/**
 * For what an address is held once a letter is out: the answer that is still to come, the day in which the ending may be undone, and
 * corrections, with the page that ends them.
 */
export type Stays = { readonly answer: boolean; readonly undo: boolean; readonly corrections: string | null };

export type DataRequest = {
  readonly id: Id;
  readonly kind: RequestKind;
  readonly lang: string;
  readonly receivedOn: Day;
  readonly acknowledgeBy: Day;
  readonly answerBy: Day;
  readonly acknowledgedOn: Day | null;
  readonly answeredOn: Day | null;
  /** Null once forgotten. */
  readonly sealed: SealedContact | null;
};

/** What is sealed of a request: what was asked, and our reply once there is one. */
export type RequestWords = { readonly asked: string; readonly reply: string | null };

export type DataRequests = {
  /** Stores a request; the same form twice is one. */
  readonly receive: (
    request: Omit<DataRequest, 'acknowledgedOn' | 'answeredOn' | 'sealed'> & {
      readonly lookup: string;
      readonly once: string | null;
      readonly sealed: SealedContact;
    },
    perDay: number,
  ) => Promise<{ readonly received: Id } | 'full'>;
  readonly followed: (lookup: string) => Promise<DataRequest | undefined>;
  readonly list: (limit: number) => Promise<readonly DataRequest[]>;
  readonly request: (id: Id) => Promise<DataRequest | undefined>;
  /** False when it is not there, or not in the state for it. */
  readonly acknowledge: (id: Id, by: StaffId, day: Day) => Promise<boolean>;
  readonly reply: (id: Id, sealed: SealedContact, by: StaffId, day: Day) => Promise<boolean>;
};

/** What one night forgot: counts, and nothing that could be told from them. */
export type RetentionReport = {
  readonly [what in
    | 'contactsForgotten'
    | 'subscriptionsEnded'
    | 'requestsForgotten'
    | 'titlesForgotten'
    | 'sealedAnew'
    | 'keysDestroyed'
    | 'filesErased'
    | 'tablesRewritten']: number;
};

/** A row of which something is sealed: a contact, or a request about one's own data. */
export type SealedRow = SealedContact & { readonly of: 'contact' | 'request' };

/** Which files rows refer to, and what may go. */
export type LeftFiles = {
  /** Takes the file off evidence that was removed before a moment: it cannot be brought back any more. */
  readonly releaseFiles: (removedBefore: Date, fileBefore: Date) => Promise<void>;
  /** Files of what was about a private person: they go without waiting. */
  readonly filesToErase: () => Promise<readonly string[]>;
  /**
   * Calls `erase` for each of `files` that no row refers to, while nothing can come to refer to it; gives how many it erased.
   * `busy`, before anything went, when rows that name files are being written or a backup reads them: later, then.
   */
  readonly eraseLeft: (files: readonly string[], erase: (file: string) => Promise<boolean>) => Promise<number | 'busy'>;
};

export type Retention = LeftFiles & {
  /** Forgets what is due. */
  readonly forget: (rule: {
    readonly contactsBefore: Day;
    readonly subscriptionsBefore: Day;
    readonly requestsBefore: Day;
    readonly today: Day;
  }) => Promise<
    Pick<RetentionReport, 'contactsForgotten' | 'subscriptionsEnded' | 'requestsForgotten' | 'titlesForgotten'>
  >;
  /** Rows sealed on or before a day. */
  readonly sealedUntil: (day: Day, limit: number) => Promise<readonly SealedRow[]>;
  /** Puts words sealed anew in place of the old ones, or forgets them (null); nothing happens when the row changed meanwhile. */
  readonly reseal: (row: SealedRow, anew: SealedContact | null) => Promise<void>;
  /** Rewrites the tables that texts were erased from and lets the server drop what its logs still hold; returns how many tables. */
  readonly scrub: () => Promise<number>;
  /** Keeps the report of a day, in place of an earlier one. */
  readonly report: (day: Day, report: RetentionReport) => Promise<void>;
  readonly lastReport: () => Promise<{ readonly day: Day; readonly report: RetentionReport } | undefined>;
};
