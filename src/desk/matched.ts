// What matching a message gives: for each claim in it, which checks answer, and why.
import type { Span } from '../base/span.ts';
import { type CheckCard, textIn } from '../core/check.ts';
import type { Candidate } from '../core/claim.ts';
import type { PictureDifference } from '../core/picture.ts';
import type { Outcome, TipInput } from '../core/tip.ts';
import type { Conflict, Proposal, Reason } from '../kit/search/index.ts';
import type { Link } from './clean.ts';
import type { PictureOf, PictureReading } from './picture-ports.ts';
import type { World } from './world.ts';

/** Why a check is offered and not given as the answer. */
export type Doubt =
  | Conflict
  | 'overdue'
  | 'contested'
  | 'publisher'
  | 'partial'
  | 'asked'
  | 'disputed'
  | 'page'
  | 'picture';

/** One check offered for one claim, with everything that explains why. Spans of `query` are units of the masked message. */
export type MatchedAnswer = {
  readonly card: CheckCard;
  readonly outcome: Outcome;
  readonly overdue: boolean;
  readonly sameLink: boolean;
  /** Calibrated, 0 to 1; null where the calibration does not hold, and for all but the nearest. */
  readonly probability: number | null;
  readonly score: number;
  readonly coverage: number;
  /** What the check judges, whatever it was found by. */
  readonly matched: string;
  readonly spans: { readonly query: readonly Span[]; readonly matched: readonly Span[] };
  /** Another wording of the check that the agreeing words are from; null where its claim itself agreed, or nothing shown did. */
  readonly wording: OtherWording | null;
  readonly words: readonly string[];
  /** What spoke for it, the weightiest first; none where the link or a page's title decided. */
  readonly reasons: readonly Reason[];
  readonly doubt: Doubt | null;
  /** Fingerprint of the askers' wording that led here, which is not shown; null where the check's own texts did. */
  readonly through: string | null;
  /** The known picture that the asked one shows; absent where words or a link alone led here. */
  readonly picture?: PictureShown;
};

/** A picture of the check, and what is different about the asked one beside it. */
export type PictureShown = { readonly of: PictureOf; readonly differs: readonly PictureDifference[] };

/** A place in a picture, in shares of its sides from 0 to 1, as it lies upright. */
export type PicturePlace = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** What came of the picture that somebody asked with. Shown in this one reply and kept nowhere. */
export type PictureAsked = {
  readonly reading: PictureReading;
  readonly text: string | null;
  readonly isBlank: boolean;
  /** How many checks it leads to. */
  readonly likenesses: number;
  /** Where in it the words stand that agree with what is offered. */
  readonly agreeing: readonly PicturePlace[];
  /** By what it shows alone it is the picture of a check, which answers; not only like one. */
  readonly isRecognised: boolean;
  /** A copy of it waits with the question. */
  readonly isKept: boolean;
  /** Of a video: how many of its pictures were compared. */
  readonly frames?: number;
};

/** A wording for everybody to read, and where in it the agreeing words stand. It is never told as what the check judges. */
export type OtherWording = { readonly text: string; readonly lang: string | null; readonly spans: readonly Span[] };

export type MatchedClaim = {
  readonly span: Span;
  readonly text: string;
  /** Keyed hashes of what was masked in it: two numbers are two claims. */
  readonly hidden: readonly string[];
  readonly fingerprint: string;
  readonly outcome: Outcome;
  readonly answers: readonly MatchedAnswer[];
  /** Of a picture without words: parts of its hash by which the same picture is found, not keyed yet. */
  readonly looks?: readonly string[];
};

export type Matched = {
  readonly input: TipInput;
  /** The message as it may be kept: personal patterns masked, permalinks replaced, tracking removed. */
  readonly text: string;
  readonly links: readonly Link[];
  readonly opinions: readonly Span[];
  readonly claims: readonly MatchedClaim[];
  readonly outcome: Outcome;
  /** Pages whose titles were looked up, too. Shown to the asker in this one reply and kept nowhere. */
  readonly pages: readonly ReadPage[];
  /** Absent where there was none. */
  readonly picture?: PictureAsked;
};

/** `link` as it stands in the masked message; `title` masked like the message itself. */
export type ReadPage = { readonly link: string; readonly title: string };

/** What core/claim judges a proposal by. */
export const comparedIn = ({ features, probability, spans }: Proposal): Omit<Candidate, 'sameLink' | 'mayAnswer'> => ({
  probability,
  coverage: features.coverage,
  textCoverage: features.textCoverage,
  contentWords: features.contentWords,
  agreeing: spans.query.length,
  inConflict: features.conflicts.length > 0,
});

/** What an answer tells of a proposal: the check's own claim, always, and beside it another wording where that one agreed. */
export const toldOf = (
  card: CheckCard,
  { text, spans }: Pick<Proposal, 'text' | 'spans'>,
): { readonly matched: string; readonly spans: readonly Span[]; readonly wording: OtherWording | null } => {
  const { claim } = textIn(card.texts, text.lang ?? '').text;
  const isOther = text.kind === 'alias' && text.text !== claim;
  return {
    matched: claim,
    spans: text.text === claim ? spans.text : [],
    wording: isOther ? { text: text.text, lang: text.lang ?? null, spans: spans.text } : null,
  };
};

/**
 * The probability from which a check answers by itself. It was calibrated on collections of ten thousand checks; among few,
 * being the nearest says little, and only (nearly) the same words answer.
 */
export const answersFrom = ({ index, knownFrom }: Pick<World, 'index' | 'knownFrom'>): number =>
  index.size < fewChecks ? Number.POSITIVE_INFINITY : knownFrom;

const fewChecks = 1000;

/** Whether a message is nothing but links to posts of people, which are never opened: only their words could be looked up. */
export const wantsWords = ({ text, links }: Pick<Matched, 'text' | 'links'>): boolean => {
  const rest = links.reduceRight((left, { span }) => left.slice(0, span.start) + left.slice(span.end), text);
  return links.length > 0 && links.every((l) => l.kind === 'permalink') && !/[\p{L}\p{N}]{2}/u.test(rest);
};

/** The asker has seen the answer and says it is another question: nothing is known any more, everything is only offered. */
export const doubted = (matched: Matched): Matched => ({
  ...matched,
  outcome: matched.outcome === 'known' ? 'perhaps' : matched.outcome,
  claims: matched.claims.map((claim) => ({
    ...claim,
    outcome: claim.outcome === 'known' ? 'perhaps' : claim.outcome,
    answers: claim.answers.map((a) => (a.outcome === 'known' ? { ...a, outcome: 'perhaps', doubt: 'partial' } : a)),
  })),
});
