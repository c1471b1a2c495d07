// Somebody asks that another publisher's checks answer the public by themselves; somebody else has to agree.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

export type AskOptInRefusal = Refusal<
  'forbidden' | 'not-found' | 'opt-in-reason' | 'opt-in-waiting' | 'source-answers'
>;

const longestReason = 1000;

/**
 * `waiting`: nothing answers before somebody else has agreed. `answers`: whoever runs the machine asked (`actor` null) while
 * nobody of the team could agree, and it lies in their hands alone. The reason is public.
 */
export const askOptIn = async (
  world: Pick<World, 'checks' | 'optIns' | 'newId' | 'now'>,
  actor: Actor | null,
  { source, reason: given }: { readonly source: Id; readonly reason: string },
): Promise<Result<'waiting' | 'answers', AskOptInRefusal>> => {
  if (actor !== null && !may(actor.role, 'sources.manage')) return refuse('forbidden');
  const at = world.now();
  if (actor === null && !(await world.optIns.teamAgrees()))
    return (await world.checks.opt(source, true, at)) ? ok('answers') : refuse('not-found');
  const reason = given.trim();
  if (reason === '' || reason.length > longestReason) return refuse('opt-in-reason', { field: 'reason' });
  const asked = await world.optIns.ask({ id: world.newId(), source, reason, by: actor?.id ?? null, at });
  return asked === 'asked' ? ok('waiting') : refuse(asked);
};
