// A link by mail in place of the password. What opens it is a press on the page behind it: programs that read mail follow links.

import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { mailboxOf } from '../../core/let-in.ts';
import { type Member, sendSignInLink } from '../../desk/index.ts';
import type { Asked, Door, WebEnv } from '../door.ts';
import { translate } from '../locale.ts';
import { inLanguage } from '../pages/addresses.ts';
import { strayed } from '../strayed.ts';
import { formOf } from './desk-form.ts';
import { back } from './inside.ts';
import type { Refused } from './pages/team-model.ts';
import { ours, refusedBy, shown, withCookies } from './sign-in-routes.ts';
import { slowed } from './slowed.ts';

type Here = { readonly door: Door; readonly asked: Asked; readonly lang: UiLang };

const path = '/sign-in/link';

export const linkRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = inLanguage(lang, path);
  const form = (route: (here: Here) => Promise<Response>) => async (asked: Asked) =>
    ours(door, asked) ? route({ door, asked, lang }) : door.problem(asked, strayed(asked));
  app.get(at, async (asked) => askPage({ door, asked, lang }, '', null));
  app.post(at, form(ask));
  app.get(`${at}/open`, async (asked) => openPage({ door, asked, lang }, asked.req.query('code') ?? '', null));
  app.post(`${at}/open`, form(open));
};

const askPage = (here: Here, email: string, refused: Refused): Response =>
  shown(here, path, { page: 'desk-link-ask', mails: here.door.options.mails !== false, email, refused });

/** The same page and as soon, whether the address is one of the team's or nobody's. */
const ask = async (here: Here): Promise<Response> => {
  const { door } = here;
  const given = await formOf(here, ['email']);
  if (given instanceof Response) return given;
  const { email = '' } = given;
  const wait = slowed(door, mailboxOf(email), 'letter');
  if (wait > 0) return askPage(here, email, { code: 'sign-in-slowed', wait });
  const { world, randomToken } = door.options;
  const code = randomToken() + randomToken();
  sendSignInLink(world, { email, code, letter: letterFor(door, code) }).catch((error: unknown) =>
    door.options.log({ level: 'error', what: 'sign-in link', error: String((error as Error).name) }),
  );
  return shown(here, path, { page: 'desk-link-sent', trial: door.options.mailbox !== undefined });
};

const letterFor =
  ({ options: { organisation } }: Door, code: string) =>
  ({ lang }: Member) => {
    const t = translate(lang);
    const address = `${organisation.origin}${inLanguage(lang, `${path}/open`)}?code=${code}`;
    const words = { organisation: organisation.name, address };
    return { subject: t('link.letter.subject', words), text: t('link.letter.text', words) };
  };

const openPage = (here: Here, code: string, refused: Refused): Response =>
  shown(here, `${path}/open?code=${encodeURIComponent(code)}`, { page: 'desk-link-open', code, refused });

const open = async (here: Here): Promise<Response> => {
  const { door, lang } = here;
  const given = await formOf(here, ['code']);
  if (given instanceof Response) return given;
  const { code = '' } = given;
  const wait = slowed(door, `link ${code}`);
  if (wait > 0) return openPage(here, code, { code: 'sign-in-slowed', wait });
  const done = await door.options.world.signIn.links.use(code);
  if (!done.ok) return openPage(here, '', refusedBy(done.error));
  return withCookies(back(inLanguage(lang, '/sign-in/code')), done.value);
};
