// Remarks that speak to whoever asks, by API.
import { z } from '@hono/zod-openapi';
import { deskOperation, told } from '../desk-operation.ts';
import { idText } from '../schemas.ts';
import { harsh, harshOf, listOf, moment } from './shapes.ts';

const most = 100;
const mention = z
  .object({
    remark: idText,
    case: z.int().openapi({ description: 'The number of its case' }),
    title: z.string().nullable(),
    text: z.string(),
    harsh,
    by: idText,
    at: moment,
    seen: z.boolean().openapi({ description: 'The case was opened since' }),
  })
  .openapi('Mention');
const list = z.object({ mentions: listOf(mention) }).openapi('Mentions');

export const mentionsOperation = deskOperation({
  method: 'get',
  path: '/desk/mentions',
  summary: 'List the remarks that speak to oneself',
  detail: `The latest ${most} on cases that are worked on. Reading them here does not make them seen; opening the case does.`,
  right: 'desk.see',
  replies: { 200: { description: 'Latest first', schema: list } },
  problems: [],
  answer: async (door, _request, { member }) => {
    const mentions = await door.options.world.caseTalk.mentions(member.id, most);
    return told(list, {
      mentions: mentions.map((one) => ({ ...one, harsh: harshOf(`${one.title ?? ''}\n${one.text}`) })),
    });
  },
});
