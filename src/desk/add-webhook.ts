// An owner adds an address that is told of cases and checks.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { isHookEvent, mostWebhooks, parseHookUrl } from '../core/webhook.ts';
import { hookSecret } from './hook-secret.ts';
import type { World } from './world.ts';

export type WebhookRefusal = Refusal<'forbidden' | 'webhook-address' | 'webhook-needs-event' | 'webhook-too-many'>;

/** Gives the id and the secret with which every message is signed. */
export const addWebhook = async (
  world: Pick<World, 'webhooks' | 'keyed' | 'now' | 'newId'>,
  {
    actor,
    url: given,
    events: asked,
  }: { readonly actor: Actor; readonly url: string; readonly events: readonly string[] },
): Promise<Result<{ readonly id: Id; readonly secret: string }, WebhookRefusal>> => {
  if (!may(actor.role, 'webhooks.manage')) return refuse('forbidden');
  const url = parseHookUrl(given);
  if (!url.ok) return url;
  const events = asked.filter(isHookEvent);
  if (events.length === 0) return refuse('webhook-needs-event', { field: 'events' });
  const id = world.newId();
  const hook = { id, url: url.value, events, madeOn: dayOf(world.now()), madeBy: actor.id };
  const added = await world.webhooks.add(hook, mostWebhooks);
  return added ? ok({ id, secret: hookSecret(world, { id, secretN: 1 }) }) : refuse('webhook-too-many');
};
