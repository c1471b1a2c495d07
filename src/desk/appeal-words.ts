// What is said in public of an appeal is put forward by one and agreed to by another: what all kinds of such words share, and who
// stands in the way of whom, read alike by verbs and by pages.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type AppealWordKind, mayAgree, mayWrite } from '../core/appeal.ts';
import { type KeptApart, keptApart } from '../core/let-in.ts';
import type { Actor, Right, StaffId } from '../core/rights.ts';
import type { DeskAppeal, ProposedWords, WaitingWords } from './appeal-ports.ts';
import { type WordsLeadAway, wordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

/** The right that somebody holds who puts words of a kind forward. */
const writesBy = {
  answer: 'appeal.answer',
  correction: 'appeal.answer',
  settling: 'appeal.settle',
} as const satisfies Readonly<Record<AppealWordKind, Right>>;

/**
 * Why somebody with the right does not: they had a part in what the appeal is about, they wrote it, whoever wrote it holds the right no
 * more (`without-right`), or they are of one hand with who did.
 */
export type InTheWay = 'own-work' | 'own-answer' | 'without-right' | KeptApart;

type Team = Pick<World, 'team' | 'now'>;

/** Why an account does not put words of a kind forward; null where it may. */
export const keepsFromWriting = async (
  { team, now }: Team,
  appeal: DeskAppeal,
  kind: AppealWordKind,
  who: StaffId,
): Promise<InTheWay | null> =>
  mayWrite(appeal, who, kind) ? keptApart(await team.hand(appeal.tookPart, now()), who, writesBy[kind]) : 'own-work';

/**
 * Why an account does not agree to what was put forward; null where it may. Nobody does where whoever wrote it may not write any more:
 * somebody came in who had no part in it.
 */
export const keepsFromAgreeing = async (
  { team, now }: Team,
  appeal: DeskAppeal,
  words: WaitingWords,
  who: StaffId,
): Promise<InTheWay | null> => {
  if (words.by === who) return 'own-answer';
  if (!(await team.holds(words.by, writesBy[words.kind]))) return 'without-right';
  if (!mayWrite(appeal, words.by, words.kind) || !mayAgree(appeal, words, who)) return 'own-work';
  const apart = keptApart(await team.hand([words.by], now()), who, 'appeal.answer');
  if (apart !== null || !words.othersAgree) return apart;
  return keptApart(await team.hand(appeal.tookPart, now()), who, 'appeal.answer');
};

export type NotTheirs = Refusal<'let-in-lately' | 'appeal-own-work'>;

/** As a verb refuses it. */
export const notTheirs = async (
  world: Team,
  actor: Actor,
  appeal: DeskAppeal,
  kind: AppealWordKind,
): Promise<{ readonly ok: false; readonly error: NotTheirs } | null> => {
  const why = await keepsFromWriting(world, appeal, kind, actor.id);
  if (why === null) return null;
  return typeof why === 'string' ? refuse('appeal-own-work') : refuse('let-in-lately', { detail: why.until });
};

/** Puts them forward, where they lead nobody away; gives the id to agree to, and null where there is nothing more to say. */
export const putWordsForward = async (
  world: Pick<World, 'appeals' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  appeal: DeskAppeal,
  words: Pick<ProposedWords, 'kind' | 'reasons'> & Partial<Pick<ProposedWords, 'outcome' | 'why'>>,
  origin: string | undefined,
): Promise<Result<Id | null, WordsLeadAway>> => {
  const name = words.kind === 'settling' ? 'because' : 'reasons';
  const away =
    (await wordsLeadAway(world, appeal.about, words.reasons, { name, origin })) ??
    (words.why ? await wordsLeadAway(world, appeal.about, words.why, { name: 'why', origin }) : null);
  if (away !== null) return away;
  const id = world.newId();
  const whole = { outcome: null, why: null, ...words, id, by: actor.id, on: dayOf(world.now()) };
  return ok((await world.appeals.putForward(appeal.id, whole)) ? id : null);
};
