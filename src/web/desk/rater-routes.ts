// People who rate, at the desk: weighing what they propose, answering standings, inviting.
import type { Hono } from 'hono';
import { parseId } from '../../base/ids.ts';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import { mailboxOf } from '../../core/let-in.ts';
import { may } from '../../core/rights.ts';
import {
  decideStandingAnswer,
  inviteRaterByLetter,
  settleProposal,
  weighProposal,
  writeStandingAnswer,
} from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { raterInvitation } from '../rater-letters.ts';
import { slugTyped } from '../slug-typed.ts';
import { back, type Inside, inside } from './inside.ts';
import { ladderOfLastCut } from './ladder-of-cut.ts';
import { byOne, notForYou } from './not-for-you.ts';
import type { DecideRefused } from './pages/decide-model.ts';
import { provenForm } from './proven.ts';
import { slowed } from './slowed.ts';

const path = '/desk/raters';

export const raterDeskRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${path}`;
  app.get(
    at,
    inside(door, lang, 'proposals.weigh', (here) => show(here)),
  );
  app.post(`${at}/proposals/:id`, inside(door, lang, 'proposals.weigh', weigh));
  app.post(`${at}/answers`, inside(door, lang, 'standings.answer', write));
  app.post(`${at}/answers/:id`, inside(door, lang, 'standings.answer', decide));
  app.post(`${at}/invitations`, inside(door, lang, 'raters.invite', invite));
};

type Typed = Readonly<Partial<Record<string, string>>>;

const show = async (here: Inside, typed: Typed = {}, refused: DecideRefused = null): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world, mails } = door.options;
  const { role } = who.member;
  const answering = may(role, 'standings.answer');
  const [proposals, answers, members, ladder] = await Promise.all([
    world.proposals.waiting(),
    answering ? world.standingAnswers.waiting() : null,
    world.team.members(),
    ladderOfLastCut(world),
  ]);
  const weighed = proposals.flatMap((one) => (one.weighed === null ? [] : [byOne(one.id, one.weighed.by)]));
  const written = (answers ?? []).map((one) => byOne(one.id, one.writtenBy));
  const not = new Map([
    ...(await notForYou(world, who.member, weighed, { puts: 'proposals.weigh' })),
    ...(await notForYou(world, who.member, written, { puts: 'standings.answer' })),
  ]);
  return door.page(
    lang,
    path,
    {
      page: 'desk-raters',
      member: who.member,
      proposals,
      answers,
      ladder,
      invites: may(role, 'raters.invite') ? { mails: mails !== false } : null,
      not,
      names: Object.fromEntries(members.map((member) => [member.id, member.name])),
      typed: typed as Readonly<Record<string, string>>,
      refused,
      done: asked.req.query('done') === 'invited' && refused === null ? 'invited' : null,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const weigh = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm(here, { names: ['as', 'do'], page: `/${lang}${path}` });
  if (given instanceof Response) return given;
  const id = parseId(asked.req.param('id') ?? '');
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const { world } = door.options;
  const done =
    given.do === undefined
      ? await weighProposal(
          world,
          who.member,
          id,
          given.as === 'accepted' ? { as: 'accepted', reason: null } : { as: 'declined', reason: given.as ?? null },
        )
      : await settleProposal(world, who.member, id, given.do === 'agree' ? 'agreed' : 'refused');
  if (done.ok) return back(`/${lang}${path}#proposals`);
  const { code, detail } = done.error;
  if (code === 'proposal-reason') return show(here, {}, { code, field: null });
  return door.problem(asked, { code, ...(detail === undefined ? {} : { detail }) });
};

const write = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const names = ['check', ...uiLangs.map((of) => `says.${of}` as const)] as const;
  const given = await provenForm<string>(here, { names, page: `/${lang}${path}`, again: (typed) => show(here, typed) });
  if (given instanceof Response) return given;
  const done = await writeStandingAnswer(door.options.world, who.member, {
    check: slugTyped(given.check ?? '') ?? '',
    says: Object.fromEntries(uiLangs.map((of) => [of, given[`says.${of}`] ?? ''])),
  });
  if (done.ok) return back(`/${lang}${path}#answers`);
  const { code, field = null } = done.error;
  if (code === 'forbidden') return door.problem(asked, { code, right: 'standings.answer' });
  return show(here, given, { code, field });
};

const decide = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm(here, { names: ['do'], page: `/${lang}${path}` });
  if (given instanceof Response) return given;
  const as = ({ agree: 'agreed', decline: 'refused', withdraw: 'withdrawn' } as const)[
    given.do as 'agree' | 'decline' | 'withdraw'
  ];
  const id = parseId(asked.req.param('id') ?? '');
  if (as === undefined) return door.problem(asked, { code: 'invalid-input', field: 'do' });
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await decideStandingAnswer(door.options.world, who.member, id, as);
  if (done.ok) return back(`/${lang}${path}#answers`);
  const { code, detail } = done.error;
  return door.problem(asked, { code, ...(detail === undefined ? {} : { detail }) });
};

const invite = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm<string>(here, {
    names: ['email'],
    page: `/${lang}${path}`,
    again: (typed) => show(here, typed),
  });
  if (given instanceof Response) return given;
  const { email = '' } = given;
  const { world, organisation, mails } = door.options;
  if (mails === false) return door.problem(asked, { code: 'not-found' });
  if (slowed(door, `rater ${mailboxOf(email)}`, 'letter') > 0)
    return show(here, given, { code: 'rate-letters-slowed', field: 'email' });
  const done = await inviteRaterByLetter(world, who.member, { email, letter: raterInvitation(organisation, lang) });
  if (done.ok) return back(`/${lang}${path}?done=invited`);
  const { code, field = null } = done.error;
  if (code === 'forbidden') return door.problem(asked, { code, right: 'raters.invite' });
  return show(here, given, { code, field });
};
