// Asking about one's own data by API, without an account; and the reply, by the secret that was told.
import { z } from '@hono/zod-openapi';
import { requestKinds } from '../../core/contact.ts';
import { readRequest, requestData } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { ownPath } from '../pages/addresses.ts';
import { refused } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { day, ownSecret, secretPlace } from './schemas.ts';

const request = z
  .object({
    kind: z.enum(requestKinds),
    receivedOn: day,
    acknowledgeBy: day,
    answerBy: day,
    acknowledgedOn: day.nullable(),
    answeredOn: day.nullable(),
    asked: z.string().nullable().openapi({ description: 'Null once forgotten' }),
    reply: z.string().nullable(),
  })
  .openapi('OwnDataRequest');

export const requestDataOperation = operation({
  method: 'post',
  path: '/data-requests',
  summary: 'Ask about one’s own data',
  detail:
    'To see it, to have it erased or put right. Acknowledged within two working days and answered within thirty days, at the address that is told here alone. Kept sealed. The same Idempotency-Key with the same body is one request; what broke a rule stands in `reason`.',
  body: {
    json: z.strictObject({ kind: z.enum(requestKinds), text: z.string().max(2000) }).openapi('DataRequestGiven'),
  },
  replies: { 201: { description: 'Taken in', schema: secretPlace } },
  problems: [],
  answer: async (door, { asked, json, once }) => {
    const { world, organisation } = door.options;
    const lang = door.langOf(asked);
    const form = once && world.keyed('form', `${once.key} ${once.body}`);
    const received = await requestData(world, { ...json, lang, once: form });
    if (!received.ok)
      return received.error.code === 'requests-full'
        ? { code: 'rate-limited', retryAfter: 86_400 }
        : refused(received.error);
    const { secret: id } = received.value;
    const place = { id, url: `${organisation.origin}${ownPath(lang, 'request', id)}` };
    return jsonReply(asked, place, { status: 201, headers: privately });
  },
});

export const ownDataRequestOperation = operation({
  method: 'get',
  path: '/data-requests/{secret}',
  summary: 'Follow a request about one’s own data',
  detail: 'By the secret that was told when it was taken in.',
  params: ownSecret,
  replies: { 200: { description: 'The request, and the reply once there is one', schema: request } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const found = await readRequest(door.options.world, { secret: params.secret });
    if (!found.ok) return { code: 'not-found' };
    const { request: head, words } = found.value;
    const { kind, receivedOn, acknowledgeBy, answerBy, acknowledgedOn, answeredOn } = head;
    const days = { receivedOn, acknowledgeBy, answerBy, acknowledgedOn, answeredOn };
    const told = { kind, ...days, asked: words?.asked ?? null, reply: words?.reply ?? null };
    return jsonReply(asked, told, { headers: privately });
  },
});
