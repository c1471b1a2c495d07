// An owner pauses, resumes or removes a webhook, or gives it a new secret.
import type { Id } from '../base/ids.ts';
import { ok, type Refusal, type Result, refuse } from '../base/result.ts';
import { type Actor, may } from '../core/rights.ts';
import { hookSecret } from './hook-secret.ts';
import type { HookProblem } from './webhook-ports.ts';
import type { World } from './world.ts';

export type WebhookChange = 'pause' | 'resume' | 'renew' | 'remove';

/**
 * Gives the new secret after `renew`, else null. The old one signs nothing from this moment on. An address that leads inside by
 * now is not told again: `resume` looks at it as at a new one.
 */
export const changeWebhook = async (
  world: Pick<World, 'webhooks' | 'seeHook' | 'keyed'>,
  { actor, webhook: id, change }: { readonly actor: Actor; readonly webhook: Id; readonly change: WebhookChange },
): Promise<Result<string | null, Refusal<'forbidden' | 'not-found' | HookProblem>>> => {
  if (!may(actor.role, 'webhooks.manage')) return refuse('forbidden');
  const found = change === 'resume' ? await world.webhooks.webhook(id) : undefined;
  const seen = found === undefined ? ok(null) : await world.seeHook(found.url);
  if (!seen.ok) return seen;
  const changes: Readonly<Record<WebhookChange, () => Promise<boolean>>> = {
    pause: () => world.webhooks.pause(id, true),
    resume: () => world.webhooks.pause(id, false),
    renew: () => world.webhooks.renewSecret(id),
    remove: () => world.webhooks.remove(id),
  };
  if (!(await changes[change]())) return refuse('not-found');
  const hook = change === 'renew' ? await world.webhooks.webhook(id) : undefined;
  return ok(hook === undefined ? null : hookSecret(world, hook));
};
