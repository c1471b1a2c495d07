// "Yes, that is it", or "no", by API.
import { z } from '@hono/zod-openapi';
import { fromShortId, type Id } from '../../base/ids.ts';
import { giveFeedback } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { operation } from './operation.ts';
import { feedbackGiven } from './schemas.ts';

export const feedbackOperation = operation({
  method: 'post',
  path: '/answers/{id}/feedback',
  summary: 'Say whether a check is what was asked',
  detail:
    'Counts once per answer and check; saying it again replaces what was said. Taken for seven days after asking.',
  params: z.object({
    id: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .openapi({ param: { name: 'id', in: 'path' } }),
  }),
  body: { json: feedbackGiven },
  replies: { 204: { description: 'Counted' } },
  problems: ['not-found', 'gone'],
  answer: async (door, { params, json }) => {
    const answerId = fromShortId(params.id);
    if (answerId === undefined) return { code: 'not-found' };
    const given = await giveFeedback(door.options.world, { answerId, check: json.check as Id, agrees: json.agrees });
    return given.ok ? new Response(null, { status: 204, headers: privately }) : given.error;
  },
});
