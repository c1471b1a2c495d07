// An appeal: anybody's public request to reconsider what we decided, answered in public by two of whom who writes had no part in it.
import { addDays, type Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { visibleText } from '../base/visible-text.ts';
import type { StaffId } from './rights.ts';

export const appealReasons = [
  'wrong-fact',
  'wrong-verdict',
  'missing-evidence',
  'missing-context',
  'concerns-us',
  'wrongly-declined',
  'other',
] as const;
export type AppealReason = (typeof appealReasons)[number];

export const appealOutcomes = ['upheld', 'partly', 'not-upheld'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

export const appealLimits = {
  text: 2_000,
  links: 5,
  answer: 2_000,
  /** Appeals that one decision takes in on one day; the next is told to come back, never dropped. */
  perDay: 20,
} as const;

/** Days within which an appeal is answered, unless the operator sets others. */
export const appealDays = 14;

/** What can be appealed: a check of our own, a case that was declined, background to checks, what is known so far of a case. */
export const appealKinds = ['check', 'case', 'explainer', 'note'] as const;
export type AppealKind = (typeof appealKinds)[number];

/** What an appeal is about; `id` of a note is that of its case. */
export type AppealTarget = { readonly kind: AppealKind; readonly id: Id };

/** The reasons that are offered: one that fits only another kind of decision is not. */
export const reasonsAgainst = (kind: AppealKind): readonly AppealReason[] =>
  appealReasons.filter((reason) => {
    if (kind === 'case') return reason === 'wrongly-declined' || reason === 'concerns-us' || reason === 'other';
    return reason !== 'wrongly-declined' && (kind === 'check' || reason !== 'wrong-verdict');
  });

/** What anybody may see of an appeal: before the answer that it is there, afterwards what it said and what came of it. */
export type PublicAppeal = {
  readonly id: Id;
  readonly openedOn: Day;
  readonly dueOn: Day;
  readonly reason: AppealReason;
  /** Whether it holds the automatic answer of its check while it waits; of anything else, it says nothing. */
  readonly holds: boolean;
  /** The day on which that ends by itself, unless somebody of the team finds a ground before; null once they looked, or where it holds nothing. */
  readonly holdsUntil: Day | null;
  /** How many asked the same after it, and are answered with it. */
  readonly joined: number;
  /** Whoever of the team may answer had a part in it: while that is so, nobody can, and the public is told. */
  readonly needsSomebody: boolean;
  /** The team has nobody who had no part in it: two who had answer it together, or did. */
  readonly byTwo: boolean;
  /** Of an answer: the two who gave it, or one of them and one of those who had a part in it, had let each other in lately. */
  readonly letIn: boolean;
  /** Of an answer: how many of the two who gave it had a part in it. */
  readonly hadPart: number;
  readonly answer: PublicAnswer | null;
  /** Null unless a check was appealed against, and rightly. */
  readonly consequence: AppealConsequence | null;
};

/** `earlier`: what it said before, the first wording first; `reasons` is what it says now, `on` the day of the first. */
export type PublicAnswer = AppealAnswer & {
  readonly on: Day;
  readonly text: string;
  readonly links: readonly string[];
  readonly earlier: readonly EarlierWords[];
};

/** A wording of an answer that was public until a day, and why another took its place. */
export type EarlierWords = {
  readonly reasons: AppealAnswer['reasons'];
  readonly until: Day;
  readonly why: Readonly<Record<string, string>>;
  /** As of the answer itself, of the two who changed it. */
  readonly letIn: boolean;
  readonly hadPart: number;
};

/** What came of an appeal that was upheld, or partly: a change of the check, a reason in public why there is none, or nothing yet. */
export type AppealConsequence =
  | { readonly state: 'waits' }
  | { readonly state: 'changed' }
  | {
      readonly state: 'settled';
      readonly on: Day;
      readonly because: Readonly<Record<string, string>>;
      /** As of an answer, of the two who said so. */
      readonly letIn: boolean;
      readonly hadPart: number;
    };

/** Who answers an appeal with another's yes: somebody who had no part in it; one who had, where the team has nobody else; or nobody yet. */
export type Answering = 'one' | 'two' | 'nobody';

export type AppealAnswer = {
  readonly outcome: AppealOutcome;
  /** Public reasons, per language. */
  readonly reasons: Readonly<Record<string, string>>;
};

export type AppealInput = {
  readonly reason: AppealReason;
  readonly text: string;
  readonly links: readonly string[];
};

export type AppealRefusal = Refusal<
  'appeal-reason-unknown' | 'appeal-empty' | 'appeal-too-long' | 'appeal-link-not-http' | 'appeal-too-many-links'
>;

const isReason = (text: string): text is AppealReason => (appealReasons as readonly string[]).includes(text);
const isOutcome = (text: string): text is AppealOutcome => (appealOutcomes as readonly string[]).includes(text);

const plain = (text: string): string => visibleText(text.toWellFormed()).normalize('NFC').trim();

/** Makes an appeal out of what a form brought: a reason of the list, words, and one address per line. */
export const parseAppeal = (raw: {
  readonly reason?: string | undefined;
  readonly text?: string | undefined;
  readonly links?: string | undefined;
}): Result<AppealInput, AppealRefusal> => {
  const reason = raw.reason ?? '';
  if (!isReason(reason)) return refuse('appeal-reason-unknown', { field: 'reason' });
  const text = plain(raw.text ?? '');
  if (!/[\p{L}\p{N}]/u.test(text)) return refuse('appeal-empty', { field: 'text' });
  if (text.length > appealLimits.text)
    return refuse('appeal-too-long', { field: 'text', detail: String(appealLimits.text) });
  const links = plain(raw.links ?? '')
    .split(/\s+/)
    .filter((link) => link !== '');
  if (links.length > appealLimits.links)
    return refuse('appeal-too-many-links', { field: 'links', detail: String(appealLimits.links) });
  if (links.some((link) => link.length > 2_048 || !/^https?:\/\/[^\s/]+\.[^\s/]+/i.test(link) || !URL.canParse(link)))
    return refuse('appeal-link-not-http', { field: 'links' });
  return ok({ reason, text, links });
};

export type AnswerRefusal = Refusal<'appeal-outcome-unknown' | 'appeal-reasons-missing' | 'appeal-reasons-too-long'>;

/** An answer to an appeal: an outcome, and public reasons in every language of the instance. */
export const parseAppealAnswer = (
  raw: { readonly outcome?: string | undefined; readonly reasons: Readonly<Record<string, string | undefined>> },
  languages: readonly string[],
): Result<AppealAnswer, AnswerRefusal> => {
  const outcome = raw.outcome ?? '';
  if (!isOutcome(outcome)) return refuse('appeal-outcome-unknown', { field: 'outcome' });
  const reasons = publicReasons(raw.reasons, languages, 'reasons');
  return reasons.ok ? ok({ outcome, reasons: reasons.value }) : reasons;
};

/** Words in every language of the instance, each with something in it and none too long. */
const publicReasons = (
  typed: Readonly<Record<string, string | undefined>>,
  languages: readonly string[],
  name: 'reasons' | 'because' | 'why',
): Result<Readonly<Record<string, string>>, SettleRefusal> => {
  const reasons = Object.fromEntries(languages.map((lang) => [lang, plain(typed[lang] ?? '')]));
  const missing = languages.find((lang) => !/[\p{L}\p{N}]/u.test(reasons[lang] ?? ''));
  if (missing !== undefined) return refuse('appeal-reasons-missing', { field: `${name}-${missing}` });
  const long = languages.find((lang) => (reasons[lang] ?? '').length > appealLimits.answer);
  if (long !== undefined)
    return refuse('appeal-reasons-too-long', { field: `${name}-${long}`, detail: String(appealLimits.answer) });
  return ok(reasons);
};

export type SettleRefusal = Refusal<'appeal-reasons-missing' | 'appeal-reasons-too-long'>;

/** Why nothing changes though an appeal was upheld, in every language of the instance. */
export const parseSettling = (
  because: Readonly<Record<string, string | undefined>>,
  languages: readonly string[],
): Result<Readonly<Record<string, string>>, SettleRefusal> => publicReasons(because, languages, 'because');

/** The day by which an appeal is answered. */
export const appealDue = (opened: Day, days: number): Day => addDays(opened, days);

/** Past its day without an answer. */
export const isLate = (appeal: Pick<PublicAppeal, 'dueOn' | 'answer'>, today: Day): boolean =>
  appeal.answer === null && appeal.dueOn < today;

/** What is said of an appeal by two: the answer, a later wording of it, or why nothing changes though it was upheld. */
export const appealWordKinds = ['answer', 'correction', 'settling'] as const;
export type AppealWordKind = (typeof appealWordKinds)[number];

/** Another wording of an answer that is public, with the reason for it, in every language of the instance. */
export const parseCorrection = (
  raw: {
    readonly reasons: Readonly<Record<string, string | undefined>>;
    readonly why: Readonly<Record<string, string | undefined>>;
  },
  before: AppealAnswer['reasons'],
  languages: readonly string[],
): Result<
  { readonly reasons: AppealAnswer['reasons']; readonly why: AppealAnswer['reasons'] },
  SettleRefusal | Refusal<'appeal-nothing-changed'>
> => {
  const reasons = publicReasons(raw.reasons, languages, 'reasons');
  if (!reasons.ok) return reasons;
  const why = publicReasons(raw.why, languages, 'why');
  if (!why.ok) return why;
  if (languages.every((lang) => reasons.value[lang] === before[lang]))
    return refuse('appeal-nothing-changed', { field: `reasons-${languages[0]}` });
  return ok({ reasons: reasons.value, why: why.value });
};

type WrittenBy = {
  readonly tookPart: readonly StaffId[];
  readonly partWrites: { readonly [kind in AppealWordKind]: boolean };
};

/** Whoever wrote or reviewed what an appeal is about says nothing of it, unless the team has nobody else who could (`partWrites`). */
export const mayWrite = ({ tookPart, partWrites }: WrittenBy, who: StaffId, kind: AppealWordKind): boolean =>
  !tookPart.includes(who) || partWrites[kind];

/**
 * Whether somebody may agree to what another put forward, as far as their part in it goes: whoever wrote or reviewed what the appeal
 * is about does only where nobody else can (`othersAgree` is false).
 */
export const mayAgree = (
  { tookPart }: Pick<WrittenBy, 'tookPart'>,
  { othersAgree }: { readonly othersAgree: boolean },
  who: StaffId,
): boolean => !tookPart.includes(who) || !othersAgree;
