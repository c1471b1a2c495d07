// Another wording under which a check is found: the words askers share who said "yes, that is it", or one an operator added.
import type { Facts, SaidDate } from '../base/analyzer.ts';
import { addDays, type Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { StaffId } from './rights.ts';
import type { Outcome } from './tip.ts';

/**
 * `asked`: words several askers shared, never shown in public. `alias`: a wording written for everybody to read, by one of
 * the team, and agreed to by another.
 */
export type AliasKind = 'asked' | 'alias';

/**
 * `learned`: found, and only ever offered. `confirmed`: a person who decides said that it is this check. `refused`: that
 * person said it is not; `dropped`: askers said so. Neither of the two is found by, nor learned again from the same words.
 */
export type AliasState = 'learned' | 'confirmed' | 'refused' | 'dropped';

export type Alias = {
  readonly id: Id;
  readonly check: Id;
  readonly kind: AliasKind;
  readonly lang: string;
  readonly text: string;
  /** Fingerprint of the text: one wording is one alias of a check. */
  readonly key: string;
  readonly state: AliasState;
  readonly yes: number;
  readonly no: number;
};

/** An alias as the team sees it. */
export type ListedAlias = Alias & {
  /** Of an `alias`, who wrote it and who agreed; of what askers share, who confirmed it. Null where it is from before there were two. */
  readonly agreed: AliasAgreed | null;
  /** Of an `alias`: the day on which it was taken away; it finds nothing since, and can be brought back. */
  readonly removedOn: Day | null;
  /** Of what askers share: who said that it is this check, while another one has to say so, too. */
  readonly putForward: { readonly by: StaffId; readonly on: Day } | null;
};

export type AliasAgreed = { readonly addedBy: StaffId; readonly confirmedBy: StaffId; readonly on: Day };

/** A wording that one of the team wrote. Until a second person agrees it finds nothing, and no reader sees it. */
export type AliasProposal = Pick<Alias, 'id' | 'check' | 'lang' | 'text' | 'key'> & {
  readonly proposedBy: StaffId;
  readonly proposedOn: Day;
  readonly declined: { readonly by: StaffId; readonly on: Day } | null;
};

export const aliasLimits = {
  /** Fewer askers than this share no words worth keeping. */
  askers: 3,
  days: 2,
  /** What a "yes" must be ahead by, each "no" weighing double. */
  lead: 3,
  /** Askers' wordings of one check in one language that are found by, and all that are kept of one check. */
  perLanguage: 3,
  kept: 12,
  added: 20,
  words: 16,
  characters: 300,
  /** Voices of one day, yes and no each, that count for one check. */
  voicesPerDay: 20,
  /** How long an answer may be judged by who got it, and how long that counts. */
  feedbackDays: 7,
  countedDays: 90,
} as const;

/** Whether an answer of a day may still be judged: who asked remembers it, and no old answers are kept in store for a vote. */
export const mayBeJudged = (answered: Day, today: Day): boolean =>
  answered >= addDays(today, -aliasLimits.feedbackDays);

const noWeighs = 2;
const checkerWeighs = 10;

/**
 * What one group of messages passed on, equal or nearly so, says of one check. However often it was sent it has one voice:
 * a `no` unless more said yes. `day` is the first on which it was said.
 */
export type Voice = {
  readonly group: string;
  readonly day: Day;
  readonly agrees: boolean;
  /** Key of the askers' wording that led to the check; null where its own texts did. */
  readonly through: string | null;
  /** The words of the claim while they are kept; null where it was known at once, and once they are erased. */
  readonly text: string | null;
};

export type Tally = { readonly yes: number; readonly no: number };

/** Whether enough askers, on enough days and clearly enough, said yes for their words to be learned. */
export const isLearnable = (voices: readonly Pick<Voice, 'agrees' | 'day'>[]): boolean => {
  const yes = voices.filter((v) => v.agrees);
  return (
    yes.length >= aliasLimits.askers &&
    new Set(yes.map((v) => v.day)).size >= aliasLimits.days &&
    leadOf({ yes: yes.length, no: voices.length - yes.length }) >= aliasLimits.lead
  );
};

/** What becomes of an asked alias as voices come in: a learned one is dropped when the noes have caught up. */
export const stateAfter = (state: AliasState, tally: Tally): AliasState =>
  state === 'learned' && leadOf(tally) <= 0 ? 'dropped' : state;

/** Whether a confirmed alias still answers by itself. A checker's word weighs much, and many noes more. */
export const isTrusted = ({ state, yes, no }: Pick<Alias, 'state'> & Tally): boolean =>
  state === 'confirmed' && leadOf({ yes, no }) + checkerWeighs > 0;

/** Yes less no, a no counting double: a wrong answer harms more than a missing one. */
const leadOf = ({ yes, no }: Tally): number => yes - noWeighs * no;

/** Noes to the automatic answer to one claim: tips of the last thirty days, and on how many days they said so. */
export type Dispute = Tally & { readonly noDays: number };

export const disputeRule = { no: 5, days: 3, countedDays: 30 } as const;

/**
 * Whether the operator is asked to hold back the automatic answer to one claim. Here every tip counts, because all that
 * say it sent the same words: one person alone can send them all, so this proposes and never changes an answer.
 */
export const isDisputed = ({ yes, no, noDays }: Dispute): boolean =>
  no >= disputeRule.no && noDays >= disputeRule.days && noWeighs * no > yes;

/** What stands between a check and an automatic answer, beside the match itself. */
export type Restraint = {
  /** Found by words of askers, which nobody may read and check. */
  readonly asked: boolean;
  readonly trusted: boolean;
  /** The question names a number, date or place, or a denial, that the check's own claims do not. */
  readonly saysMore: boolean;
  readonly disputed: boolean;
};

/** The outcome with restraint: askers' words alone offer a check, and answer only when confirmed. */
export const restrained = (outcome: Outcome, { asked, trusted, saysMore, disputed }: Restraint): Outcome =>
  outcome === 'known' && (disputed || (asked && (!trusted || saysMore))) ? 'perhaps' : outcome;

/**
 * Whether a text names an amount, a date, a place or a denial that none of a check's claims does. Askers' words are kept
 * without numbers, so they contradict nothing: the claims are asked instead.
 */
export const saysMore = (text: Facts, claims: readonly Facts[]): boolean =>
  !claims.some((claim) => claim.negated === text.negated) ||
  text.amounts.some(({ value }) => !claims.some((claim) => claim.amounts.some((a) => a.value === value))) ||
  text.dates.some((date) => !claims.some((claim) => claim.dates.some((d) => isSameDate(d, date)))) ||
  text.places.some((place) => !claims.some((claim) => claim.places.some((p) => isWithin(p, place))));

const isSameDate = (a: SaidDate, b: SaidDate): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

/** `vn/ha-noi` lies within `vn`: who names the wider place says nothing more. */
const isWithin = (narrow: string, wide: string): boolean => narrow === wide || narrow.startsWith(`${wide}/`);
