// One's own pages: name, password, second factor, sessions; and, for owners of a trial, the letters that would have gone out.
import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import { isUiLang, type UiLang } from '../../base/lang.ts';
import { checkPassword } from '../../core/password.ts';
import { may } from '../../core/rights.ts';
import { describeOneself, removeMember } from '../../desk/index.ts';
import type { Door, WebEnv } from '../door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { formOf } from './desk-form.ts';
import { back, type Inside, inside } from './inside.ts';
import { type AccountDone, accountDone, type TeamPage, type TeamRefused } from './pages/team-model.ts';
import { toConfirm } from './proven.ts';
import { cookiesOf, refusedBy, shown, withCookies } from './sign-in-routes.ts';
import { slowed } from './slowed.ts';
import { actorOf } from './team-routes.ts';

type Found = Extract<TeamPage, { page: 'desk-account' }>;

export const accountRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = inLanguage(lang, '/desk/account');
  const own = (route: (here: Inside) => Promise<Response>) => inside(door, lang, 'desk.see', route);
  const proven = (route: (here: Inside) => Promise<Response>) =>
    own(async (here) => toConfirm(here, at) ?? route(here));
  app.get(
    at,
    own((here) => accountPage(here, {})),
  );
  app.post(at, own(describe));
  app.post(`${at}/password`, own(changePassword));
  app.post(`${at}/second-factor`, proven(renewSecondFactor));
  app.post(`${at}/recovery-codes`, proven(newRecoveryCodes));
  app.post(`${at}/sessions/:id/end`, own(endSession));
  app.post(`${at}/leave`, proven(leave));
  app.get(
    inLanguage(lang, '/desk/mailbox'),
    inside(door, lang, 'team.manage', async (here) =>
      shown(here, '/desk/mailbox', {
        page: 'desk-mailbox',
        member: here.who.member,
        letters: door.options.mailbox?.() ?? null,
      }),
    ),
  );
};

const accountPage = async (here: Inside, more: Partial<Pick<Found, 'refused' | 'leaving'>>): Promise<Response> => {
  const { door, asked, who } = here;
  const done = asked.req.query('done');
  const { signIn } = door.options.world;
  return shown(here, '/desk/account', {
    page: 'desk-account',
    member: who.member,
    sessions: await signIn.sessions(cookiesOf(asked)),
    mailbox: door.options.mailbox !== undefined && may(who.member.role, 'team.manage'),
    passkeys: await signIn.passkeys.of(who.member.id),
    done: accountDone.find((one) => one === done) ?? null,
    refused: null,
    leaving: null,
    ...more,
  });
};

const describe = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['name', 'lang']);
  if (given instanceof Response) return given;
  const { name = '', lang = '' } = given;
  if (!isUiLang(lang)) return here.door.problem(here.asked, { code: 'invalid-input', field: 'lang' });
  const done = await describeOneself(here.door.options.world, actorOf(here), { name, lang });
  return done.ok ? finished(here, 'details') : refusing(here, 'details', done.error.code);
};

const changePassword = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['current', 'password', 'again']);
  if (given instanceof Response) return given;
  const { current = '', password = '', again = '' } = given;
  const { world, organisation } = here.door.options;
  if (password !== again) return refusing(here, 'password', 'password-differs');
  const { name, email } = here.who.member;
  const fits = checkPassword(password, [name, email ?? '', organisation.name]);
  if (!fits.ok) return refusing(here, 'password', fits.error.code);
  if (slowed(here.door, `password ${here.who.member.id}`) > 0) return refusing(here, 'password', 'sign-in-slowed');
  const done = await world.signIn.changePassword(cookiesOf(here.asked), current, password);
  if (!done.ok) return refusing(here, 'password', refusedBy(done.error).code);
  return withCookies(finished(here, 'password'), done.value);
};

/** Gives up the second factor for a new one; until that is set up, the desk stays closed. */
const renewSecondFactor = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['password']);
  if (given instanceof Response) return given;
  if (slowed(here.door, `password ${here.who.member.id}`) > 0) return refusing(here, 'factor', 'sign-in-slowed');
  const { signIn } = here.door.options.world;
  const done = await signIn.renewSecondFactor(cookiesOf(here.asked), given.password ?? '');
  if (!done.ok) return refusing(here, 'factor', refusedBy(done.error).code);
  return withCookies(back(inLanguage(here.lang, '/second-factor')), done.value);
};

const newRecoveryCodes = async (here: Inside): Promise<Response> => {
  const given = await formOf(here, ['password']);
  if (given instanceof Response) return given;
  if (slowed(here.door, `password ${here.who.member.id}`) > 0) return refusing(here, 'factor', 'sign-in-slowed');
  const { signIn } = here.door.options.world;
  const done = await signIn.newRecoveryCodes(cookiesOf(here.asked), given.password ?? '');
  if (!done.ok) return refusing(here, 'factor', refusedBy(done.error).code);
  const next = inLanguage(here.lang, '/desk/account');
  return shown(here, '/desk/account', { page: 'desk-recovery', codes: done.value, next });
};

const endSession = async (here: Inside): Promise<Response> => {
  const id = parseId(here.asked.req.param('id') ?? '');
  const ended = id && (await here.door.options.world.signIn.endSession(cookiesOf(here.asked), id));
  return ended ? finished(here, 'session') : here.door.problem(here.asked, { code: 'not-found' });
};

const leave = async (here: Inside): Promise<Response> => {
  const done = await removeMember(here.door.options.world, actorOf(here), here.who.member.id);
  if (!done.ok) return accountPage(here, { leaving: { code: 'last-owner', wait: null } });
  here.door.cache.clear();
  return back(inLanguage(here.lang, '/sign-in'));
};

const finished = ({ lang }: Inside, what: AccountDone): Response =>
  back(`${inLanguage(lang, '/desk/account')}?done=${what}`);

const refusing = (here: Inside, form: 'details' | 'password' | 'factor', code: TeamRefused): Promise<Response> =>
  accountPage(here, { refused: { form, code } });
