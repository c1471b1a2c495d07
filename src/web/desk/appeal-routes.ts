// The desk's side of appeals and of requests about people's own data.
import type { Hono } from 'hono';
import { type Id, parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import type { Refusal, Result } from '../../base/result.ts';
import { may, type StaffId } from '../../core/rights.ts';
import {
  agreeToAnswer,
  answerAppeal,
  answerRequest,
  correctAnswer,
  type DeskAppeal,
  type InTheWay,
  keepsFromAgreeing,
  keepsFromWriting,
  lookAtAppeal,
  readRequest,
  settleAppeal,
} from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { inLanguage } from '../pages/addresses.ts';
import { statusOf } from '../problem.ts';
import { back, type Inside, inside } from './inside.ts';
import { wordsNotForYou } from './not-for-you.ts';
import type { AppealForm, AppealPageOf } from './pages/appeal-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/appeals';
const most = 500;

export const appealDeskRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(`/${lang}${path}`, inside(door, lang, 'appeal.answer', list));
  app.get(
    `/${lang}${path}/:id`,
    inside(door, lang, 'appeal.answer', (here) => show(here)),
  );
  app.post(`/${lang}${path}/:id`, inside(door, lang, 'appeal.answer', answer));
  app.post(`/${lang}${path}/:id/agree`, inside(door, lang, 'appeal.answer', agree));
  app.post(`/${lang}${path}/:id/correct`, inside(door, lang, 'appeal.answer', correct));
  app.post(`/${lang}${path}/:id/look`, inside(door, lang, 'appeal.answer', look));
  app.post(`/${lang}${path}/:id/settle`, inside(door, lang, 'appeal.settle', settle));
  const requests = `/${lang}/desk/data-requests/:id`;
  app.get(
    requests,
    inside(door, lang, 'data.answer', (here) => showRequest(here)),
  );
  app.post(requests, inside(door, lang, 'data.answer', reply));
  app.post(`${requests}/acknowledge`, inside(door, lang, 'data.answer', acknowledge));
};

const idOf = ({ asked }: Inside): Id | undefined => parseId(asked.req.param('id') ?? '');

const list = async ({ door, lang, who }: Inside): Promise<Response> => {
  const { world } = door.options;
  const handlesData = may(who.member.role, 'data.answer');
  const [appeals, requests, retention] = await Promise.all([
    world.appeals.list(most),
    handlesData ? world.dataRequests.list(most) : null,
    handlesData ? world.retention.lastReport() : null,
  ]);
  const names = await namesOf(door, appeals.flatMap(lookers));
  return door.page(
    lang,
    path,
    {
      ...{ page: 'desk-appeals', member: who.member, appeals, names, requests, retention: retention ?? null },
      not: await wordsNotForYou(world, who.member, appeals),
    },
    { headers: privately },
  );
};

const nothing: AppealForm = { at: null, outcome: '', words: {} };

const show = async (
  here: Inside,
  filled: AppealForm = nothing,
  refused: AppealPageOf<'desk-appeal'>['refused'] = null,
): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world, organisation } = door.options;
  const id = idOf(here);
  const appeal = id && (await world.appeals.appeal(id));
  if (appeal === undefined) return door.problem(asked, { code: 'not-found' });
  const answerer = appeal.answeredBy === null ? undefined : await world.team.member(appeal.answeredBy);
  const writing = await keepsFromWriting(
    world,
    appeal,
    appeal.answer === null ? 'answer' : 'correction',
    who.member.id,
  );
  const settling =
    appeal.consequence?.state === 'waits' ? await keepsFromWriting(world, appeal, 'settling', who.member.id) : null;
  const agreeing = await Promise.all(
    appeal.proposed.map((words) => keepsFromAgreeing(world, appeal, words, who.member.id)),
  );
  return door.page(
    lang,
    `${path}/${appeal.id}`,
    {
      page: 'desk-appeal',
      member: who.member,
      appeal,
      answeredBy: answerer?.name ?? null,
      agreedWith: appeal.agreedWith && ((await world.team.member(appeal.agreedWith))?.name ?? null),
      own: appeal.tookPart.includes(who.member.id),
      inTheWay: { writing, settling, agreeing },
      names: await namesOf(door, [
        ...[writing, settling, ...agreeing].flatMap(toAsk),
        ...appeal.proposed.map(({ by }) => by),
        ...lookers(appeal),
      ]),
      languages: organisation.languages,
      filled,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const toAsk = (why: InTheWay | null): readonly StaffId[] => (why === null || typeof why === 'string' ? [] : why.ask);

const lookers = ({ lookedBy, lookedAgainBy }: DeskAppeal): readonly StaffId[] =>
  [lookedBy, lookedAgainBy].filter((id) => id !== null);

const namesOf = async ({ options }: Door, ids: readonly StaffId[]): Promise<Readonly<Record<string, string>>> => {
  if (ids.length === 0) return {};
  const members = await options.world.team.members();
  return Object.fromEntries(members.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]));
};

/** A form with words in each language; what was typed is shown again with what is wrong with it. */
const wordsForm = async (
  here: Inside,
  {
    at,
    fields,
  }: { readonly at: NonNullable<AppealForm['at']>; readonly fields: readonly ('reasons' | 'why' | 'because')[] },
  put: (
    given: { readonly appeal: Id; readonly outcome: string } & {
      readonly [field in 'reasons' | 'why' | 'because']: Readonly<Record<string, string>>;
    },
  ) => Promise<Result<Id, Refusal>>,
): Promise<Response> => {
  const { door, asked, lang } = here;
  const { languages } = door.options.organisation;
  const id = idOf(here);
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const names = fields.flatMap((field) => languages.map((l) => `${field}-${l}`));
  const typedIn = (typed: Readonly<Partial<Record<string, string>>>): AppealForm => ({
    at,
    outcome: typed.outcome ?? '',
    words: Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])),
  });
  const given = await provenForm<string>(here, {
    names: ['outcome', ...names],
    page: inLanguage(lang, `${path}/${id}`),
    again: (typed) => show(here, typedIn(typed)),
  });
  if (given instanceof Response) return given;
  const inEach = (field: string) => Object.fromEntries(languages.map((l) => [l, given[`${field}-${l}`] ?? '']));
  const { outcome = '' } = given;
  const done = await put({
    appeal: id,
    outcome,
    reasons: inEach('reasons'),
    why: inEach('why'),
    because: inEach('because'),
  });
  if (done.ok) return back(inLanguage(lang, `${path}/${id}`));
  const { code, field = null } = done.error;
  if (code === 'forbidden' || code === 'not-found') return door.problem(asked, { code });
  return show(here, typedIn(given), { code, field });
};

const answer = (here: Inside): Promise<Response> =>
  wordsForm(here, { at: 'answer', fields: ['reasons'] }, (given) => {
    const { world, organisation } = here.door.options;
    return answerAppeal(world, here.who.member, given, organisation.languages, organisation.origin);
  });

const correct = (here: Inside): Promise<Response> =>
  wordsForm(here, { at: 'correct', fields: ['reasons', 'why'] }, (given) => {
    const { world, organisation } = here.door.options;
    return correctAnswer(world, here.who.member, given, organisation.languages, organisation.origin);
  });

const settle = (here: Inside): Promise<Response> =>
  wordsForm(here, { at: 'settle', fields: ['because'] }, (given) => {
    const { world, organisation } = here.door.options;
    return settleAppeal(world, here.who.member, given, organisation.languages, organisation.origin);
  });

const agree = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world, organisation } = door.options;
  const id = idOf(here);
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const given = await provenForm(here, {
    names: ['proposed'],
    page: inLanguage(lang, `${path}/${id}`),
    again: () => show(here),
  });
  if (given instanceof Response) return given;
  const proposed = parseId(given.proposed ?? '');
  if (proposed === undefined) return door.problem(asked, { code: 'not-found' });
  const done = await agreeToAnswer(world, who.member, { appeal: id, proposed }, organisation.origin);
  if (done.ok) return back(inLanguage(lang, `${path}/${id}`));
  const { code } = done.error;
  if (code === 'forbidden' || code === 'not-found') return door.problem(asked, { code });
  return show(here, nothing, { code, field: null });
};

const look = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = idOf(here);
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const given = await provenForm(here, {
    names: ['ground'],
    page: inLanguage(lang, `${path}/${id}`),
    again: () => show(here),
  });
  if (given instanceof Response) return given;
  if (given.ground !== 'yes' && given.ground !== 'no')
    return door.problem(asked, { code: 'invalid-input', field: 'ground' });
  const done = await lookAtAppeal(door.options.world, who.member, { appeal: id, ground: given.ground === 'yes' });
  if (done.ok) return back(inLanguage(lang, `${path}/${id}`));
  const { code } = done.error;
  if (code === 'forbidden' || code === 'not-found') return door.problem(asked, { code });
  return show(here, nothing, { code, field: null });
};

const showRequest = async (here: Inside, typed = '', refused: string | null = null): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = idOf(here);
  const found = id && (await readRequest(door.options.world, { id, actor: who.member }));
  if (found?.ok !== true) return door.problem(asked, { code: 'not-found' });
  return door.page(
    lang,
    `/desk/data-requests/${id}`,
    { page: 'desk-data-request', member: who.member, ...found.value, reply: typed, refused },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const reply = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = idOf(here);
  if (id === undefined) return door.problem(asked, { code: 'not-found' });
  const given = await provenForm(here, {
    names: ['reply'],
    page: inLanguage(lang, `/desk/data-requests/${id}`),
    again: (typed) => showRequest(here, typed.reply ?? ''),
  });
  if (given instanceof Response) return given;
  const { reply: typed = '' } = given;
  const done = await answerRequest(door.options.world, who.member, { request: id, reply: typed });
  if (done.ok) return back(inLanguage(lang, `/desk/data-requests/${id}`));
  const { code } = done.error;
  return code === 'forbidden' || code === 'not-found' ? door.problem(asked, { code }) : showRequest(here, typed, code);
};

const acknowledge = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const id = idOf(here);
  const done = id && (await answerRequest(door.options.world, who.member, { request: id, reply: null }));
  return done?.ok === true
    ? back(inLanguage(lang, `/desk/data-requests/${id}`))
    : door.problem(asked, { code: 'not-found' });
};
