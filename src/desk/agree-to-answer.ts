// What one put forward about an appeal (an answer, another wording of it, or why nothing changes) is public once another agrees.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { keepsFromAgreeing } from './appeal-words.ts';
import { type WordsLeadAway, wordsLeadAway } from './words-lead-away.ts';
import type { World } from './world.ts';

export type AgreeToAnswerRefusal =
  | WordsLeadAway
  | Refusal<
      | 'forbidden'
      | 'not-found'
      | 'let-in-lately'
      | 'first-without-right'
      | 'appeal-own-work'
      | 'appeal-own-answer'
      | 'appeal-answer-replaced'
      | 'appeal-answered'
    >;

/**
 * Makes it public as it was read: another one meanwhile is another id. Who wrote it does not agree, nor who is of one hand with them;
 * nor who had a part in what the appeal is about, or is of one hand with those, while somebody else may.
 */
export const agreeToAnswer = async (
  world: Pick<World, 'appeals' | 'team' | 'reads' | 'keyed' | 'now'>,
  actor: Actor,
  given: { readonly appeal: Id; readonly proposed: Id },
  origin?: string,
): Promise<Result<null, AgreeToAnswerRefusal>> => {
  if (!may(actor.role, 'appeal.answer')) return refuse('forbidden');
  const appeal = await world.appeals.appeal(given.appeal);
  if (appeal === undefined) return refuse('not-found');
  const words = appeal.proposed.find(({ id }) => id === given.proposed);
  if (words === undefined)
    return refuse(
      appeal.answer !== null && appeal.proposed.length === 0 ? 'appeal-answered' : 'appeal-answer-replaced',
    );
  const why = await keepsFromAgreeing(world, appeal, words, actor.id);
  if (why === 'own-answer') return refuse('appeal-own-answer');
  if (why === 'own-work') return refuse('appeal-own-work');
  if (why === 'without-right') return refuse('first-without-right');
  if (why !== null) return refuse('let-in-lately', { detail: why.until });
  // The evidence may be another one by now.
  const away =
    (await wordsLeadAway(world, appeal.about, words.reasons, { name: 'reasons', origin })) ??
    (words.why === null ? null : await wordsLeadAway(world, appeal.about, words.why, { name: 'why', origin }));
  if (away !== null) return away;
  const done = await world.appeals.agree(given.appeal, given.proposed, actor.id, world.now());
  return done ? ok(null) : refuse('appeal-answer-replaced');
};
