// What the pages of deciding are made from: the list of what waits, one submission beside its evidence, and the forms that hand in.
import type { Day } from '../../../base/clock.ts';
import type { AliasProposal } from '../../../core/alias.ts';
import type { Check, CheckCard } from '../../../core/check.ts';
import type { PublicExplainer } from '../../../core/explainer.ts';
import type { Hand, NotForYous } from '../../../core/let-in.ts';
import type { CountedTopic } from '../../../core/topic.ts';
import type { VerdictLabels } from '../../../core/verdict-labels.ts';
import type {
  CaseEvidence,
  CaseGroup,
  ClosingAsked,
  DecisionCase,
  DeskAppeal,
  DueCheck,
  Member,
  NamedCheck,
  PublishedNote,
  RightlyAsked,
  Submission,
  SubmissionLine,
  WaitingWording,
} from '../../../desk/index.ts';
import { mostTyped } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

/** What a form hands in, by the last part of its address. */
export const decideForms = ['submit', 'correct', 'withdraw', 'decline', 'note'] as const;
export type DecideForm = (typeof decideForms)[number];

/** Why a form was not taken; what was typed stays in it. */
export type DecideRefused = {
  readonly code: string;
  readonly field: string | null;
  /** What the refusal names. */
  readonly detail?: string;
} | null;

export type DecidePage = AtDesk &
  (
    | {
        readonly page: 'desk-reviews';
        /** Of what waits, by its id, why it is not for whoever looks; absent: they may agree to it. */
        readonly not: NotForYous;
        readonly team: readonly Member[];
        readonly waiting: readonly SubmissionLine[];
        /** How the claims of cases are to be worded, waiting for a second person. */
        readonly wordings: readonly WaitingWording[];
        /** Ways of asking that wait for a second person; none for who may not agree to one. */
        readonly aliases: readonly AliasProposal[];
        /** Appeals whose answer waits for a second person; none for who may not agree to one. */
        readonly answers: readonly DeskAppeal[];
        readonly decided: readonly SubmissionLine[];
        readonly due: readonly DueCheck[];
        /** Notes that promised to say more by a day that has passed. */
        readonly dueNotes: readonly PublishedNote[];
        /** Declined claims of which an upheld appeal says that they are to be taken up again. */
        readonly declined: readonly RightlyAsked[];
        readonly today: Day;
        /** What of other publishers waits on the operator's page, for whoever may decide on it. */
        readonly elsewhere: number;
        /** Checks that are to end cases, the oldest first. */
        readonly closings: readonly ClosingAsked[];
      }
    | {
        readonly page: 'desk-review';
        readonly team: readonly Member[];
        readonly submission: Submission;
        /** Who is of one hand with its writers, and who else could decide. */
        readonly hand: Hand;
        /** Whoever handed it in may do so still; else nobody agrees to it. */
        readonly submitterMay: boolean;
        /** Of a check: what whoever gets it as an answer asked. */
        readonly questions: readonly CaseGroup[];
        /** The second factor was shown just now; without it, deciding leads to showing it first. */
        readonly proven: boolean;
        /** The check as it stands in public, where this changes or withdraws it. */
        readonly before: Check | null;
        /** The explainer as it stands in public, where this changes or withdraws it. */
        readonly beforeExplainer: PublicExplainer | null;
        /** Checks that it names, by id. */
        readonly named: ReadonlyMap<string, NamedCheck>;
        /** What verdicts are called now. */
        readonly labels: VerdictLabels;
        readonly typed: Readonly<Record<string, string>>;
        readonly refused: DecideRefused;
      }
    | {
        readonly page: 'desk-decide';
        readonly form: DecideForm;
        readonly of: DecisionCase;
        /** Topics that checks have, with how many; none where the form asks for none. */
        readonly topics: readonly CountedTopic[];
        readonly today: Day;
        /** Checks near this one, offered to stand beside it; those that do already come first. */
        readonly offered: readonly CheckCard[];
        /** What was gathered on the case and does not stand in its check; for a change of the check alone. */
        readonly gathered: readonly CaseEvidence[];
        readonly typed: Readonly<Record<string, string>>;
        readonly refused: DecideRefused;
      }
  );

export type DecidePageOf<Name extends DecidePage['page']> = Extract<DecidePage, { page: Name }>;

/** One field for each topic, because a list of suggestions helps with one word at a time; each may hold several with commas. */
export const topicFields = ['topics', 'topics2', 'topics3'] as const;

/** Fields of a check that are read and remarked on, in the order of the page. */
export const textFields = ['title', 'claim', 'short', 'known', 'how', 'reply'] as const;

/** The fields of a source that a change brings, of which the form has a few; `shows` comes per language. */
export const sourceFields = [
  ...(['kind', 'url', 'title', 'publisher', 'lang', 'stance', 'interest'] as const),
  ...(['publishedOn', 'accessedOn', 'locator', 'quotation', 'translation', 'archivedUrl'] as const),
];
/** More sources than a check has, or a case gathers. */
const mostSources = 100;
export const removeBoxes: readonly string[] = Array.from({ length: mostSources }, (_, i) => `evidence.remove.${i}`);
export const takeBoxes: readonly string[] = Array.from({ length: mostSources }, (_, i) => `evidence.take.${i}`);
/** What stands before the names of one new source. */
export const addPrefixes: readonly string[] = Array.from({ length: mostTyped }, (_, i) => `evidence.add.${i}.`);

/** What stands before the names of one of the pictures that a form offers. */
const mostPictures = 12;
export const picturePrefixes: readonly string[] = Array.from({ length: mostPictures }, (_, i) => `picture.${i}.`);

/** How many checks a form offers to stand beside one, and the names of their boxes. */
const mostOffered = 12;
export const relatedBoxes: readonly string[] = Array.from({ length: mostOffered }, (_, i) => `related.${i}`);
