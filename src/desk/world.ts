// The ports: everything a verb may touch, as types only. `main/wire.ts` alone fills them.

import type { Json } from '../base/canonical-json.ts';
import type { Clock, Day } from '../base/clock.ts';
import type { Id, NewId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import type { Check, CheckCard, CheckOrigin, Source } from '../core/check.ts';
import type { SangtoEvent } from '../core/event.ts';
import type { KnownPicture, PictureSays } from '../core/picture.ts';
import type { Ourselves } from '../core/publisher-name.ts';
import type { ClaimWork } from '../core/stage.ts';
import type { PublicOutcome, Tip } from '../core/tip.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Meaning as AsMeant, Placed, Proposal, SearchDoc } from '../kit/search/index.ts';
import type { Aliases } from './alias-ports.ts';
import type { Appeals } from './appeal-ports.ts';
import type { CaseQueue, Cases, Closings, Triage } from './case-ports.ts';
import type { CheckSaved, CheckToSave } from './check-ports.ts';
import type { Contacts, DataRequests, Letters, Outbox, Retention, Vault } from './contact-ports.ts';
import type { Decisions } from './decision-ports.ts';
import type { DeclinedClaims } from './declined-ports.ts';
import type { PictureDecoder } from './decode-ports.ts';
import type { Explainers, Labels } from './explainer-ports.ts';
import type { Log } from './log-ports.ts';
import type { OutsideRequests } from './outside-request-ports.ts';
import type { OwnPageKind } from './own-page-kind.ts';
import type { Pictures, Sight } from './picture-ports.ts';
import type { Practice } from './practice-ports.ts';
import type { Questions } from './question-ports.ts';
import type { RaterProposals } from './rater-proposal-ports.ts';
import type { Fitting, PseudonymKeys, RaterPasskeys, Raters, Ratings, SoFars, Standings } from './rating-ports.ts';
import type { Ocr, ReadProvenance } from './reading-ports.ts';
import type { Imports, OptIns } from './source-ports.ts';
import type { StandingAnswers } from './standing-answer-ports.ts';
import type { SignIn, Team } from './team-ports.ts';
import type { Templates } from './template-ports.ts';
import type { Tokens } from './token-ports.ts';
import type { Stills } from './video-ports.ts';
import type { PostHook, SeeHook, Webhooks } from './webhook-ports.ts';
import type { Capture, CaseTalk, CaseWork, Drafts } from './work-ports.ts';

export type World = {
  readonly now: Clock;
  readonly newId: NewId;
  readonly keyed: Keyed;
  readonly index: Index;
  readonly cards: Cards;
  readonly tips: Tips;
  readonly checks: Checks;
  readonly imports: Imports;
  readonly optIns: OptIns;
  readonly ourselves: Ourselves;
  readonly outsideRequests: OutsideRequests;
  readonly reads: Reads;
  readonly feedback: Feedback;
  readonly aliases: Aliases;
  readonly appeals: Appeals;
  readonly contacts: Contacts;
  readonly dataRequests: DataRequests;
  readonly vault: Vault;
  readonly letters: Letters;
  readonly retention: Retention;
  readonly team: Team;
  readonly templates: Templates;
  readonly cases: Cases;
  readonly closings: Closings;
  readonly triage: Triage;
  readonly caseQueue: CaseQueue;
  readonly decisions: Decisions;
  readonly declinedClaims: DeclinedClaims;
  readonly explainers: Explainers;
  readonly labels: Labels;
  readonly signIn: SignIn;
  readonly practice: Practice;
  readonly webhooks: Webhooks;
  readonly postHook: PostHook;
  readonly seeHook: SeeHook;
  readonly tokens: Tokens;
  readonly caseWork: CaseWork;
  readonly drafts: Drafts;
  readonly caseTalk: CaseTalk;
  readonly questions: Questions;
  readonly capture: Capture;
  readonly ocr: Ocr;
  readonly readProvenance: ReadProvenance;
  readonly sight: Sight;
  readonly pictures: Pictures;
  readonly stills: Stills;
  readonly files: Files;
  readonly decoder: PictureDecoder;
  readonly log: Log;
  readonly pseudonymKeys: PseudonymKeys;
  readonly raters: Raters;
  readonly ratings: Ratings;
  readonly standings: Standings;
  readonly fitting: Fitting;
  readonly soFars: SoFars;
  readonly raterPasskeys: RaterPasskeys;
  readonly proposals: RaterProposals;
  readonly standingAnswers: StandingAnswers;
  readonly outbox: Outbox;
  readonly mail: Mail;
  readonly fetch: Fetch;
  readonly pages: Pages;
  readonly meaning: Meaning;
  /** The probability from which a check answers by itself. */
  readonly knownFrom: number;
};

/** HMAC-SHA-256 (hex) under a key only this instance holds; `purpose` keeps the uses apart. */
export type Keyed = (
  purpose:
    | 'ticket'
    | 'ticket-lookup'
    | 'permalink'
    | 'masked'
    | 'likeness'
    | 'webhook'
    | 'sign-in'
    | 'wish'
    | 'subscription-of'
    | OwnPageKind
    | `${OwnPageKind}-lookup`
    | 'form'
    | 'rater'
    | 'rater-link'
    | 'rater-session'
    | 'side-letter'
    | 'rater-passkey'
    | 'rater-challenge'
    | 'lot',
  text: string,
) => string;

/** What was already checked, searchable in memory. Losing it loses nothing: it is built from the store. */
export type Index = {
  /** `asMeant` is what `meaning` makes of the query. */
  readonly propose: (query: string, k: number, asMeant?: AsMeant) => readonly Proposal[];
  /** The same order without what explains it. */
  readonly order: (query: string, k: number, asMeant?: AsMeant) => readonly Placed[];
  readonly byLink: (link: string) => readonly string[];
  readonly put: (doc: SearchDoc) => void;
  readonly remove: (checkId: string) => void;
  readonly size: number;
};

/** Cards of checks: the latest from memory, others from the store; what neither has is absent from the map. */
export type Cards = {
  readonly get: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, CheckCard>>;
  readonly remembered: () => readonly CheckCard[];
  readonly put: (card: CheckCard) => void;
  readonly remove: (id: Id) => void;
};

/** A reply kept under the client's Idempotency-Key: the same key and body give the same reply. */
export type Remembered = { readonly key: string; readonly body: string };

export type NewTip = {
  readonly tip: Tip;
  /** For each claim, the keyed places where look-alikes are found (64-bit decimals); none where nothing waits. */
  readonly likeness: readonly (readonly string[])[];
  /** Keyed hash of the ticket's secret; the secret itself is nowhere in the database. */
  readonly ticketHash: string;
  readonly links: readonly { readonly kind: 'page' | 'permalink'; readonly value: string }[];
  readonly events: readonly SangtoEvent[];
  readonly idempotency: (Remembered & { readonly reply: Json }) | null;
  /** The file of the picture that was asked with, kept already; absent where nothing waits, or there was none. */
  readonly picture?: { readonly file: string; readonly says: PictureSays | null };
};

export type Tips = {
  /** Stores the tip, its claims, its events and the remembered reply in one durable transaction. */
  readonly save: (
    tip: NewTip,
  ) => Promise<Result<{ readonly replay: Json | null }, { readonly code: 'store-away' | 'idempotency-key-reused' }>>;
  readonly remembered: (
    asked: Remembered,
  ) => Promise<Result<{ readonly replay: Json | null }, { readonly code: 'store-away' | 'idempotency-key-reused' }>>;
  /** Erases text, claims' link to the tip and the answer; false when there is no such ticket. */
  readonly withdraw: (ticketHash: string, day: Day) => Promise<boolean>;
  /** Claims still without a known answer, oldest first, after a cursor. */
  readonly waiting: (
    after: Id | null,
    limit: number,
  ) => Promise<readonly { readonly claim: Id; readonly text: string }[]>;
  readonly answered: (claim: Id, check: Id, at: Date) => Promise<void>;
  /** Erases texts older than allowed; returns how many tips lost theirs. */
  readonly erase: (rule: {
    readonly answeredBefore: Day;
    readonly allBefore: Day;
    readonly today: Day;
  }) => Promise<number>;
};

export type Checks = {
  /** Stores many of other publishers in one transaction with their events; safe to repeat: an unchanged check is `same` and tells nothing. */
  readonly save: (batch: readonly CheckToSave[], at: Date) => Promise<readonly CheckSaved[]>;
  readonly source: (
    wanted: { readonly name: string; readonly site: string; readonly licence: string | null },
    newId: NewId,
  ) => Promise<Source>;
  readonly sources: () => Promise<readonly (Source & { readonly checks: number })[]>;
  /** On the machine itself, where nobody else is asked: lets a source answer by itself, or no longer. */
  readonly opt: (source: Id, answers: boolean, at: Date) => Promise<boolean>;
  /** Whole checks for the index, in id order after a cursor. */
  readonly documents: (after: Id | null, limit: number) => Promise<readonly IndexedCheck[]>;
  readonly documentsOf: (ids: readonly Id[]) => Promise<readonly IndexedCheck[]>;
};

export type IndexedCheck = {
  readonly card: CheckCard;
  readonly doc: SearchDoc;
  /** Absent where there are none. */
  readonly pictures?: readonly KnownPicture[];
};

export type { ImportCounts, ImportLine, ImportRun } from './source-ports.ts';

/** An asker's "yes, that is it" or "no": counted per check, without the message. */
export type Feedback = {
  /** `unknown`: no such answer, or the check was not in it. `late`: the tip came before `oldest`. */
  readonly give: (given: {
    readonly answerId: Id;
    readonly check: Id;
    readonly agrees: boolean;
    readonly day: Day;
    readonly oldest: Day;
  }) => Promise<'given' | 'unknown' | 'late'>;
};

export type CheckFilter = {
  readonly verdicts: readonly Verdict[];
  readonly topic: string | null;
  /** Language of a version. */
  readonly lang: string | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly source: 'ours' | 'others' | null;
};

export type CheckList = {
  readonly cards: readonly CheckCard[];
  /** Opaque; null on the last page. */
  readonly next: string | null;
  readonly total: number;
};

export type TicketView = {
  readonly tip: Tip;
  readonly withdrawn: boolean;
  /** For each claim: how many other tips ask the same, and the check that answers it by now. */
  readonly claims: readonly {
    readonly claimId: Id;
    readonly othersAsking: number;
    readonly answeredBy: Id | null;
    readonly work: ClaimWork | null;
  }[];
};

/** What pages and the API read. Every function throws when the database is away. */
export type Reads = {
  /** Where one of our checks came from; undefined of another publisher's. */
  readonly origin: (check: Id) => Promise<CheckOrigin | undefined>;
  readonly check: (slug: string) => Promise<Check | undefined>;
  readonly checkById: (id: Id) => Promise<Check | undefined>;
  readonly list: (
    filter: CheckFilter,
    page: { readonly after: string | null; readonly limit: number },
  ) => Promise<CheckList>;
  readonly topics: () => Promise<readonly { readonly topic: string; readonly checks: number }[]>;
  /** Checks asked about most in the last seven days, most first; only those asked at least twenty times. */
  readonly askedMost: (today: Day, limit: number) => Promise<readonly CheckCard[]>;
  readonly ticket: (ticketHash: string) => Promise<TicketView | undefined>;
  readonly answer: (
    answerId: Id,
  ) => Promise<{ readonly day: Day; readonly claims: readonly PublicOutcome[] } | undefined>;
  /** Own published checks for sitemap and feed, newest change first. */
  readonly ownPages: (limit: number) => Promise<
    readonly {
      readonly slug: string;
      readonly langs: readonly string[];
      readonly changed: Date;
      readonly card: CheckCard;
    }[]
  >;
  /** A cheap question whose failure means the database is away. */
  readonly ping: () => Promise<void>;
};

export type { Ocr, PictureBox, PictureText, Provenance, ReadProvenance } from './reading-ports.ts';

/** Content-addressed files: SHA-256 names, durable before acknowledged. */
export type Files = {
  /** The name under which bytes are kept, or would be. */
  readonly nameOf: (bytes: Uint8Array) => string;
  readonly put: (bytes: Uint8Array) => Promise<string>;
  readonly get: (sha256: string) => Promise<Uint8Array | undefined>;
  /** Files last laid there before a moment; pieces that nobody finished until then are cleared away. */
  readonly laidBefore: (before: Date) => Promise<readonly string[]>;
  /** Durably; false when it is not there, or was laid there again since `before`. */
  readonly erase: (sha256: string, before?: Date) => Promise<boolean>;
};

export type { CheckSaved, CheckToSave };

/** Hands one message of the outbox to a mail server; unknown delivery is told as such and never tried again blindly. */
export type Mail = {
  readonly send: (message: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }) => Promise<Result<null, { readonly code: 'mail-unavailable' | 'mail-refused' | 'mail-unknown' }>>;
};

/** Fetches a public page: every hop's address checked at connect, bytes and time capped. */
export type Fetch = (url: string) => Promise<
  Result<
    { readonly url: string; readonly contentType: string; readonly body: AsyncIterable<Uint8Array> },
    {
      readonly code: 'fetch-forbidden-address' | 'fetch-failed' | 'fetch-too-large' | 'fetch-timeout';
      readonly detail?: string;
      /** What the other server answered, where it did and that was no page. */
      readonly status?: number;
      /** Whole seconds after which it asked to be asked again. */
      readonly retryAfter?: number;
    }
  >
>;

/** What a public page says of itself, as plain text. All of it is the page's word. */
export type PageSeen = {
  /** The address asked and every one that it redirected to; the last is the page's. */
  readonly visited: readonly string[];
  /** Where the page says that it stands (`rel=canonical`, `og:url`). */
  readonly stands: readonly string[];
  /** Distinct, the most telling first; none where the page could not be read, but where the link leads is known. */
  readonly titles: readonly string[];
};

/**
 * Looks at the head of the page behind a link. Undefined when nothing was learnt in the little time there is, for whatever
 * reason, or when reading pages is off; never rejects. Posts of people are not visited: one that a redirect leads to is
 * the last of `visited`, without titles.
 */
export type Pages = { readonly head: (url: string) => Promise<PageSeen | undefined> };

/**
 * Vectors of texts from the operator's embedding endpoint, one for each text, all of one length. `query`: at most 300 ms,
 * one try. `passage`: in batches, tried again while the endpoint is away. Texts are masked and without bylines by then.
 */
export type Embed = (
  texts: readonly string[],
  kind: 'query' | 'passage',
) => Promise<
  Result<
    readonly Float32Array[],
    { readonly code: 'embedding-away' | 'embedding-refused' | 'embedding-malformed'; readonly detail?: string }
  >
>;

/** The meaning of a question, ready for the index; undefined when no endpoint is on, or it did not answer in time. Never rejects. */
export type Meaning = { readonly ofQuestion: (words: string) => Promise<AsMeant | undefined> };
