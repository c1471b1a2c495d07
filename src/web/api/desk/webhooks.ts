// Webhooks by API: addresses of a team's own programs that are told of cases and checks, by id alone.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { hookEvents } from '../../../core/webhook.ts';
import { addWebhook, changeWebhook, replayWebhook } from '../../../desk/index.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import type { Operation } from '../operation.ts';
import { day, idText } from '../schemas.ts';
import { listOf, moment, momentOrNull, pathId } from './shapes.ts';

const hook = z
  .object({
    id: idText,
    url: z.string(),
    events: listOf(z.enum(hookEvents)),
    active: z.boolean(),
    madeOn: day,
    waiting: z.int(),
    failed: z.int(),
  })
  .openapi('Webhook');
const list = z.object({ webhooks: listOf(hook) }).openapi('Webhooks');
const whole = hook
  .extend({
    deliveries: listOf(
      z.object({
        id: idText,
        type: z.string(),
        happenedAt: moment,
        state: z.enum(['waiting', 'delivered', 'failed']),
        tries: z.int(),
        status: z.int().nullable().openapi({ description: 'What the other side answered last' }),
        problem: z.enum(['webhook-forbidden-address', 'webhook-unreachable', 'webhook-timeout']).nullable(),
        triedAt: momentOrNull,
        nextAt: momentOrNull,
      }),
    ),
  })
  .openapi('WebhookWhole');
const secret = z
  .object({ id: idText, secret: z.string().openapi({ description: 'Signs every message; told this once' }) })
  .openapi('WebhookSecret');
const owners = { right: 'webhooks.manage' } as const;
const params = z.object({ id: pathId() });
const mostShown = 100;

export const webhooksOperation = deskOperation({
  ...owners,
  method: 'get',
  path: '/desk/webhooks',
  summary: 'List webhooks',
  detail: 'Without their secrets.',
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door) => told(list, { webhooks: await door.options.world.webhooks.list() }),
});

export const webhookOperation = deskOperation({
  ...owners,
  method: 'get',
  path: '/desk/webhooks/{id}',
  summary: 'Read a webhook',
  detail: 'With its latest deliveries, which are kept for seven days.',
  params,
  replies: { 200: { description: 'The webhook', schema: whole } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const { webhooks } = door.options.world;
    const found = await webhooks.webhook(params.id as Id);
    if (found === undefined) return { code: 'not-found' };
    return told(whole, { ...found, deliveries: await webhooks.deliveries(found.id, mostShown) });
  },
});

export const addWebhookOperation = deskOperation({
  ...owners,
  by: 'proven',
  method: 'post',
  path: '/desk/webhooks',
  summary: 'Add a webhook',
  detail:
    'An https address of a public machine, and what it is told of. The name is looked up: `reason` is `webhook-forbidden-address` where it leads into a local network, `webhook-unreachable` where it leads nowhere. Sent again, it makes another one.',
  body: {
    json: z
      .strictObject({ url: z.string().max(2000), events: z.array(z.enum(hookEvents)).min(1).max(hookEvents.length) })
      .openapi('WebhookGiven'),
  },
  remembers: true,
  replies: { 201: { description: 'Added', schema: secret } },
  problems: ['not-now'],
  answer: async (door, { json }, { member }) => {
    const added = await addWebhook(door.options.world, { ...json, actor: member });
    return added.ok ? told(secret, added.value, 201) : refused(added.error);
  },
});

export const renewSecretOperation = deskOperation({
  ...owners,
  by: 'proven',
  method: 'post',
  path: '/desk/webhooks/{id}/secret',
  summary: 'Give a webhook a new secret',
  detail: 'The old one signs nothing from this moment on.',
  params,
  remembers: true,
  replies: { 201: { description: 'The new secret', schema: secret } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const id = params.id as Id;
    const renewed = await changeWebhook(door.options.world, { actor: member, webhook: id, change: 'renew' });
    if (!renewed.ok) return refused(renewed.error);
    return renewed.value === null ? { code: 'not-found' } : told(secret, { id, secret: renewed.value }, 201);
  },
});

const change = (
  of: 'pause' | 'resume' | 'remove',
  { summary, detail }: { readonly summary: string; readonly detail: string },
): Operation =>
  deskOperation({
    ...owners,
    method: of === 'remove' ? 'delete' : 'post',
    path: `/desk/webhooks/{id}${of === 'remove' ? '' : `/${of}`}`,
    summary,
    detail,
    params,
    replies: { 204: { description: 'Done' } },
    problems: ['not-found'],
    answer: async (door, { params }, { member }) => {
      const changed = await changeWebhook(door.options.world, {
        actor: member,
        webhook: params.id as Id,
        change: of,
      });
      return changed.ok ? done() : refused(changed.error);
    },
  });

export const webhookChanges: readonly Operation[] = [
  change('pause', { summary: 'Pause a webhook', detail: 'It is told nothing, later neither.' }),
  change('resume', {
    summary: 'Resume a webhook',
    detail: 'It is told of what happens from now on. Its address is looked at again, as when it was added.',
  }),
  change('remove', { summary: 'Remove a webhook', detail: 'With its deliveries.' }),
];

export const testWebhookOperation = deskOperation({
  ...owners,
  method: 'post',
  path: '/desk/webhooks/{id}/test',
  summary: 'Send a message that only tests the address',
  detail: 'Signed like any other.',
  params,
  replies: { 204: { description: 'On its way' } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const { world } = door.options;
    const sent = await replayWebhook(world, { actor: member, webhook: params.id as Id, delivery: 'test' });
    return sent.ok ? done() : refused(sent.error);
  },
});

export const replayOperation = deskOperation({
  ...owners,
  method: 'post',
  path: '/desk/webhooks/{id}/deliveries/{delivery}/replay',
  summary: 'Send a delivery again',
  detail: 'From its first try.',
  params: z.object({ id: pathId(), delivery: pathId('delivery') }),
  replies: { 204: { description: 'On its way' } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const sent = await replayWebhook(door.options.world, {
      actor: member,
      webhook: params.id as Id,
      delivery: params.delivery as Id,
    });
    return sent.ok ? done() : refused(sent.error);
  },
});
