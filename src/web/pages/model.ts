// What every page is made from: plain data, so that a page can be drawn without a database, a server or a browser.
import type { Day } from '../../base/clock.ts';
import type { Id } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Span } from '../../base/span.ts';
import type { AliasProposal, ListedAlias } from '../../core/alias.ts';
import type { PublicAppeal } from '../../core/appeal.ts';
import type { Check, CheckCard, CheckOrigin, Source } from '../../core/check.ts';
import type { KindForm } from '../../core/kind-reply.ts';
import type { Agreeing, NotForYou, NotForYous } from '../../core/let-in.ts';
import type { Organisation, StatementPage } from '../../core/organisation.ts';
import type { CheckPicture, PictureDifference } from '../../core/picture.ts';
import type { Named } from '../../core/publisher-name.ts';
import type { Right, StaffId } from '../../core/rights.ts';
import type { ClaimWork, HeldReason } from '../../core/stage.ts';
import type { TemplateText } from '../../core/template.ts';
import type { Outcome } from '../../core/tip.ts';
import type { TopicNames } from '../../core/topic.ts';
import type { VerdictLabels } from '../../core/verdict-labels.ts';
import type { WithheldAnswer } from '../../desk/alias-ports.ts';
import type { AppealOfDeclined } from '../../desk/appeal-ports.ts';
import type { Reached } from '../../desk/contact-ports.ts';
import type { Declined } from '../../desk/decision-ports.ts';
import type { ExplainerLine } from '../../desk/explainer-ports.ts';
import type { Doubt, OtherWording, PictureAsked, ReadPage } from '../../desk/matched.ts';
import type { ToldRequest } from '../../desk/outside-request-ports.ts';
import type { AliasRefusal } from '../../desk/propose-alias.ts';
import type { AcceptedProposal } from '../../desk/rater-proposal-ports.ts';
import type { SettleAliasRefusal } from '../../desk/settle-alias.ts';
import type { SoFar } from '../../desk/so-far.ts';
import type { HeldItem, HeldPicture, OneOrMachine, OptIn } from '../../desk/source-ports.ts';
import type { StandingAnswer } from '../../desk/standing-answer-ports.ts';
import type { CheckFilter, ImportLine, ImportRun } from '../../desk/world.ts';
import type { Reason } from '../../kit/search/index.ts';
import type { Present } from '../desk/pages/at-desk.ts';
import type { DeskPage } from '../desk/pages/model.ts';
import type { TeamLogPage } from '../desk/pages/team-model.ts';
import type { AskedPage, ContactBlock, QuestionBlock } from './asked-model.ts';
import type { BackgroundPage, PageProofs, ShownProof } from './background-model.ts';
import type { RatePage, ShownStanding } from './rate-model.ts';

/** What is the same on every page of one response. */
export type Shell = {
  readonly lang: UiLang;
  readonly organisation: Organisation;
  readonly today: Day;
  /** Path without the language prefix, beginning with `/`: the language switch and hreflang links are made from it. */
  readonly path: string;
  /** Addresses of the built scripts and styles, by source name (`islands/ask`, `styles/site`), with content hashes. */
  readonly assets: Readonly<Record<string, string>>;
  /** false: nothing can be sent, so nobody is asked for an address. */
  readonly mails?: boolean;
  /** Whether videos can be asked with. */
  readonly videos?: boolean;
  /** What verdicts are called here, where it is not the standard. */
  readonly labels?: VerdictLabels;
  /** What topics are called that have no name from the start. */
  readonly topicNames?: TopicNames;
};

/** One answer to one claim of a message. */
export type AnswerView = {
  readonly card: CheckCard;
  readonly overdue: boolean;
  /** Agreeing words in the asker's text (empty on the shareable page) and in `matched`, what the check judges. */
  readonly spans: { readonly query: readonly Span[]; readonly matched: readonly Span[] };
  readonly matched: string;
  /** Another wording of the check that agreed, named as such. */
  readonly wording: OtherWording | null;
  readonly words: readonly string[];
  /** What spoke for this check, the weightiest first; empty where no word was compared. */
  readonly reasons: readonly Reason[];
  /** Calibrated, 0 to 1; null where that says nothing. */
  readonly probability: number | null;
  /** Why this is offered and not asserted; null for a sure answer. */
  readonly doubt: Doubt | null;
  /** Found by words that askers share, which are not shown. */
  readonly asked?: true;
  readonly sameLink: boolean;
  /** The check's picture that the asked one shows, and what is different about that. */
  readonly picture?: { readonly shown: CheckPicture; readonly differs: readonly PictureDifference[] };
};

export type ClaimView = {
  /** Where the team's work on it stands, on the asker's own page; absent elsewhere. */
  readonly work?: ClaimWork | null;
  /** The check that was named for it, and why it does not answer just now; absent where it does, or there is none. */
  readonly held?: { readonly why: HeldReason; readonly slug: string };
  readonly span: Span;
  readonly outcome: Outcome;
  readonly answers: readonly AnswerView[];
  readonly othersAsking: number;
};

export type Page =
  | DeskPage
  | AskedPage
  | RatePage
  | TeamLogPage
  | BackgroundPage
  | {
      readonly page: 'front';
      readonly newest: readonly CheckCard[];
      readonly asked: readonly CheckCard[];
      readonly problem: string | null;
      readonly text: string;
      readonly idempotencyKey: string;
    }
  | {
      readonly page: 'answer';
      readonly outcome: Outcome;
      /** The asker's masked message; null on the shareable page. */
      readonly message: string | null;
      readonly opinions: readonly Span[];
      readonly claims: readonly ClaimView[];
      /** false: the database was away, so the answer came from memory and nothing was kept. */
      readonly stored: boolean;
      /** The asker's private ticket address (path), null on the shareable page or when nothing was stored. */
      readonly ticketPath: string | null;
      /** Shareable address (path); null when nothing was stored. */
      readonly sharePath: string | null;
      readonly answerId: Id | null;
      /** Pages behind the message's links whose titles were looked up, too. */
      readonly pages: readonly ReadPage[];
      /** The message is nothing but links to posts, which are never opened. */
      readonly wantsWords: boolean;
      /** What came of the picture that was asked with; absent where there was none, and on the shareable page. */
      readonly picture?: PictureAsked;
    }
  | {
      readonly page: 'ticket';
      readonly token: string;
      readonly day: Day;
      readonly message: string | null;
      readonly opinions: readonly Span[];
      readonly claims: readonly ClaimView[];
      readonly outcome: Outcome;
      readonly withdrawn: boolean;
      /** Day on which the text is erased at the latest. */
      /** Null once the words are gone. */
      readonly erasedBy: Day | null;
      /** What the team asks back; absent where nothing is asked. */
      readonly asked?: QuestionBlock;
      /** Where the answer may be sent; absent where nothing waits, or nothing can be sent. */
      readonly contact?: ContactBlock;
      /** The public short answers in use, for what was closed for a reason that has one. */
      readonly templates?: readonly TemplateText[];
    }
  | {
      readonly page: 'check';
      readonly check: Check;
      readonly card: CheckCard;
      readonly overdue: boolean;
      readonly related: readonly CheckCard[];
      /** Absent for other publishers' checks, and while the database is away. */
      readonly origin?: CheckOrigin | undefined;
      /** Background that belongs to it; absent while the database is away. */
      readonly explainers?: readonly ExplainerLine[];
      /** Requests to look again; absent while the database is away. */
      readonly appeals?: readonly PublicAppeal[];
      /** Where it stands in the public log; absent for other publishers' checks, and while the database is away. */
      readonly proof?: ShownProof;
      /** Of what stands beside it: answers to appeals and to its standing, what raters added. */
      readonly proofs?: PageProofs | undefined;
      /** What those who rate say of it, the newest first; absent for other publishers' checks, and while the database is away. */
      readonly standing?: ShownStanding;
      /** How many have rated it since the last cut, in bands, and a first look at what they said. */
      readonly uncounted?: number;
      readonly soFar?: SoFar | null;
      /** What the team answers to what stands, and what raters added that two accepted. */
      readonly answers?: readonly StandingAnswer[];
      readonly added?: readonly AcceptedProposal[];
      /** How many of those who wanted to hear of each correction were told. */
      readonly reached?: readonly Reached[];
    }
  | {
      readonly page: 'templates';
      readonly texts: readonly { readonly inUse: TemplateText; readonly earlier: readonly TemplateText[] }[];
      readonly proofs?: PageProofs | undefined;
    }
  | {
      readonly page: 'kind-reply';
      readonly card: CheckCard;
      readonly form: KindForm;
      readonly message: string;
    }
  | {
      readonly page: 'list';
      readonly query: string;
      readonly filter: CheckFilter;
      readonly cards: readonly CheckCard[];
      readonly total: number;
      readonly nextPath: string | null;
      /** Explainers that hold the words searched for. */
      readonly background?: readonly ExplainerLine[];
      readonly topics: readonly { readonly topic: string; readonly checks: number }[];
    }
  | { readonly page: 'topics'; readonly topics: readonly { readonly topic: string; readonly checks: number }[] }
  | { readonly page: 'statement'; readonly statement: StatementPage; readonly proofs?: PageProofs | undefined }
  | { readonly page: 'feedback'; readonly agrees: boolean; readonly back: string }
  | {
      readonly page: 'declined';
      readonly declined: readonly Declined[];
      readonly appeals: readonly AppealOfDeclined[];
      readonly proofs?: PageProofs | undefined;
    }
  | {
      readonly page: 'requests';
      readonly requests: readonly ToldRequest[];
      readonly since: Day | null;
      readonly proofs?: PageProofs | undefined;
    }
  | { readonly page: 'offline' }
  /** `code` is a problem code of web/problem.ts, the key of its words in the locales under `problem.*`. */
  | {
      readonly page: 'problem';
      readonly status: number;
      readonly code: string;
      readonly retryAfter: number | null;
      /** From which day on it is not refused any more; null where no day helps. */
      readonly until: Day | null;
      /** Where a form came from, where that alone is why. */
      readonly from?: 'elsewhere' | 'unsaid' | null;
      /** What was typed into the form that was not taken, to be copied. */
      readonly typed?: readonly string[];
      /** What whoever reads this lacks, where it is a right. */
      readonly right: Right | null;
    }
  | {
      readonly page: 'operator';
      readonly sources: readonly (Source & { readonly checks: number })[];
      readonly runs: readonly ImportRun[];
      readonly running: { readonly name: string; readonly read: number; readonly refused: number } | null;
      readonly notice: string | null;
      /** Askers' wordings, and answers proposed for holding back, that wait for a decision. */
      readonly wordings: number;
      /** Imports and wishes to answer that wait for a second person. */
      readonly waiting: readonly ImportRun[];
      readonly optIns: readonly OptIn[];
      /** Publishers that answer and whose names read like that of one that is asked for, by the id of the wish. */
      readonly readsLike: ReadonlyMap<Id, readonly Named[]>;
      /** Why whoever is here does not agree to a wish, by its id, though they did not ask for it. */
      readonly not: NotForYous;
      /** By id, of those of the team who are spoken of. */
      readonly names: Readonly<Record<string, string>>;
      readonly who: AtOperator;
      /** Who of the team looks, with their desk around the page; null for the printed link alone. */
      readonly desk: Present | null;
      /** Nobody but who is here could agree. */
      readonly alone: boolean;
      /** Who may agree to what whoever is here asks; null for whoever runs the machine. */
      readonly agreeing: Agreeing | null;
      readonly typed: OperatorAsked | null;
    }
  | {
      readonly page: 'operator-wordings';
      /** Cards of the checks that are spoken of; one that is gone is absent. */
      readonly cards: ReadonlyMap<Id, CheckCard>;
      readonly aliases: readonly ListedAlias[];
      readonly proposals: readonly AliasProposal[];
      readonly withheld: readonly WithheldAnswer[];
      /** Who of the team reads this; null where the printed link let them in, which proposes nothing and agrees to nothing. */
      readonly member: StaffId | null;
      /** The same, with their desk around the page. */
      readonly desk: Present | null;
      readonly names: ReadonlyMap<StaffId, string>;
      /** Who of the team may agree to a wording of whoever reads this. */
      readonly agreeing: readonly StaffId[];
      /** Why whoever reads this does not agree to a wording, by its id, though they did not propose it. */
      readonly not: NotForYous;
      /** What became of a wording that waits, where it could not be settled. */
      readonly unsettled: { readonly proposal: Id; readonly code: SettleAliasRefusal['code'] } | null;
      /** What was filled in, and why it was refused; null where nothing was. */
      readonly refused: {
        /** Null: it was only sent back to be changed. */
        readonly code: AliasRefusal['code'] | null;
        readonly check: string;
        readonly lang: string;
        readonly text: string;
      } | null;
    }
  | {
      readonly page: 'operator-run';
      readonly run: ImportRun;
      readonly refused: readonly ImportLine[];
      /** What waits to be let in, as far as a page goes. */
      readonly items: readonly HeldItem[];
      /** Pictures that wait to be let in. */
      readonly pictures: readonly HeldPicture[];
      /** Of its publishers those whose names read like one that answers by itself. */
      readonly readsLike: readonly { readonly one: Named; readonly like: Named }[];
      readonly names: Readonly<Record<string, string>>;
      /** Why whoever is here does not let it in, though they did not bring it. */
      readonly not: NotForYou | null;
      readonly who: AtOperator;
      /** Who of the team looks, with their desk around the page; null for the printed link alone. */
      readonly desk: Present | null;
    }
  | {
      readonly page: 'api';
      readonly specPath: string;
      readonly operations: readonly {
        readonly method: string;
        readonly path: string;
        readonly summary: string;
        readonly anchor: string;
        readonly detail: string;
        /** What of the team it takes; null where anybody may. */
        readonly guard: { readonly right: string; readonly by: 'anyone' | 'person' | 'proven' } | null;
      }[];
    };

export type PageName = Page['page'];

/** Who is at the operator's pages: one of the team by id, or null for whoever runs the machine. */
export type AtOperator = { readonly member: OneOrMachine; readonly proven: boolean };

/** A wish for a publisher as it was typed, for whoever comes back to it. */
export type OperatorAsked = {
  readonly source: string;
  readonly reason: string;
  readonly refused: 'opt-in-reason' | null;
};
