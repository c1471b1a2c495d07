// Another publisher's checks answer no more by themselves: one person's act, at once, for it only makes answers more careful.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** `actor` null: whoever runs the machine. */
export const optSourceOut = async (
  world: Pick<World, 'optIns' | 'now'>,
  actor: Actor | null,
  source: Id,
): Promise<Result<null, Refusal<'forbidden' | 'not-found'>>> => {
  if (actor !== null && !may(actor.role, 'sources.manage')) return refuse('forbidden');
  const ended = await world.optIns.end(source, { by: actor?.id ?? null, at: world.now() });
  return ended ? ok(null) : refuse('not-found');
};
