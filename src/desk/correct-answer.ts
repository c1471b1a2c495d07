// An answer to an appeal that is public gets another wording, by two and with a reason; what it said before stays to be read.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { parseCorrection, type SettleRefusal } from '../core/appeal.ts';
import { type Actor, may } from '../core/rights.ts';
import { type NotTheirs, notTheirs, putWordsForward } from './appeal-words.ts';
import type { WordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type CorrectAnswerRefusal =
  | SettleRefusal
  | WordsLeadAway
  | NotTheirs
  | Refusal<'forbidden' | 'not-found' | 'appeal-not-answered' | 'appeal-nothing-changed'>;

/**
 * Puts another wording of an answer forward, and gives the id that another agrees to. The outcome stays: who thinks that it was wrong
 * appeals, and two answer that.
 */
export const correctAnswer = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: {
    readonly appeal: Id;
    readonly reasons: Readonly<Record<string, string | undefined>>;
    readonly why: Readonly<Record<string, string | undefined>>;
  },
  languages: readonly string[],
  origin?: string,
): Promise<Result<Id, CorrectAnswerRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  // Of one that was joined, the words are those of the first.
  if (appeal.answer === null || appeal.together) return refuse('appeal-not-answered');
  const other = await notTheirs(world, actor, appeal, 'correction');
  if (other !== null) return other;
  const words = parseCorrection(given, appeal.answer.reasons, languages);
  if (!words.ok) return words;
  const put = await putWordsForward(world, actor, appeal, { kind: 'correction', ...words.value }, origin);
  if (!put.ok) return put;
  return put.value === null ? refuse('appeal-not-answered') : ok(put.value);
};
