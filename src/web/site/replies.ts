// Somebody who was asked for their side: their own page, by the secret in our letter.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { giveReply, lookupOf } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { ownPath } from '../pages/addresses.ts';
import type { PageOf } from '../pages/page-of.ts';
import { statusOf } from '../problem.ts';
import { isSecret, onTo, ownPageHeaders, publicForm } from './public-form.ts';

export const replyRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}/replies/:secret`, (asked) => show(door, asked, lang, '', null));
  app.post(`/${lang}/replies/:secret`, (asked) => send(door, asked, lang));
};

const show = async (
  door: Door,
  asked: Asked,
  lang: UiLang,
  text: string,
  refused: PageOf<'asked-reply'>['refused'],
): Promise<Response> => {
  const { world } = door.options;
  const secret = asked.req.param('secret') ?? '';
  const reply = isSecret(secret) ? await world.caseTalk.askedReply(lookupOf(world.keyed, 'reply', secret)) : undefined;
  if (reply === undefined) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `/replies/${secret}`,
    { page: 'asked-reply', secret, reply, text, refused },
    { headers: ownPageHeaders, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const send = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const secret = asked.req.param('secret') ?? '';
  const given = await publicForm(door, asked, ['text']);
  if (given instanceof Response) return given;
  const { text = '' } = given;
  const done = isSecret(secret) && (await giveReply(door.options.world, { secret, text, lang }));
  if (done === false) return door.problem(asked, { code: 'not-found' });
  // Told before, or too late: the page itself says which.
  if (done.ok || done.error.code === 'reply-over') return onTo(ownPath(lang, 'reply', secret));
  const { code, field = null } = done.error;
  return code === 'not-found' ? door.problem(asked, { code }) : show(door, asked, lang, text, { code, field });
};
