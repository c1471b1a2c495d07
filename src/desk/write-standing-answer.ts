// An editor answers what raters say of a check. It changes nothing of the standing; it is public once somebody else has agreed.
import type { Id } from '../base/ids.ts';
import { uiLangs } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { lines } from './case-text.ts';
import { clean } from './clean.ts';
import type { World } from './world.ts';

export const longestAnswer = 1000;

export type WriteStandingAnswerRefusal = Refusal<
  'forbidden' | 'answer-check' | 'answer-nothing-stands' | 'answer-says' | 'answer-not-plain'
>;

/** `check`: the slug. In every language of the interface. Gives the id under which it waits. */
export const writeStandingAnswer = async (
  world: Pick<World, 'standingAnswers' | 'reads' | 'keyed' | 'newId' | 'now'>,
  actor: Actor,
  given: { readonly check: string; readonly says: Readonly<Record<string, string>> },
): Promise<Result<Id, WriteStandingAnswerRefusal>> => {
  if (!may(actor.role, 'standings.answer')) return refuse('forbidden');
  const texts = uiLangs.map((lang) => [lang, lines(given.says[lang], longestAnswer)] as const);
  const missing = texts.find(([, text]) => text === null || text === undefined);
  if (missing !== undefined) return refuse('answer-says', { field: `says.${missing[0]}` });
  const says = Object.fromEntries(texts.map(([lang, text]) => [lang, text as string]));
  // A number, a handle or an address leads to somebody.
  const leading = Object.entries(says).find(([, text]) => clean(world.keyed, text).text !== text);
  if (leading !== undefined) return refuse('answer-not-plain', { field: `says.${leading[0]}` });
  const check = await world.reads.check(given.check);
  if (check === undefined || check.source !== null) return refuse('answer-check', { field: 'check' });
  const id = world.newId();
  const kept = await world.standingAnswers.write({ id, check: check.id, says, by: actor.id, at: world.now() });
  return kept ? ok(id) : refuse('answer-nothing-stands', { field: 'check' });
};
