// An owner adds an address that is told of cases and checks.
import { dayOf } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { isHookEvent, mostWebhooks, parseHookUrl } from '../core/webhook.ts';
import { hookSecret } from './hook-secret.ts';
import type { HookProblem } from './webhook-ports.ts';
import type { World } from './world.ts';

export type WebhookRefusal = Refusal<
  'forbidden' | 'webhook-address' | 'webhook-needs-event' | 'webhook-too-many' | HookProblem
>;

/**
 * Gives the id and the secret with which every message is signed. An address that leads inside is refused here already: whoever
 * mistyped it learns it now, and not from a list of deliveries.
 */
export const addWebhook = async (
  world: Pick<World, 'webhooks' | 'seeHook' | 'keyed' | 'now' | 'newId'>,
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
  const seen = await world.seeHook(url.value);
  if (!seen.ok) return seen;
  const id = world.newId();
  const hook = { id, url: url.value, events, madeOn: dayOf(world.now()), madeBy: actor.id };
  const added = await world.webhooks.add(hook, mostWebhooks);
  return added ? ok({ id, secret: hookSecret(world, { id, secretN: 1 }) }) : refuse('webhook-too-many');
};
