// Passkeys on the pages: coming in with one, making one, taking one away.

import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { strayed } from '../strayed.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { nextPage } from './next-page.ts';
import type { Refused } from './pages/team-model.ts';
import { newPasskeyIn, passkeyIn } from './passkey-door.ts';
import { isProven, toConfirm } from './proven.ts';
import { cookiesOf, ours, shown, signInShown, withCookies } from './sign-in-routes.ts';
import { slowed } from './slowed.ts';

type Here = { readonly door: Door; readonly asked: Asked; readonly lang: UiLang };

export const passkeyRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = inLanguage(lang, '/sign-in/passkey');
  const outside = (route: (here: Here) => Promise<Response>) => async (asked: Asked) =>
    ours(door, asked) ? route({ door, asked, lang }) : door.problem(asked, strayed(asked));
  app.post(`${at}/options`, outside(toSignIn));
  app.post(at, outside(signIn));
  const own = inLanguage(lang, '/desk/account/passkeys');
  app.get(
    `${own}/new`,
    inside(door, lang, 'desk.see', async (here) => toConfirm(here, `${own}/new`) ?? newPage(here, null)),
  );
  app.post(`${own}/options`, inside(door, lang, 'desk.see', toAdd));
  app.post(
    own,
    inside(door, lang, 'desk.see', async (here) => toConfirm(here, `${own}/new`) ?? add(here)),
  );
  app.post(
    `${own}/:id/remove`,
    inside(door, lang, 'desk.see', async (here) => toConfirm(here, inLanguage(lang, '/desk/account')) ?? remove(here)),
  );
};

const toSignIn = async ({ door, asked }: Here): Promise<Response> => {
  const wait = slowed(door, 'passkey', 'ask');
  if (wait > 0) return door.problem(asked, { code: 'rate-limited', retryAfter: wait });
  const made = await door.options.world.signIn.passkeys.toSignIn();
  if (!made.ok) return door.problem(asked, { code: 'not-now', reason: made.error.code });
  return withCookies(Response.json(made.value.options, { headers: privately }), made.value.cookies);
};

const signIn = async (here: Here): Promise<Response> => {
  const { door, asked, lang } = here;
  const given = await formOf(here, ['passkey', 'next']);
  if (given instanceof Response) return given;
  const next = nextPage(lang, given.next);
  const again = (refused: Refused) => signInShown(here, { next, email: '', refused });
  const answer = passkeyIn(given.passkey ?? '');
  if (answer === undefined) return again({ code: 'passkey-wrong', wait: null });
  const wait = slowed(door, `passkey ${answer.id}`);
  if (wait > 0) return again({ code: 'sign-in-slowed', wait });
  const done = await door.options.world.signIn.passkeys.signIn(cookiesOf(asked), answer);
  return done.ok ? withCookies(back(next), done.value) : again({ code: done.error.code, wait: null });
};

const newPage = async (here: Inside, refused: Refused): Promise<Response> =>
  shown(here, '/desk/account/passkeys/new', {
    page: 'desk-passkey',
    member: here.who.member,
    offered: here.door.options.world.signIn.passkeys.offered,
    refused,
  });

/** What a new passkey is made from, for the script of the page. */
const toAdd = async (here: Inside): Promise<Response> => {
  const { door, asked, who } = here;
  if (!isProven(here)) return door.problem(asked, { code: 'step-up-needed' });
  const made = await door.options.world.signIn.passkeys.toAdd(who);
  return made.ok
    ? Response.json(made.value, { headers: privately })
    : door.problem(asked, { code: 'not-now', reason: made.error.code });
};

const add = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['passkey']);
  if (given instanceof Response) return given;
  const answer = newPasskeyIn(given.passkey ?? '');
  if (answer === undefined) return newPage(here, { code: 'passkey-wrong', wait: null });
  const added = await here.door.options.world.signIn.passkeys.add(here.who, answer);
  if (!added.ok) return newPage(here, { code: added.error.code, wait: null });
  return back(`${inLanguage(here.lang, '/desk/account')}?done=passkey`);
};

const remove = async (here: Inside): Promise<Response> => {
  const id = parseId(here.asked.req.param('id') ?? '');
  const removed = id && (await here.door.options.world.signIn.passkeys.remove(here.who, id));
  return removed
    ? back(`${inLanguage(here.lang, '/desk/account')}?done=passkey-removed`)
    : here.door.problem(here.asked, { code: 'not-found' });
};
