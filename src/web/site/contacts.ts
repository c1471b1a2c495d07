// Leaving an address for an answer, and wanting to hear of corrections.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { textIn } from '../../core/check.ts';
import { parseAddressWish } from '../../core/contact.ts';
import { lookupOf, ticketHash, unsubscribe, withdrawContact } from '../../desk/index.ts';
import { sendAddressLetter } from '../address-letter.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { ownPath, subscribePath } from '../pages/addresses.ts';
import { statusOf } from '../problem.ts';
import { isSecret, onTo, ownPageHeaders, publicForm } from './public-form.ts';
import { drawTicket } from './ticket-drawn.ts';

export const contactRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.post(`/${lang}/tickets/:token/contact`, (asked) => leave(door, asked, lang, asked.req.param('token')));
  app.post(`/${lang}/tickets/:token/contact/forget`, (asked) => forget(door, asked, lang, asked.req.param('token')));
  app.get(`/${lang}/checks/:slug/subscribe`, (asked) => subscribeForm(door, asked, lang, asked.req.param('slug')));
  app.post(`/${lang}/checks/:slug/subscribe`, (asked) => begin(door, asked, lang, asked.req.param('slug')));
  app.get(`/${lang}/subscriptions/:secret`, (asked) => show(door, asked, lang, asked.req.param('secret')));
  app.post(`/${lang}/subscriptions/:secret/end`, (asked) => end(door, asked, lang, asked.req.param('secret')));
};

const leave = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const { world } = door.options;
  const given = await publicForm(door, asked, ['email', 'consent', 'corrections']);
  if (given instanceof Response) return given;
  if (!isSecret(token)) return door.problem(asked, { code: 'not-found' });
  const { email = '', consent, corrections } = given;
  // Who asked nothing makes us write to nobody.
  if ((await world.contacts.ofTicket(ticketHash(world.keyed, token))) === undefined)
    return door.problem(asked, { code: 'not-found' });
  if (door.options.mails === false) return door.problem(asked, { code: 'mail-off' });
  const refused = (code: string) => drawTicket(door, asked, lang, token, { form: 'contact', code, email });
  const wish = parseAddressWish({ email, consent: consent === 'yes' });
  if (!wish.ok) return refused(wish.error.code);
  const of = { ticket: token, corrections: corrections === 'yes' };
  const goes = sendAddressLetter(door, lang, { ...wish.value, of }, '');
  return goes ? onTo(`${ownPath(lang, 'ticket', token)}?sent=1#contact`) : refused('letters-slowed');
};

const forget = async (door: Door, asked: Asked, lang: UiLang, token: string): Promise<Response> => {
  const done = isSecret(token) && (await withdrawContact(door.options.world, { ticket: token })).ok;
  return done ? onTo(`${ownPath(lang, 'ticket', token)}#contact`) : door.problem(asked, { code: 'not-found' });
};

const subscribeForm = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  slug: string,
  refused: { readonly code: string; readonly email: string } | null = null,
): Promise<Response> => {
  const check = await door.options.world.reads.check(slug);
  if (check === undefined || check.source !== null) return door.problem(asked, { code: 'not-found' });
  if (door.options.mails === false) return door.problem(asked, { code: 'mail-off' });
  const told = textIn(check.texts, lang);
  return door.page(
    lang,
    `/checks/${slug}/subscribe`,
    {
      page: 'asked-subscribe',
      slug,
      title: told.text.title || told.text.claim,
      titleLang: told.lang,
      email: refused?.email ?? '',
      refused: refused?.code ?? null,
      asked: asked.req.query('sent') === '1' && refused === null,
    },
    { status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const begin = async (door: Door, asked: Asked, lang: UiLang, slug: string): Promise<Response> => {
  const { world } = door.options;
  const given = await publicForm(door, asked, ['email', 'consent']);
  if (given instanceof Response) return given;
  const check = await world.reads.check(slug);
  if (check === undefined || check.source !== null || check.withdrawn !== undefined)
    return door.problem(asked, { code: 'not-found' });
  if (door.options.mails === false) return door.problem(asked, { code: 'mail-off' });
  const { email = '', consent } = given;
  const refused = (code: string) => subscribeForm(door, asked, lang, slug, { code, email });
  const wish = parseAddressWish({ email, consent: consent === 'yes' });
  if (!wish.ok) return refused(wish.error.code);
  const { text } = textIn(check.texts, lang);
  const goes = sendAddressLetter(door, lang, { ...wish.value, of: { check: check.id } }, text.title || text.claim);
  return goes ? onTo(`${subscribePath(lang, slug)}?sent=1`) : refused('letters-slowed');
};

const show = async (door: Door, asked: Asked, lang: UiLang, secret: string): Promise<Response> => {
  const { world } = door.options;
  const found = isSecret(secret)
    ? await world.contacts.subscription(lookupOf(world.keyed, 'subscription', secret))
    : undefined;
  if (found === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `/subscriptions/${secret}`,
    { page: 'asked-subscription', secret, subscription: found },
    { headers: ownPageHeaders },
  );
};

const end = async (door: Door, asked: Asked, lang: UiLang, secret: string): Promise<Response> => {
  const done = isSecret(secret) && (await unsubscribe(door.options.world, secret)).ok;
  return done ? onTo(ownPath(lang, 'subscription', secret)) : door.problem(asked, { code: 'not-found' });
};
