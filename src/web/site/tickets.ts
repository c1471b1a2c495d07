// The private page of a question, and taking the question back.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { isTemplateKey, type TemplateText, templatesInUse } from '../../core/template.ts';
import { withdraw } from '../../desk/index.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { findTicket, isTicketToken, type Ticket } from '../ticket-view.ts';
import { contactOf } from './contacts.ts';

export const ticketRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/tickets/:token`, (asked) => show(door, asked, lang, asked.req.param('token')));
  app.post(`/${lang}/tickets/:token/withdraw`, (asked) => takeBack(door, asked, lang, asked.req.param('token')));
};

const show = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const ticket = await findTicket(door.options.world, token, lang);
  if (ticket === undefined) return door.problem(asked, { code: 'not-found' });
  const [contact, templates] = await Promise.all([contactOf(door, token, ticket), templatesFor(door, ticket, lang)]);
  return door.page(
    lang,
    `/tickets/${token}`,
    { page: 'ticket', token, ...ticket, ...contact, ...templates },
    { status: ticket.withdrawn ? statusOf('gone') : 200, headers: { ...privately, 'x-robots-tag': 'noindex' } },
  );
};

/** Read only for whoever is shown one. */
const templatesFor = async (
  { options }: Door,
  { claims }: Ticket,
  lang: UiLang,
): Promise<{ readonly templates?: readonly TemplateText[] }> => {
  const wanted = claims.flatMap(({ work }) => (work?.closedAs && isTemplateKey(work.closedAs) ? [work.closedAs] : []));
  if (wanted.length === 0) return {};
  const inUse = templatesInUse(await options.world.templates.current());
  return { templates: inUse.filter((text) => text.lang === lang && wanted.some((key) => key === text.key)) };
};

const takeBack = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const done = isTicketToken(token) && (await withdraw(door.options.world, token)).ok;
  if (!done) return door.problem(asked, { code: 'not-found' });
  return new Response(null, { status: 303, headers: { ...privately, location: `/${lang}/tickets/${token}` } });
};
