// How a claim may be worded: one positive sentence that stands by itself, so that everybody checks and reads the same thing.
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { Claimant } from './check.ts';
import { isOpinion } from './opinion.ts';
import type { StaffId } from './rights.ts';
import { isUndated } from './says-when.ts';

export const longestWording = 300;

/** A sentence for each language it was written in; `saidBy` only for a public figure or body, with role and place said. */
export type Wording = {
  readonly wording: Readonly<Record<string, string>>;
  readonly saidBy: Readonly<Record<string, Claimant>> | null;
};

export type ProposedWording = Wording & {
  readonly id: string;
  readonly proposedBy: StaffId;
  readonly approvedBy: StaffId | null;
  readonly declinedBy: StaffId | null;
};

export type WordingRefusal = Refusal<
  | 'wording-empty'
  | 'wording-too-long'
  | 'wording-question'
  | 'wording-many-sentences'
  | 'wording-denies'
  | 'wording-leans'
  | 'wording-opinion'
  | 'wording-undated'
  | 'wording-said-by-incomplete'
>;

/** The rules for a wording; `field` is the language of the sentence that breaks one. Texts come back trimmed and on one line. */
export const parseWording = (given: Wording): Result<Wording, WordingRefusal> => {
  const wording = Object.fromEntries(
    Object.entries(given.wording)
      .map(([lang, text]) => [lang, oneLine(text)] as const)
      .filter(([, text]) => text !== ''),
  );
  if (Object.keys(wording).length === 0) return refuse('wording-empty');
  for (const [lang, text] of Object.entries(wording)) {
    const code = faultOf(text);
    if (code) return refuse(code, { field: lang });
  }
  const saidBy = given.saidBy === null ? null : saidIn(given.saidBy, Object.keys(wording));
  if (saidBy === undefined) return refuse('wording-said-by-incomplete', { field: 'saidBy' });
  return ok({ wording, saidBy });
};

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const faultOf = (text: string): WordingRefusal['code'] | undefined => {
  if (text.length > longestWording) return 'wording-too-long';
  if (/[?？]/.test(text)) return 'wording-question';
  // A full stop, then a capital: another sentence. `TP. HCM`, `ThS. An` and the like have a short capital word before the stop.
  if (/[.!…;]["”»)]?\s+["“«(]?\p{Lu}/u.test(text.replace(/(?<!\p{L})\p{Lu}\p{L}{0,2}\.\s+(?=\p{Lu})/gu, '')))
    return 'wording-many-sentences';
  if (denies.test(text)) return 'wording-denies';
  if (leans.test(text)) return 'wording-leans';
  if (isOpinion(text)) return 'wording-opinion';
  if (isUndated(text)) return 'wording-undated';
  return undefined;
};

// "It is not true that …": a verdict on "not" is read the wrong way round. A denial inside the claim itself is the claim's.
const denies =
  /^(không (phải|có chuyện|đúng)|chuyện .{1,80} là không|it is (not true|false|untrue)|it isn.t true|there is no truth)(?!\p{L})/iu;

// What can only be understood beside something else: the message, the picture, an earlier sentence.
const leans =
  /^(điều (này|đó|ấy)|việc (này|đó|ấy)|chuyện (này|đó|ấy)|họ|nó|ông ấy|bà ấy|anh ấy|cô ấy|this|that|these|those|it|he|she|they)(?!\p{L})/iu;

/** Name, role and place for each language of the sentence; undefined when one of them is missing. */
const saidIn = (
  given: Readonly<Record<string, Claimant>>,
  langs: readonly string[],
): Readonly<Record<string, Claimant>> | null | undefined => {
  const cleaned = Object.entries(given).map(
    ([lang, { name, role, place }]) =>
      [lang, { name: oneLine(name), role: oneLine(role), place: oneLine(place) }] as const,
  );
  const said = cleaned.filter(([, { name, role, place }]) => name + role + place !== '');
  if (said.length === 0) return null;
  const whole = said.every(([, one]) =>
    Object.values(one).every((text) => text !== '' && text.length <= longestWording),
  );
  return whole && langs.every((lang) => said.some(([of]) => of === lang)) ? Object.fromEntries(said) : undefined;
};

/**
 * Of all proposals, oldest first: the one that stands, and those that wait for somebody's yes after it, which stand beside each
 * other. Only whoever proposed one takes its place with another, so that nobody's sentence goes because a colleague wrote too.
 */
export const standingOf = <Proposal extends ProposedWording>(
  proposals: readonly Proposal[],
): { readonly approved: Proposal | null; readonly pending: readonly Proposal[] } => {
  const last = proposals.findLastIndex(({ approvedBy }) => approvedBy !== null);
  const after = proposals.slice(last + 1).filter(({ declinedBy }) => declinedBy === null);
  const newest = new Map(after.map((one) => [one.proposedBy, one]));
  return { approved: proposals[last] ?? null, pending: after.filter((one) => newest.get(one.proposedBy) === one) };
};

/** What became of a proposal that neither stands nor waits; of the rest null. `passed`: another took its place. */
export const endOf = <Proposal extends ProposedWording>(
  one: Proposal,
  proposals: readonly Proposal[],
): 'agreed' | 'declined' | 'taken-back' | 'passed' | null => {
  const { approved, pending } = standingOf(proposals);
  if (one === approved || pending.includes(one)) return null;
  if (one.approvedBy !== null) return 'agreed';
  if (one.declinedBy === null) return 'passed';
  return one.declinedBy === one.proposedBy ? 'taken-back' : 'declined';
};
