// Where a question stands, and taking it back. The secret in the address is the only key.
import { z } from '@hono/zod-openapi';
import type { Id } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { replyLimits } from '../../core/question.ts';
import { stageOf } from '../../core/stage.ts';
import { outgoing, templatesInUse } from '../../core/template.ts';
import { readContact, replyToQuestion, takeBackReply, ticketHash, withdraw } from '../../desk/index.ts';
import { type Door, privately } from '../door.ts';
import { inLanguage, notePath } from '../pages/addresses.ts';
import { findTicket, isTicketToken } from '../ticket-view.ts';
import { refused } from './desk-operation.ts';
import { jsonReply, operation } from './operation.ts';
import { idText, ticketReply, ticketToken } from './schemas.ts';
import { summaryOf, tellerOf } from './summaries.ts';

/** Below twenty the number could point at one of the others; above it, it is nobody's business either. */
const others = (count: number): 'none' | 'some' | 'many' => (count === 0 ? 'none' : count < 20 ? 'some' : 'many');

export const ticketOperation = operation({
  method: 'get',
  path: '/tickets/{token}',
  summary: 'Read a ticket',
  detail: 'Where each claim of a message stands by now.',
  params: ticketToken,
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
        stage: stageOf(claim.outcome, claim.work ?? null, claim.held?.why),
        declined: claim.work?.declined
          ? {
              reason: claim.work.declined.reason,
              url: `${teller.organisation.origin}${inLanguage(lang, '/declined')}#case-${claim.work.declined.number}`,
            }
          : null,
        note: claim.work?.note
          ? { ...claim.work.note, url: teller.organisation.origin + notePath(lang, claim.work.note.number) }
          : null,
        answers: claim.answers.map(({ card, words, doubt }) => ({
          check: summaryOf(teller, card),
          words: [...words],
          doubt,
        })),
      })),
      questions: await questionsFor(door, params.token, lang),
      contact: await contactFor(door, params.token),
    };
    return jsonReply(asked, reply, { headers: privately });
  },
});

/** What a ticket is asked, in the words in use. */
const questionsFor = async (
  { options: { world } }: Door,
  ticket: string,
  lang: UiLang,
): Promise<z.infer<typeof ticketReply>['questions']> => {
  const asked = await world.questions.ofTicket(ticketHash(world.keyed, ticket));
  const inUse = asked.length === 0 ? [] : templatesInUse(await world.templates.current());
  return asked.map(({ question, template, askedOn, reply }) => ({
    id: question,
    template,
    text: outgoing(inUse.find((text) => text.key === template && text.lang === lang)?.text ?? ''),
    askedOn,
    reply,
  }));
};

/** For what an address is held, by days; null for what it is not. */
const contactFor = async ({ options }: Door, ticket: string): Promise<z.infer<typeof ticketReply>['contact']> => {
  const { held, follows } = await readContact(options.world, ticket);
  return { answer: held?.leftOn ?? null, corrections: follows };
};

const ofQuestion = ticketToken.extend({ id: idText.openapi({ param: { name: 'id', in: 'path' } }) });

export const replyToQuestionOperation = operation({
  method: 'post',
  path: '/tickets/{token}/questions/{id}/reply',
  summary: 'Reply to what the team asks back',
  detail:
    'Masked like a message, read by the team alone, never published, erased with the words of the ticket. Once; what broke a rule stands in `reason`.',
  params: ofQuestion,
  body: { json: z.strictObject({ text: z.string().max(replyLimits.text) }).openapi('QuestionReplyGiven') },
  replies: { 204: { description: 'Taken in' } },
  problems: ['not-found', 'question-replied', 'question-full'],
  answer: async (door, { params, json }) => {
    const given = { ticket: params.token, question: params.id as Id, text: json.text };
    const done = await replyToQuestion(door.options.world, given);
    return done.ok ? new Response(null, { status: 204, headers: privately }) : refused(done.error);
  },
});

export const takeBackReplyOperation = operation({
  method: 'delete',
  path: '/tickets/{token}/questions/{id}/reply',
  summary: 'Erase one’s reply',
  detail: 'The question can be replied to again then.',
  params: ofQuestion,
  replies: { 204: { description: 'Erased' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const done = await takeBackReply(door.options.world, { ticket: params.token, question: params.id as Id });
    return done.ok ? new Response(null, { status: 204, headers: privately }) : { code: 'not-found' };
  },
});

export const withdrawOperation = operation({
  method: 'delete',
  path: '/tickets/{token}',
  summary: 'Withdraw and erase',
  detail: 'The message, its answer and its place among the askers are gone. Doing it twice is the same as once.',
  params: ticketToken,
  replies: { 204: { description: 'Erased' } },
  problems: ['not-found'],
  answer: async (door, { params }) => {
    const done = isTicketToken(params.token) && (await withdraw(door.options.world, params.token)).ok;
    return done ? new Response(null, { status: 204, headers: privately }) : { code: 'not-found' };
  },
});
