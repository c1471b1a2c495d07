// Where a question stands, and taking it back. The secret in the address is the only key.
import { z } from '@hono/zod-openapi';
import { withdraw } from '../../desk/index.ts';
import { privately } from '../door.ts';
import { notePath } from '../pages/addresses.ts';
import { findTicket, isTicketToken } from '../ticket-view.ts';
import { jsonReply, operation } from './operation.ts';
import { ticketReply } from './schemas.ts';
import { summaryOf, tellerOf } from './summaries.ts';

const token = z.object({
  token: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .openapi({ param: { name: 'token', in: 'path' } }),
});

/** Below twenty the number could point at one of the others; above it, it is nobody's business either. */
const others = (count: number): 'none' | 'some' | 'many' => (count === 0 ? 'none' : count < 20 ? 'some' : 'many');

export const ticketOperation = operation({
  method: 'get',
  path: '/tickets/{token}',
  summary: 'Read a ticket',
  detail: 'Where each claim of a message stands by now.',
  params: token,
  replies: { 200: { description: 'The ticket', schema: ticketReply } },
  problems: ['not-found', 'gone'],
  answer: async (door, { asked, params }) => {
    const lang = door.langOf(asked);
    const ticket = await findTicket(door.options.world, params.token, lang);
    if (ticket === undefined) return { code: 'not-found' };
    if (ticket.withdrawn) return { code: 'gone' };
    const teller = tellerOf(door.options, lang);
    const reply: z.infer<typeof ticketReply> = {
      day: ticket.day,
      outcome: ticket.outcome,
      text: ticket.message,
      erasedBy: ticket.erasedBy,
      opinions: [...ticket.opinions],
      claims: ticket.claims.map((claim) => ({
        span: claim.span,
        outcome: claim.outcome,
        othersAsking: others(claim.othersAsking),
        note: claim.work?.note
          ? { ...claim.work.note, url: teller.organisation.origin + notePath(lang, claim.work.note.number) }
          : null,
        answers: claim.answers.map(({ card, words, doubt }) => ({
          check: summaryOf(teller, card),
          words: [...words],
          doubt,
        })),
      })),
    };
    return jsonReply(asked, reply, { headers: privately });
  },
});

export const withdrawOperation = operation({
  method: 'delete',
  path: '/tickets/{token}',
  summary: 'Withdraw and erase',
  detail: 'The message, its answer and its place among the askers are gone. Doing it twice is the same as once.',
  params: token,
  replies: { 204: { description: 'Erased' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const done = isTicketToken(params.token) && (await withdraw(door.options.world, params.token)).ok;
    return done ? new Response(null, { status: 204, headers: privately }) : { code: 'not-found' };
  },
});
