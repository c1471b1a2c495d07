// An owner sends a delivery again, or a message that only tests the address.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import type { World } from './world.ts';

/** `not-found`: the delivery is gone after its days, is on its way already, or there is no such webhook. */
export const replayWebhook = async (
  world: Pick<World, 'webhooks' | 'now' | 'newId'>,
  { actor, webhook, delivery }: { readonly actor: Actor; readonly webhook: Id; readonly delivery: Id | 'test' },
): Promise<Result<null, Refusal<'forbidden' | 'not-found'>>> => {
  if (!may(actor.role, 'webhooks.manage')) return refuse('forbidden');
  const at = world.now();
  const sent =
    delivery === 'test'
      ? await world.webhooks.test(webhook, world.newId(), at)
      : await world.webhooks.replay(webhook, delivery, at);
  return sent ? ok(null) : refuse('not-found');
};
