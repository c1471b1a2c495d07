// Saved views of the queue by API; everybody has their own.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../../base/ids.ts';
import { viewFrom } from '../../desk/queue-forms.ts';
import { deskOperation, done, told } from '../desk-operation.ts';
import { idText } from '../schemas.ts';
import { listOf, pathId } from './shapes.ts';

const view = z
  .object({ id: idText, name: z.string(), query: z.string().openapi({ description: 'Of the page’s address' }) })
  .openapi('SavedView');
const views = z.object({ views: listOf(view) }).openapi('SavedViews');

export const viewsOperation = deskOperation({
  method: 'get',
  path: '/desk/views',
  summary: 'List one’s own views of the queue',
  detail: 'Nobody else’s is ever listed.',
  right: 'desk.see',
  replies: { 200: { description: 'All of them', schema: views } },
  problems: [],
  answer: async (door, _request, { member }) =>
    told(views, { views: await door.options.world.caseQueue.views(member.id) }),
});

export const keepViewOperation = deskOperation({
  method: 'post',
  path: '/desk/views',
  summary: 'Keep a view of the queue',
  detail: 'Under its name, in place of one of that name; twenty at most. What is no view of the queue is left out.',
  right: 'desk.see',
  body: {
    json: z
      .strictObject({
        name: z
          .string()
          .transform((text) =>
            text
              .normalize('NFC')
              .replace(/[\s\p{Cc}]+/gu, ' ')
              .trim(),
          )
          .pipe(z.string().min(1).max(60))
          .openapi({ type: 'string', minLength: 1, maxLength: 60 }),
        query: z.string().max(500),
      })
      .openapi('ViewGiven'),
  },
  replies: { 200: { description: 'One’s views by now', schema: views } },
  problems: ['not-now'],
  answer: async (door, { json }, { member }) => {
    const { world } = door.options;
    const { name } = json;
    const kept = await world.caseQueue.keepView(member.id, { id: world.newId(), name, query: viewFrom(json.query) });
    if (!kept) return { code: 'not-now', reason: 'views-full' };
    return told(views, { views: await world.caseQueue.views(member.id) });
  },
});

export const dropViewOperation = deskOperation({
  method: 'delete',
  path: '/desk/views/{id}',
  summary: 'Drop a view of one’s own',
  detail: 'It is gone at once.',
  right: 'desk.see',
  params: z.object({ id: pathId() }),
  replies: { 204: { description: 'Gone' } },
  problems: ['not-found'],
  answer: async (door, { params }, { member }) =>
    (await door.options.world.caseQueue.dropView(member.id, params.id as Id)) ? done() : { code: 'not-found' },
});
