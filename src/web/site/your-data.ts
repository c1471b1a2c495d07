// Asking about one's own data, and the page where the reply will stand.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { readRequest, requestData } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { ownPath } from '../pages/addresses.ts';
import type { PageOf } from '../pages/page-of.ts';
import { statusOf } from '../problem.ts';
import { isSecret, onceOf, onTo, ownPageHeaders, publicForm } from './public-form.ts';

const path = '/your-data';

export const yourDataRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}${path}`, () => form(door, lang));
  app.post(`/${lang}${path}`, (asked) => send(door, asked, lang));
  app.get(`/${lang}${path}/:secret`, (asked) => show(door, asked, lang, asked.req.param('secret')));
};

const form = (
  door: Door,
  lang: UiLang,
  filled: PageOf<'asked-your-data'>['filled'] = { kind: '', text: '' },
  refused: PageOf<'asked-your-data'>['refused'] = null,
): Response => {
  const status = refused === null ? 200 : statusOf(refused.code === 'requests-full' ? 'rate-limited' : 'invalid-input');
  return door.page(
    lang,
    path,
    { page: 'asked-your-data', filled, refused, key: door.options.randomToken() },
    { status },
  );
};

const send = async (door: Door, asked: Asked, lang: UiLang): Promise<Response> => {
  const { world } = door.options;
  const given = await publicForm(door, asked, ['key', 'kind', 'text']);
  if (given instanceof Response) return given;
  const { kind = '', text = '' } = given;
  const once = onceOf(world.keyed, 'request', given.key, kind, text);
  const received = await requestData(world, { kind, text, lang, once });
  if (received.ok) return onTo(ownPath(lang, 'request', received.value.secret));
  const { code, field = null } = received.error;
  return form(door, lang, { kind, text }, { code, field });
};

const show = async (door: Door, asked: Asked, lang: UiLang, secret: string): Promise<Response> => {
  const found = isSecret(secret) ? await readRequest(door.options.world, { secret }) : undefined;
  if (found?.ok !== true) return door.problem(asked, { code: 'not-found' });
  return door.page(lang, `${path}/${secret}`, { page: 'asked-request', ...found.value }, { headers: ownPageHeaders });
};
