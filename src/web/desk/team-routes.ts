// The team's page: who is in it, who is let in, who may what. And the public line about each change.
import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { isRole, may, type Role, type StaffId } from '../../core/rights.ts';
import { changeRole, inviteMember, type Letter, removeMember, withdrawInvitation } from '../../desk/index.ts';
import type { Door, WebEnv } from '../door.ts';
import { translate } from '../locale.ts';
import { inLanguage } from '../pages/addresses.ts';
import { drawnPage, publicPage } from '../public-page.ts';
import { back, type Inside, inside } from './inside.ts';
import type { Refused, TeamPage } from './pages/team-model.ts';
import { provenForm, toConfirm } from './proven.ts';
import { shown } from './sign-in-routes.ts';

const linesShown = 300;

export const teamRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = inLanguage(lang, '/desk/team');
  const owners = (route: (here: Inside) => Promise<Response>) =>
    inside(door, lang, 'team.manage', async (here) => toConfirm(here, at) ?? route(here));
  const typing = (route: (here: Inside) => Promise<Response>) => inside(door, lang, 'team.manage', route);
  app.get(
    at,
    inside(door, lang, 'desk.see', (here) => teamPage(here, {})),
  );
  app.post(`${at}/invitations`, typing(invite));
  app.post(
    `${at}/invitations/:id/withdraw`,
    owners(async (here) => {
      const id = parseId(here.asked.req.param('id') ?? '');
      const done = id && (await withdrawInvitation(door.options.world, actorOf(here), id));
      return done?.ok ? back(at) : door.problem(here.asked, { code: 'not-found' });
    }),
  );
  app.post(`${at}/:id/role`, typing(giveRole));
  app.post(`${at}/:id/remove`, owners(remove));
  app.post(`${at}/:id/renew`, owners(renew));
  const log = inLanguage(lang, '/team-log');
  app.get(log, (asked) =>
    publicPage(door, asked, log, async () => {
      const { team, optIns } = door.options.world;
      const [lines, asked] = await Promise.all([team.log(linesShown), optIns.list(linesShown)]);
      return drawnPage(door.draw(lang, '/team-log', { page: 'team-log', lines, optIns: asked }), { lang });
    }),
  );
};

type Found = Extract<TeamPage, { page: 'desk-team' }>;

const teamPage = async (here: Inside, more: Partial<Pick<Found, 'link' | 'role' | 'refused'>>): Promise<Response> => {
  const { door, asked, who } = here;
  const { team, now } = door.options.world;
  const manages = may(who.member.role, 'team.manage');
  const [members, invitations] = await Promise.all([team.members(), manages ? team.invitations(now()) : []]);
  const named = (name: string) => members.find(({ id }) => id === asked.req.query(name));
  const removed = named('removed');
  return shown(here, '/desk/team', {
    page: 'desk-team',
    member: who.member,
    members,
    invitations,
    link: null,
    removed: removed?.state === 'removed' ? removed : undefined,
    changed: named('changed'),
    role: 'checker',
    refused: null,
    ...more,
  });
};

const invite = async (here: Inside): Promise<Response> => {
  const given = await provenForm(here, { names: ['role', 'email'], page: inLanguage(here.lang, '/desk/team') });
  if (given instanceof Response) return given;
  const { role = '', email = '' } = given;
  if (!isRole(role)) return here.door.problem(here.asked, { code: 'invalid-input', field: 'role' });
  return linkShown(here, role, null, email.trim() === '' ? null : email.trim());
};

/** The way back of somebody who lost theirs, or was removed by mistake. */
const renew = async (here: Inside): Promise<Response> => {
  const member = await memberOf(here);
  if (member === undefined) return here.door.problem(here.asked, { code: 'not-found' });
  return linkShown(here, member.role, member.id, member.email);
};

const linkShown = async (here: Inside, role: Role, member: StaffId | null, to: string | null): Promise<Response> => {
  const { door } = here;
  const { world, organisation, randomToken } = door.options;
  const code = randomToken();
  const address = `${organisation.origin}${inLanguage(here.lang, '/join')}?code=${code}`;
  const letter = to === null ? null : letterTo(here, to, address);
  const invited = await inviteMember(world, actorOf(here), { code, role, member, letter });
  if (!invited.ok) return door.problem(here.asked, { code: invited.error.code });
  const { sent } = invited.value;
  return teamPage(here, {
    role,
    link: {
      address,
      mailedTo: sent ? to : null,
      failed: to !== null && !sent,
      trial: door.options.mailbox !== undefined,
    },
  });
};

const letterTo = ({ door, lang }: Inside, to: string, address: string): Letter => {
  const t = translate(lang);
  const organisation = door.options.organisation.name;
  return {
    to,
    subject: t('team.letter.subject', { organisation }),
    text: t('team.letter.text', { organisation, address }),
  };
};

const giveRole = async (here: Inside): Promise<Response> => {
  const given = await provenForm(here, { names: ['role'], page: inLanguage(here.lang, '/desk/team') });
  if (given instanceof Response) return given;
  const { role = '' } = given;
  if (!isRole(role)) return here.door.problem(here.asked, { code: 'invalid-input', field: 'role' });
  const member = await memberOf(here);
  if (member === undefined) return here.door.problem(here.asked, { code: 'not-found' });
  const done = await changeRole(here.door.options.world, actorOf(here), { member: member.id, role });
  return told(here, done, `changed=${member.id}`);
};

const remove = async (here: Inside): Promise<Response> => {
  const member = await memberOf(here);
  if (member === undefined) return here.door.problem(here.asked, { code: 'not-found' });
  const done = await removeMember(here.door.options.world, actorOf(here), member.id);
  if (done.ok && member.id === here.who.member.id) return back(inLanguage(here.lang, '/sign-in'));
  return told(here, done, `removed=${member.id}`);
};

type Done = Awaited<ReturnType<typeof removeMember>>;

/** Back to the team with what was done, so that it can be undone there; or the page again with why not. */
const told = (here: Inside, done: Done, what: string): Response | Promise<Response> => {
  const { door, lang, asked } = here;
  if (!done.ok && done.error.code === 'last-owner') {
    const refused: Refused = { code: 'last-owner', wait: null };
    return teamPage(here, { refused });
  }
  if (!done.ok) return door.problem(asked, { code: done.error.code === 'forbidden' ? 'forbidden' : 'not-found' });
  door.cache.clear();
  return back(`${inLanguage(lang, '/desk/team')}?${what}`);
};

const memberOf = async ({ door, asked }: Inside) => {
  const id = parseId(asked.req.param('id') ?? '');
  return id && (await door.options.world.team.member(id));
};

/** Who acts, as verbs are told. */
export const actorOf = ({ who }: Inside): { readonly id: StaffId; readonly role: Role } => ({
  id: who.member.id,
  role: who.member.role,
});
