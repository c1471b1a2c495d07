// Writing down what a body from outside asked, and agreeing to what somebody else wrote.
import type { Hono } from 'hono';
import { parseDay } from '../../base/clock.ts';
import { parseId } from '../../base/ids.ts';
import { type UiLang, uiLangs } from '../../base/lang.ts';
import { requesterKinds, requestOutcomes, requestWants } from '../../core/outside-request.ts';
import { decideOutsideRequest, writeOutsideRequest } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { statusOf } from '../problem.ts';
import { slugTyped } from '../slug-typed.ts';
import { back, type Inside, inside } from './inside.ts';
import { byOne, notForYou } from './not-for-you.ts';
import type { DecideRefused } from './pages/decide-model.ts';
import { provenForm } from './proven.ts';

const path = '/desk/requests';
const shown = 500;
const right = 'requests.tell';

export const requestDeskRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  app.get(
    `/${lang}${path}`,
    inside(door, lang, right, (here) => show(here)),
  );
  app.post(`/${lang}${path}`, inside(door, lang, right, write));
  app.post(`/${lang}${path}/:id`, inside(door, lang, right, decide));
};

const names = [
  ...(['kind', 'name', 'askedOn', 'wanted', 'outcome', 'check', 'silentUntil', 'corrects'] as const),
  ...uiLangs.flatMap((lang) => [`says.${lang}`, `ground.${lang}`, `law.${lang}`] as const),
];
type Typed = Readonly<Partial<Record<string, string>>>;

const show = async (here: Inside, typed: Typed = {}, refused: DecideRefused = null): Promise<Response> => {
  const { door, lang, who } = here;
  const { world } = door.options;
  const [waiting, told, members] = await Promise.all([
    world.outsideRequests.waiting(),
    world.outsideRequests.told(shown),
    world.team.members(),
  ]);
  const not = await notForYou(
    world,
    who.member,
    waiting.map(({ id, writtenBy }) => byOne(id, writtenBy)),
    { puts: right },
  );
  return door.page(
    lang,
    path,
    {
      page: 'desk-requests',
      member: who.member,
      waiting,
      firsts: told.filter(({ corrects }) => corrects === null),
      not,
      names: Object.fromEntries(members.map(({ id, name }) => [id, name])),
      typed: typed as Readonly<Record<string, string>>,
      refused,
    },
    { headers: privately, status: refused === null ? 200 : statusOf('invalid-input') },
  );
};

const write = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const given = await provenForm<string>(here, { names, page: `/${lang}${path}`, again: (typed) => show(here, typed) });
  if (given instanceof Response) return given;
  const wrong = (field: string) => show(here, given, { code: 'request-field', field });
  const kind = requesterKinds.find((one) => one === given.kind);
  if (kind === undefined) return wrong('kind');
  const askedOn = parseDay(given.askedOn ?? '');
  if (askedOn === undefined) return wrong('askedOn');
  const wanted = requestWants.find((one) => one === given.wanted);
  if (wanted === undefined) return wrong('wanted');
  const outcome = requestOutcomes.find((one) => one === given.outcome);
  if (outcome === undefined) return wrong('outcome');
  const texts = (name: string) => Object.fromEntries(uiLangs.map((of) => [of, given[`${name}.${of}`] ?? '']));
  const until = parseDay(given.silentUntil ?? '');
  const law = texts('law');
  const isSilent = (given.silentUntil ?? '') !== '' || Object.values(law).some((text) => text.trim() !== '');
  if (isSilent && until === undefined) return wrong('silentUntil');
  const done = await writeOutsideRequest(door.options.world, who.member, {
    ...{ kind, name: given.name ?? '', askedOn, wanted, outcome, says: texts('says'), ground: texts('ground') },
    silence: until === undefined ? null : { until, law },
    check: slugTyped(given.check ?? ''),
    corrects: parseId(given.corrects ?? '') ?? null,
  });
  if (done.ok) return back(`/${lang}${path}#waiting`);
  const { code, field = null } = done.error;
  if (code === 'forbidden') return door.problem(asked, { code, right });
  return show(here, given, { code, field: field === 'silence' ? 'silentUntil' : field });
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
  const done = await decideOutsideRequest(door.options.world, who.member, id, as);
  if (done.ok) return back(`/${lang}${path}`);
  const { code, detail } = done.error;
  return door.problem(asked, { code, ...(detail === undefined ? {} : { detail }) });
};
