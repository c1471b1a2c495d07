// Draws the private page of a question, also when a form on it was refused.
import type { UiLang } from '../../base/lang.ts';
import { isOver, stageOf } from '../../core/stage.ts';
import { outgoing, type TemplateText, templatesInUse } from '../../core/template.ts';
import { readContact, ticketHash } from '../../desk/index.ts';
import type { Asked, Door } from '../door.ts';
import type { ContactBlock, QuestionBlock } from '../pages/asked-model.ts';
import { statusOf } from '../problem.ts';
import { findTicket, type Ticket } from '../ticket-view.ts';
import { ownPageHeaders } from './public-form.ts';

/** A form that was refused, with what was typed into it. */
export type RefusedOnTicket =
  | { readonly form: 'contact'; readonly code: string; readonly email: string }
  | ({ readonly form: 'question' } & NonNullable<QuestionBlock['refused']>);

export const drawTicket = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  token: string,
  refused: RefusedOnTicket | null = null,
): Promise<Response> => {
  const ticket = await findTicket(door.options.world, token, lang);
  if (ticket === undefined) return door.problem(asked, { code: 'not-found' });
  const [contact, told] = await Promise.all([
    contactOf(door, token, ticket, asked.req.query('sent') === '1', refused?.form === 'contact' ? refused : null),
    toldOf(door, token, ticket, lang, refused?.form === 'question' ? refused : null),
  ]);
  const status = refused !== null ? statusOf('invalid-input') : ticket.withdrawn ? statusOf('gone') : 200;
  return door.page(
    lang,
    `/tickets/${token}`,
    { page: 'ticket', token, ...ticket, ...contact, ...told },
    { status, headers: ownPageHeaders },
  );
};

/** What the page says of an address: nothing where none is held, and none can be left because nothing waits or nothing can be sent. */
const contactOf = async (
  door: Door,
  token: string,
  ticket: Ticket,
  sent: boolean,
  refused: { readonly code: string; readonly email: string } | null,
): Promise<{ readonly contact?: ContactBlock }> => {
  const { world, mails = true } = door.options;
  if (ticket.withdrawn) return {};
  const contact = await readContact(world, token);
  const waits = ticket.claims.some(
    (claim) => claim.outcome !== 'known' && !isOver(stageOf(claim.outcome, claim.work ?? null, claim.held?.why)),
  );
  const offered = mails && waits && contact.held === null;
  const told = contact.held ?? contact.follows ?? contact.goneOn;
  if (told === null && !offered) return {};
  return {
    contact: {
      ...contact,
      offered,
      asked: sent && contact.held === null,
      refused: refused?.code ?? null,
      email: refused?.email ?? '',
    },
  };
};

/** What the team says to whoever asked, in its public words: why a claim was closed, and what it asks back. */
const toldOf = async (
  { options }: Door,
  token: string,
  { claims, withdrawn }: Ticket,
  lang: UiLang,
  refused: QuestionBlock['refused'],
): Promise<{ readonly templates?: readonly TemplateText[]; readonly asked?: QuestionBlock }> => {
  const { world } = options;
  const closed = claims.flatMap(({ work }) => work?.closedAs ?? []);
  const asked = withdrawn ? [] : await world.questions.ofTicket(ticketHash(world.keyed, token));
  if (closed.length === 0 && asked.length === 0) return {};
  // Read only for whoever is shown one.
  const inUse = templatesInUse(await world.templates.current()).filter((text) => text.lang === lang);
  const questions = asked.map((one) => ({
    ...one,
    text: outgoing(inUse.find(({ key }) => key === one.template)?.text ?? ''),
  }));
  return {
    templates: inUse.filter(({ key }) => closed.some((as) => as === key)),
    ...(questions.length === 0 ? {} : { asked: { questions, refused } }),
  };
};
