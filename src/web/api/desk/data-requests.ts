// What people ask about their own data, by API: read and answered by a person who signed in, never by a program.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { requestKinds } from '../../../core/contact.ts';
import { answerRequest, type DataRequest, readRequest } from '../../../desk/index.ts';
import { deskOperation, done, refused, told } from '../desk-operation.ts';
import { day, idText } from '../schemas.ts';
import { harsh, harshOf, listOf, pathId } from './shapes.ts';

const head = z
  .object({
    id: idText,
    kind: z.enum(requestKinds),
    lang: z.string(),
    receivedOn: day,
    acknowledgeBy: day,
    answerBy: day,
    acknowledgedOn: day.nullable(),
    answeredOn: day.nullable(),
  })
  .openapi('DataRequestLine');
const list = z.object({ requests: listOf(head) }).openapi('DataRequests');
const whole = head
  .extend({
    asked: z.string().nullable().openapi({ description: 'Null once forgotten' }),
    harsh,
    reply: z.string().nullable(),
  })
  .openapi('DataRequest');
const params = z.object({ id: pathId() });
const guard = { right: 'data.answer', by: 'person' } as const;
const most = 500;

export const dataRequestsOperation = deskOperation({
  ...guard,
  method: 'get',
  path: '/desk/data-requests',
  summary: 'List requests about people’s own data',
  detail: 'With the days by which each is acknowledged and answered.',
  replies: { 200: { description: 'All of them', schema: list } },
  problems: [],
  answer: async (door) => told(list, { requests: await door.options.world.dataRequests.list(most) }),
});

export const dataRequestOperation = deskOperation({
  ...guard,
  method: 'get',
  path: '/desk/data-requests/{id}',
  summary: 'Read a request about somebody’s own data',
  detail: 'With its words, as long as they are kept.',
  params,
  replies: { 200: { description: 'The request', schema: whole } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const found = await readRequest(door.options.world, { id: params.id as Id, actor: member });
    if (!found.ok) return refused(found.error);
    const { request, words } = found.value;
    const plain: DataRequest = request;
    return told(whole, {
      ...plain,
      asked: words?.asked ?? null,
      harsh: harshOf(words?.asked ?? null),
      reply: words?.reply ?? null,
    });
  },
});

export const acknowledgeOperation = deskOperation({
  ...guard,
  method: 'post',
  path: '/desk/data-requests/{id}/acknowledge',
  summary: 'Say that a request has come',
  detail: 'On the page that only its asker has.',
  params,
  replies: { 204: { description: 'Said' } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) => {
    const said = await answerRequest(door.options.world, member, { request: params.id as Id, reply: null });
    return said.ok ? done() : refused(said.error);
  },
});

export const answerRequestOperation = deskOperation({
  ...guard,
  by: 'proven',
  method: 'post',
  path: '/desk/data-requests/{id}/reply',
  summary: 'Reply to a request about somebody’s own data',
  detail: 'On the page that only its asker has.',
  params,
  body: { json: z.strictObject({ reply: z.string().max(10_000) }).openapi('RequestReply') },
  replies: { 204: { description: 'Replied' } },
  problems: ['not-found'],
  answer: async (door, { params, json }, { member }) => {
    const said = await answerRequest(door.options.world, member, { request: params.id as Id, reply: json.reply });
    return said.ok ? done() : refused(said.error);
  },
});
