// "Yes, that is it", or "no": counted for the check, without the message. One answer counts once per check.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import type { World } from './world.ts';

export const giveFeedback = async (
  world: Pick<World, 'feedback' | 'now'>,
  given: { readonly answerId: Id; readonly check: Id; readonly agrees: boolean },
): Promise<Result<null, Refusal<'not-found'>>> =>
  (await world.feedback.give({ ...given, day: dayOf(world.now()) })) ? ok(null) : refuse('not-found');
