// The private page of a question, and taking the question back.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { withdraw } from '../../desk/index.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { findTicket, isTicketToken } from '../ticket-view.ts';

export const ticketRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/tickets/:token`, (asked) => show(door, asked, lang, asked.req.param('token')));
  app.post(`/${lang}/tickets/:token/withdraw`, (asked) => takeBack(door, asked, lang, asked.req.param('token')));
};

const show = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const ticket = await findTicket(door.options.world, token, lang);
  if (ticket === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `/tickets/${token}`,
    { page: 'ticket', token, ...ticket },
    { status: ticket.withdrawn ? statusOf('gone') : 200, headers: { ...privately, 'x-robots-tag': 'noindex' } },
  );
};

const takeBack = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const done = isTicketToken(token) && (await withdraw(door.options.world, token)).ok;
  if (!done) return door.problem(asked, { code: 'not-found' });
  return new Response(null, { status: 303, headers: { ...privately, location: `/${lang}/tickets/${token}` } });
};
