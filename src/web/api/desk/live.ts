// The live stream by API: which cases change, and who of the team looks at which, while they do.
import { z } from '@hono/zod-openapi';
import { liveOf } from '../../desk/live.ts';
import { callerFor, type Guard } from '../caller.ts';
import { deskOperation } from '../desk-operation.ts';
import { caseNumber } from './shapes.ts';

const guard: Guard = { right: 'desk.see', by: 'anyone' };

export const liveOperation = deskOperation({
  ...guard,
  method: 'get',
  path: '/desk/live',
  summary: 'Listen to what changes',
  detail:
    'Server-sent events, until whoever listens leaves: `changed` with `{"cases": [numbers]}`; `looking` with names of the team by the number of the case that they look at; `full` when somebody listens in more than ten places, to the one that ends. ' +
    'It ends with the sign-in or the token. Kept in memory alone.',
  query: z.strictObject({
    at: caseNumber.optional().openapi({
      param: { name: 'at', in: 'query' },
      description: 'The number of a case that one looks at, and is seen to; of a program it is not told',
    }),
  }),
  replies: {
    200: { description: 'Events as they come', schema: z.string(), type: 'text/event-stream' },
  },
  problems: ['rate-limited'],
  answer: async (door, { asked, query }, { member, by }) => {
    const still = async () => !('code' in (await callerFor(door, asked, guard)));
    const at = query.at === undefined || by === 'token' ? null : Number(query.at);
    return liveOf(door).listen(asked, member, at, still);
  },
});
