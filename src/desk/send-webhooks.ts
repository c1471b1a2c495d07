// Sends what webhooks are due, and tries again later what did not arrive. A second run at the same time sends nothing twice.
import { deliveryDays, hookBody, nextTry } from '../core/webhook.ts';
import { hookSecret } from './hook-secret.ts';
import type { DueDelivery, Tried } from './webhook-ports.ts';
import type { World } from './world.ts';

const atOnce = 20;
/** Longer than a slow address is waited for. */
const leaseSeconds = 120;
const mostRounds = 500;

/** Gives how many were tried. */
export const sendWebhooks = async (
  world: Pick<World, 'webhooks' | 'postHook' | 'keyed' | 'now'>,
): Promise<{ readonly tried: number }> => {
  await world.webhooks.forget(new Date(world.now().getTime() - deliveryDays * 86_400_000));
  let tried = 0;
  for (let round = 0; round < mostRounds; round++) {
    const due = await world.webhooks.take(world.now(), atOnce, leaseSeconds);
    await Promise.all(due.map((delivery) => send(world, delivery)));
    tried += due.length;
    if (due.length < atOnce) break;
  }
  return { tried };
};

const send = async (world: Parameters<typeof sendWebhooks>[0], due: DueDelivery): Promise<void> => {
  const sent = await world.postHook({
    url: due.url,
    id: due.id,
    at: world.now(),
    body: hookBody(due),
    secret: hookSecret(world, { id: due.hook, secretN: due.secretN }),
  });
  const at = world.now();
  const status = sent.ok ? sent.value.status : null;
  const problem = sent.ok ? null : sent.error.code;
  const arrived = status !== null && status >= 200 && status < 300;
  // 410 says that nobody is there any more (Standard Webhooks, "Sender best practices").
  const nextAt = arrived || status === 410 ? null : nextTry(due.tries + 1, at);
  const state: Tried['state'] = arrived ? 'delivered' : nextAt === null ? 'failed' : 'waiting';
  await world.webhooks.tried(due.id, { state, status, problem, nextAt }, at);
};
