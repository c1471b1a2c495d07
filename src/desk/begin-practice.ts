// Somebody of the team begins a practice: a check of their choice, or the easiest they have not tried.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { easiestFirst } from '../core/practice.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type BeginRefusal = Refusal<'forbidden' | 'not-found' | 'practice-none-left'>;

/** Gives the id of the attempt; beginning a check that one is in the middle of goes on with that. */
export const beginPractice = async (
  world: Pick<World, 'practice' | 'now' | 'newId'>,
  { actor, lang, check }: { readonly actor: Actor; readonly lang: UiLang; readonly check: Id | null },
): Promise<Result<Id, BeginRefusal>> => {
  if (!may(actor.role, 'desk.see')) return refuse('forbidden');
  const [candidates, mine] = await Promise.all([world.practice.candidates(), world.practice.ofMine(actor.id)]);
  const tried = new Set(check === null ? mine.map((attempt) => attempt.check) : []);
  const offered = easiestFirst(candidates, tried, lang);
  const chosen = check === null ? offered[0] : offered.find((candidate) => candidate.check === check);
  if (chosen === undefined) return refuse(check === null ? 'practice-none-left' : 'not-found');
  return ok(
    await world.practice.begin(actor.id, {
      id: world.newId(),
      check: chosen.check,
      lang,
      begunOn: dayOf(world.now()),
    }),
  );
};
