// Telling one's side by API, for whoever was asked by our letter: by the secret in it, without an account.
import { z } from '@hono/zod-openapi';
import { uiLangs } from '../../base/lang.ts';
import { giveReply, lookupOf } from '../../desk/index.ts';
import type { Door } from '../door.ts';
import { privately } from '../door.ts';
import { refused } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { day } from './schemas.ts';

const texts = z.record(z.string(), z.string());
const reply = z
  .object({
    claim: texts.openapi({ description: 'What it is about, by language' }),
    dueOn: day.nullable().openapi({ description: 'Until then it is waited for' }),
    said: texts.nullable().openapi({ description: 'What was told; it may be published beside the check' }),
    saidOn: day.nullable(),
    open: z.boolean(),
  })
  .openapi('AskedReply');
const params = z.object({
  secret: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .openapi({ param: { name: 'secret', in: 'path' } }),
});

const found = (door: Door, secret: string) => {
  const { world } = door.options;
  return world.caseTalk.askedReply(lookupOf(world.keyed, 'reply', secret));
};

export const askedReplyOperation = operation({
  method: 'get',
  path: '/replies/{secret}',
  summary: 'Read what one is asked about',
  detail: 'By the secret in the letter that asked.',
  params,
  replies: { 200: { description: 'The request', schema: reply } },
  problems: ['not-found'],
  answer: async (door, { asked, params }) => {
    const request = await found(door, params.secret);
    return request === undefined ? { code: 'not-found' } : jsonReply(asked, request, { headers: privately });
  },
});

export const giveReplyOperation = operation({
  method: 'post',
  path: '/replies/{secret}',
  summary: 'Tell one’s side',
  detail: 'Once. The team reads it, and may publish it beside the check.',
  params,
  body: { json: z.strictObject({ text: z.string().max(4000), lang: z.enum(uiLangs) }).openapi('ReplyGiven') },
  replies: { 201: { description: 'Kept', schema: reply } },
  problems: ['not-found', 'not-now'],
  answer: async (door, { asked, params, json }) => {
    const given = await giveReply(door.options.world, { secret: params.secret, ...json });
    if (!given.ok) return refused(given.error);
    return jsonReply(asked, await found(door, params.secret), { status: 201, headers: privately });
  },
});
