// An address for the answer to a ticket, by API: left by consent, told as it is held, and taken back wherever that is.
import { z } from '@hono/zod-openapi';
import { leaveContact, withdrawContact } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { isTicketToken } from '../ticket-view.ts';
import { refused } from './desk-operation.ts';
import { operation } from './operation.ts';
import { ticketToken } from './schemas.ts';

const done = (): Response => new Response(null, { status: 204, headers: privately });

export const leaveContactOperation = operation({
  method: 'post',
  path: '/tickets/{token}/contact',
  summary: 'Leave an address for the answer',
  detail:
    'In place of one left before. Sealed before it is kept, used for mail about this ticket alone, then destroyed; with `corrections` it is kept to tell corrections of the answer. What broke a rule stands in `reason`.',
  params: ticketToken,
  body: {
    json: z
      .strictObject({
        email: z.string().max(254),
        consent: z.literal(true).openapi({ description: 'Whoever it belongs to agrees to mail about this ticket' }),
        corrections: z.boolean().default(false).openapi({ description: 'A consent of its own' }),
      })
      .openapi('ContactGiven'),
  },
  replies: { 204: { description: 'Held' } },
  problems: ['not-found'],
  answer: async (door, { asked, params, json }) => {
    const given = { ...json, ticket: params.token, lang: door.langOf(asked) };
    const left = await leaveContact(door.options.world, given);
    return left.ok ? done() : refused(left.error);
  },
});

export const withdrawContactOperation = operation({
  method: 'delete',
  path: '/tickets/{token}/contact',
  summary: 'Take the address back',
  detail: 'Also where it is kept to tell corrections. What was asked stays asked.',
  params: ticketToken,
  replies: { 204: { description: 'Forgotten' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const gone =
      isTicketToken(params.token) && (await withdrawContact(door.options.world, { ticket: params.token })).ok;
    return gone ? done() : { code: 'not-found' };
  },
});
