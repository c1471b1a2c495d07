// Somebody of the team begins a practice: a check or a declined claim of their choice, or the easiest they have not tried.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { easiestFirst, subjectOf } from '../core/practice.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type BeginRefusal = Refusal<'forbidden' | 'not-found' | 'practice-none-left'>;

/** Gives the id of the attempt; beginning what one is in the middle of goes on with that. */
export const beginPractice = async (
  world: Pick<World, 'practice' | 'now' | 'newId'>,
  { actor, lang, of }: { readonly actor: Actor; readonly lang: UiLang; readonly of: Id | null },
): Promise<Result<Id, BeginRefusal>> => {
  if (!may(actor.role, 'desk.see')) return refuse('forbidden');
  const [candidates, mine] = await Promise.all([world.practice.candidates(), world.practice.ofMine(actor.id)]);
  const tried = new Set(of === null ? mine.map(subjectOf) : []);
  const offered = easiestFirst(candidates, tried, lang);
  const chosen = of === null ? offered[0] : offered.find(({ subject }) => subject === of);
  if (chosen === undefined) return refuse(of === null ? 'practice-none-left' : 'not-found');
  return ok(
    await world.practice.begin(actor.id, {
      id: world.newId(),
      subject: chosen.subject,
      lang,
      begunOn: dayOf(world.now()),
    }),
  );
};
