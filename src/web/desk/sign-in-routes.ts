// Coming in: password, code, invitation, second factor. Plain forms, each answered by our own page.

import type { Hono } from 'hono';
import type { UiLang } from '../../base/lang.ts';
import { acceptInvitation, type NewCookies, openInvitation, type SignInRefusal } from '../../desk/index.ts';
import { type Asked, type Door, privately, type WebEnv } from '../door.ts';
import { preferredLang } from '../languages.ts';
import { fromOurPage } from '../operator-door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { strayed } from '../strayed.ts';
import { formOf } from './desk-form.ts';
import { back } from './inside.ts';
import { nextPage } from './next-page.ts';
import type { Refused, TeamPage, TeamRefused } from './pages/team-model.ts';
import { slowed } from './slowed.ts';

type Here = { readonly door: Door; readonly asked: Asked; readonly lang: UiLang };

export const signInRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = (path: string) => inLanguage(lang, path);
  const form = (route: (here: Here) => Promise<Response>) => async (asked: Asked) =>
    ours(door, asked) ? route({ door, asked, lang }) : door.problem(asked, strayed(asked));
  const page = (route: (here: Here) => Promise<Response>) => (asked: Asked) => route({ door, asked, lang });
  app.get(at('/sign-in'), page(signInPage));
  app.post(at('/sign-in'), form(signIn));
  app.get(at('/sign-in/code'), page(codePage));
  app.post(at('/sign-in/code'), form(giveCode));
  app.post(at('/sign-out'), form(signOut));
  app.get(at('/join'), page(joinPage));
  app.post(at('/join'), form(join));
  app.get(at('/second-factor'), page(setupPage));
  app.post(at('/second-factor'), form(finishSetup));
};

/** A link that names no language opens in that of the account it is for, else in the browser's. */
export const joinRoute = (app: Hono<WebEnv>, door: Door): void => {
  app.get('/join', async (asked) => {
    const { world, organisation } = door.options;
    const code = asked.req.query('code') ?? '';
    const invitation = await openInvitation(world, code);
    const chosen = invitation?.member ? (await world.team.member(invitation.member))?.lang : undefined;
    const lang =
      chosen !== undefined && organisation.languages.includes(chosen)
        ? chosen
        : preferredLang(asked.req.header('accept-language'), organisation.languages);
    const found = back(`${inLanguage(lang, '/join')}?code=${encodeURIComponent(code)}`);
    found.headers.set('vary', 'Accept-Language');
    return found;
  });
};

const signInPage = async ({ door, asked, lang }: Here): Promise<Response> => {
  const next = nextPage(lang, asked.req.query('next'));
  const who = await door.options.world.signIn.entered(cookiesOf(asked));
  if (who?.member.twoFactor === true) return back(next);
  if (who !== undefined) return back(withNext(inLanguage(lang, '/second-factor'), next));
  return signInShown({ door, lang }, { next, email: '', refused: null });
};

type SignInFilled = { readonly next: string; readonly email: string; readonly refused: Refused };

export const signInShown = (here: Pick<Here, 'door' | 'lang'>, filled: SignInFilled): Response =>
  shown(here, '/sign-in', {
    page: 'desk-sign-in',
    passkeys: here.door.options.world.signIn.passkeys.offered,
    ...filled,
  });

const signIn = async (here: Here): Promise<Response> => {
  const { door, lang } = here;
  const given = await formOf(here, ['email', 'password', 'next']);
  if (given instanceof Response) return given;
  const { email = '', password = '' } = given;
  const next = nextPage(lang, given.next);
  const again = (refused: Refused) => signInShown(here, { next, email, refused });
  const wait = slowed(door, email);
  if (wait > 0) return again({ code: 'sign-in-slowed', wait });
  const done = await door.options.world.signIn.withPassword(email.trim(), password);
  if (!done.ok) return again(refusedBy(done.error));
  const path = done.value.next === 'code' ? '/sign-in/code' : '/second-factor';
  return withCookies(back(withNext(inLanguage(lang, path), next)), done.value.cookies);
};

const codePage = async ({ door, asked, lang }: Here): Promise<Response> =>
  shown({ door, lang }, '/sign-in/code', {
    page: 'desk-code',
    next: nextPage(lang, asked.req.query('next')),
    kind: asked.req.query('kind') === 'recovery' ? 'recovery' : 'app',
    refused: null,
  });

const giveCode = async (here: Here): Promise<Response> => {
  const { door, asked, lang } = here;
  const given = await formOf(here, ['code', 'kind', 'next']);
  if (given instanceof Response) return given;
  const next = nextPage(lang, given.next);
  const kind = given.kind === 'recovery' ? 'recovery' : 'app';
  const again = (refused: Refused) => shown(here, '/sign-in/code', { page: 'desk-code', next, kind, refused });
  const wait = slowed(door, `code ${cookiesOf(asked) ?? ''}`);
  if (wait > 0) return again({ code: 'sign-in-slowed', wait });
  const done = await door.options.world.signIn.withCode(cookiesOf(asked), given.code ?? '', kind);
  if (done.ok) return withCookies(back(next), done.value);
  if (done.error.code === 'sign-in-over') return signInShown(here, { next, email: '', refused: refusedBy(done.error) });
  return again(refusedBy(done.error));
};

const signOut = async ({ door, asked, lang }: Here): Promise<Response> =>
  withCookies(back(inLanguage(lang, '/sign-in')), await door.options.world.signIn.signOut(cookiesOf(asked)));

const joinPage = async ({ door, asked, lang }: Here): Promise<Response> => {
  const code = asked.req.query('code') ?? '';
  const invitation = await openInvitation(door.options.world, code);
  return shown({ door, lang }, `/join?code=${encodeURIComponent(code)}`, {
    page: 'desk-join',
    code,
    invitation,
    name: await nameOf(door, invitation),
    email: '',
    refused: null,
  });
};

const join = async (here: Here): Promise<Response> => {
  const { door, lang } = here;
  const { world, organisation } = door.options;
  const given = await formOf(here, ['code', 'name', 'email', 'password']);
  if (given instanceof Response) return given;
  const { code = '', name = '', email = '', password = '' } = given;
  const again = async (refused: Refused) =>
    shown(here, `/join?code=${encodeURIComponent(code)}`, {
      page: 'desk-join',
      code,
      invitation: await openInvitation(world, code),
      name,
      email,
      refused,
    });
  const wait = slowed(door, `join ${code}`);
  if (wait > 0) return again({ code: 'sign-in-slowed', wait });
  const typed = { code, name, email, password, lang, organisation: organisation.name };
  const joined = await acceptInvitation(world, typed);
  if (!joined.ok) {
    const refused = joined.error.code;
    return again(refused === 'invitation-over' ? null : { code: refused, wait: null });
  }
  // Whoever reads the public page about the team sees the new line at once.
  door.cache.clear();
  const done = await world.signIn.withPassword(email.trim(), password);
  if (!done.ok) return back(inLanguage(lang, '/sign-in'));
  return withCookies(back(inLanguage(lang, '/second-factor')), done.value.cookies);
};

const nameOf = async (door: Door, invitation: Awaited<ReturnType<typeof openInvitation>>): Promise<string> => {
  if (invitation === undefined || invitation.member === null) return '';
  return (await door.options.world.team.member(invitation.member))?.name ?? '';
};

const setupPage = async ({ door, asked, lang }: Here): Promise<Response> => {
  const next = nextPage(lang, asked.req.query('next'));
  const setup = await door.options.world.signIn.setup(cookiesOf(asked));
  // Nothing waits: it is set up already, or nobody has signed in.
  if (setup === undefined) return back(withNext(inLanguage(lang, '/sign-in'), next));
  return shown({ door, lang }, '/second-factor', { page: 'desk-second-factor', ...setup, next, refused: null });
};

const finishSetup = async (here: Here): Promise<Response> => {
  const { door, asked, lang } = here;
  const given = await formOf(here, ['code', 'next']);
  if (given instanceof Response) return given;
  const next = nextPage(lang, given.next);
  const { signIn } = door.options.world;
  const setup = await signIn.setup(cookiesOf(asked));
  if (setup === undefined) return back(withNext(inLanguage(lang, '/sign-in'), next));
  const again = (refused: Refused) =>
    shown(here, '/second-factor', { page: 'desk-second-factor', ...setup, next, refused });
  const wait = slowed(door, `setup ${setup.secret}`);
  if (wait > 0) return again({ code: 'sign-in-slowed', wait });
  const done = await signIn.finishSetup(cookiesOf(asked), given.code ?? '');
  if (!done.ok) return again(refusedBy(done.error));
  const codes = shown(here, '/second-factor', { page: 'desk-recovery', codes: done.value.recovery, next });
  return withCookies(codes, done.value.cookies);
};

/** Whether a form comes from a page of ours. */
export const ours = (door: Door, asked: Asked): boolean =>
  fromOurPage(door.options.organisation.origin, asked.req.header('sec-fetch-site'), asked.req.header('origin'));

/** The cookies of a request, as they came. */
export const cookiesOf = (asked: Asked): string | null => asked.req.header('cookie') ?? null;

/** The same response with cookies for the browser to keep. */
export const withCookies = (response: Response, cookies: NewCookies): Response => {
  for (const line of cookies) response.headers.append('set-cookie', line);
  return response;
};

/** A page of signing in or of the team; one that says no to a form says so by its status. */
export const shown = ({ door, lang }: Pick<Here, 'door' | 'lang'>, path: string, page: TeamPage): Response => {
  const refused = ('refused' in page ? page.refused : null) ?? ('leaving' in page ? page.leaving : null);
  const status = refused === null ? 200 : refused.code === 'sign-in-slowed' ? 429 : 422;
  const wait = refused !== null && 'wait' in refused ? refused.wait : null;
  return door.page(lang, path, page, {
    status,
    headers: { ...privately, ...(wait === null ? {} : { 'retry-after': String(wait) }) },
  });
};

/** The library's word for no, as a page tells it. */
export const refusedBy = ({ code }: SignInRefusal): { readonly code: TeamRefused; readonly wait: null } => ({
  code: code === 'signed-out' ? 'sign-in-over' : code,
  wait: null,
});

const withNext = (path: string, next: string): string => `${path}?next=${encodeURIComponent(next)}`;
