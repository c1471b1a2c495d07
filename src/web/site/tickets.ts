// The private page of a question, taking the question back, and replying to what the team asks.
import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { replyToQuestion, takeBackReply, withdraw } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { isKey } from '../locale.ts';
import { ownPath } from '../pages/addresses.ts';
import { type ProblemCode, problemCodes } from '../problem.ts';
import { isTicketToken } from '../ticket-view.ts';
import { onTo, publicForm } from './public-form.ts';
import { drawTicket } from './ticket-drawn.ts';

export const ticketRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}/tickets/:token` as const;
  app.get(at, (asked) => drawTicket(door, asked, lang, asked.req.param('token')));
  app.post(`${at}/withdraw`, (asked) => takeBack(door, asked, lang, asked.req.param('token')));
  app.post(`${at}/questions/:id`, (asked) => reply(door, asked, lang, asked.req.param('token'), asked.req.param('id')));
  app.post(`${at}/questions/:id/forget`, (asked) =>
    forget(door, asked, lang, asked.req.param('token'), asked.req.param('id')),
  );
};

const takeBack = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const done = isTicketToken(token) && (await withdraw(door.options.world, token)).ok;
  return done ? onTo(ownPath(lang, 'ticket', token)) : door.problem(asked, { code: 'not-found' });
};

const reply = async (door: Door, asked: Asked, lang: UiLang, token: string, id: string): Promise<Response> => {
  const form = await publicForm(door, asked, ['text']);
  if (form instanceof Response) return form;
  const question = parseId(id);
  if (!isTicketToken(token) || question === undefined) return door.problem(asked, { code: 'not-found' });
  const { text = '' } = form;
  const done = await replyToQuestion(door.options.world, { ticket: token, question, text });
  // Sent twice, it was taken in the first time.
  if (done.ok || done.error.code === 'question-replied') return onTo(`${ownPath(lang, 'ticket', token)}#question`);
  const { code } = done.error;
  if (isKey(`asked.refused.${code}`) && code !== 'not-found')
    return drawTicket(door, asked, lang, token, { form: 'question', question, code, typed: text });
  return door.problem(asked, { code: isProblem(code) ? code : 'invalid-input' });
};

const isProblem = (code: string): code is ProblemCode => (problemCodes as readonly string[]).includes(code);

const forget = async (door: Door, asked: Asked, lang: UiLang, token: string, id: string): Promise<Response> => {
  const question = parseId(id);
  const done =
    isTicketToken(token) &&
    question !== undefined &&
    (await takeBackReply(door.options.world, { ticket: token, question })).ok;
  return done ? onTo(`${ownPath(lang, 'ticket', token)}#question`) : door.problem(asked, { code: 'not-found' });
};
