// The page that asks again who it is, before what weighs.
import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { nextPage } from './next-page.ts';
import type { Refused } from './pages/team-model.ts';
import { hasPasskey, prove } from './prove.ts';
import { shown } from './sign-in-routes.ts';
import { slowed } from './slowed.ts';

export const confirmRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = inLanguage(lang, '/confirm');
  app.get(
    at,
    inside(door, lang, 'desk.see', (here) => page(here, nextPage(lang, here.asked.req.query('next')), null)),
  );
  app.post(at, inside(door, lang, 'desk.see', confirm));
  app.post(`${at}/passkey`, inside(door, lang, 'desk.see', options));
};

const page = async (here: Inside, next: string, refused: Refused): Promise<Response> =>
  shown(here, '/confirm', {
    page: 'desk-confirm',
    member: here.who.member,
    next,
    kept: null,
    passkey: await hasPasskey(here),
    refused,
  });

const confirm = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['code', 'next', 'passkey']);
  if (given instanceof Response) return given;
  const next = nextPage(here.lang, given.next);
  const refused = await prove(here, given);
  return refused === null ? back(next) : page(here, next, refused);
};

/** What a passkey is asked to sign, for the script of the page. */
const options = async ({ door, asked, who }: Inside): Promise<Response> => {
  const wait = slowed(door, `passkey ${who.member.id}`, 'ask');
  if (wait > 0) return door.problem(asked, { code: 'rate-limited', retryAfter: wait });
  const made = await door.options.world.signIn.passkeys.toProve(who);
  return made.ok
    ? Response.json(made.value, { headers: privately })
    : door.problem(asked, { code: 'not-now', reason: made.error.code });
};
