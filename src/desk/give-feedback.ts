// "Yes, that is it", or "no": counted for the check, without the message. One answer counts once per check, while it is young.
import { addDays, dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { aliasLimits } from '../core/alias.ts';
import type { World } from './world.ts';

export const giveFeedback = async (
  world: Pick<World, 'feedback' | 'now'>,
  given: { readonly answerId: Id; readonly check: Id; readonly agrees: boolean },
): Promise<Result<null, Refusal<'not-found' | 'gone'>>> => {
  const day = dayOf(world.now());
  const said = await world.feedback.give({ ...given, day, oldest: addDays(day, -aliasLimits.feedbackDays) });
  if (said === 'given') return ok(null);
  return refuse(said === 'late' ? 'gone' : 'not-found');
};
