// The queue: its list, its live stream, and what is done to cases from it. Every form works without a script.
import type { Hono } from 'hono';
import { dayOf } from '../../base/clock.ts';
import { parseId } from '../../base/ids.ts';
import type { UiLang } from '../../base/lang.ts';
import { daysBetween } from '../../core/priority.ts';
import { assignCase, mergeCases, mostMerged, snoozeCase, undoMove } from '../../desk/index.ts';
import { type Door, privately, type WebEnv } from '../door.ts';
import { problemOf } from './case-view.ts';
import { formOf } from './desk-form.ts';
import { endCaseRoutes } from './end-case-routes.ts';
import { back, type Inside, inside } from './inside.ts';
import { liveOf, othersLooking } from './live.ts';
import { newCaseRoutes } from './new-case-routes.ts';
import { handsFor } from './pages/colleagues.tsx';
import { boxesOf, lineOf, viewFrom } from './queue-forms.ts';
import { perPage, queuePath, queueSearch, readQueueQuery } from './queue-query.ts';
import { handsText, readSaid, withSaid } from './said.ts';

export const queueRoutes = (app: Hono<WebEnv>, door: Door, lang: UiLang): void => {
  const at = `/${lang}${queuePath}`;
  app.get(at, inside(door, lang, 'desk.see', queuePage));
  app.get(`${at}/live`, inside(door, lang, 'desk.see', live));
  app.post(`${at}/merge`, inside(door, lang, 'case.work', merge));
  app.post(`${at}/hand-over`, inside(door, lang, 'case.work', handOver));
  app.post(`${at}/hand-back`, inside(door, lang, 'case.work', handBack));
  app.post(`${at}/moves/undo`, inside(door, lang, 'case.work', undo));
  app.post(`${at}/views`, inside(door, lang, 'desk.see', keepView));
  app.post(`${at}/views/:id/drop`, inside(door, lang, 'desk.see', dropView));
  app.post(`${at}/cases/:number/assign`, inside(door, lang, 'case.work', assign));
  app.post(`${at}/cases/:number/snooze`, inside(door, lang, 'case.work', snooze));
  newCaseRoutes(app, door, lang);
  endCaseRoutes(app, door, lang);
};

const queuePage = async ({ door, asked, lang, who }: Inside): Promise<Response> => {
  const { world } = door.options;
  const { searchParams } = new URL(asked.req.url);
  const query = readQueueQuery(searchParams);
  const today = dayOf(world.now());
  const [queue, views, team] = await Promise.all([
    world.caseQueue.list(
      query.filter,
      query.order,
      { skip: (query.page - 1) * perPage, take: perPage },
      who.member.id,
      today,
    ),
    world.caseQueue.views(who.member.id),
    world.team.members(),
  ]);
  const search = queueSearch(query);
  return door.page(
    lang,
    search === '' ? queuePath : `${queuePath}?${search}`,
    {
      page: 'desk-queue',
      member: who.member,
      queue,
      query,
      today,
      views,
      hands: handsFor(team, who.member),
      said: readSaid(searchParams, lang, search),
      looking: othersLooking(liveOf(door).looking(), who.member),
    },
    { headers: privately },
  );
};

const live = async ({ door, asked, who }: Inside): Promise<Response> => {
  const at = asked.req.query('at') ?? '';
  const { headers } = asked.req.raw;
  const still = async () => (await door.options.identity.whoIs(headers)) !== undefined;
  return liveOf(door).listen(asked, who.member, /^[1-9]\d{0,8}$/.test(at) ? Number(at) : null, still);
};

const assign = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['to', 'view', 'days']);
  if (form instanceof Response) return form;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const { to = '' } = form;
  const staff = to === '' ? null : to === 'me' ? who.member.id : parseId(to);
  if (staff === undefined) return door.problem(asked, { code: 'invalid-input', field: 'to' });
  const done = await assignCase(door.options.world, who.member, { of: line.id, to: staff });
  if (!done.ok) return door.problem(asked, done.error);
  const what = staff === null ? 'given-back' : 'taken';
  const moves = line.assignedTo === null || line.assignedTo === staff ? [] : [line.assignedTo];
  return back(withSaid(`/${lang}${queuePath}`, viewFrom(form.view), { what, number: line.number, moves }));
};

const snooze = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['days', 'view', 'to']);
  if (form instanceof Response) return form;
  const line = await lineOf(here);
  if (line === undefined) return door.problem(asked, { code: 'not-found' });
  const days = /^\d{1,3}$/.test(form.days ?? '') ? Number(form.days) : Number.NaN;
  const done = await snoozeCase(door.options.world, who.member, { of: line.id, days });
  if (!done.ok) return door.problem(asked, done.error);
  const what = days === 0 ? 'woken' : 'snoozed';
  const left = line.snoozedUntil === null ? 0 : daysBetween(dayOf(door.options.world.now()), line.snoozedUntil);
  const said = { what, number: line.number, days: days === 0 ? left : 0 } as const;
  return back(withSaid(`/${lang}${queuePath}`, viewFrom(form.view), said));
};

/** What is chosen joins the one of it that most asked for, the elder of two that as many did. */
const merge = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const form = await boxesOf(here, ['view', 'to'], /^c-[1-9]\d{0,8}$/);
  if (form instanceof Response) return form;
  const at = `/${lang}${queuePath}`;
  const view = viewFrom(form.fields.view);
  if (form.boxes.length > mostMerged) return door.problem(asked, { code: 'invalid-input', field: 'cases' });
  const today = dayOf(world.now());
  const chosen = await Promise.all(form.boxes.map((name) => world.caseQueue.find(Number(name.slice(2)), today)));
  const lines = chosen.filter((line) => line !== undefined);
  const [into, ...rest] = lines.toSorted((a, b) => b.asked - a.asked || a.number - b.number);
  if (into === undefined || rest.length === 0) return back(withSaid(at, view, { what: 'chosen-too-few' }));
  const done = await mergeCases(world, who.member, { from: rest.map(({ id }) => id), into: into.id });
  if (!done.ok) return problemOf(here, done.error);
  return back(withSaid(at, view, { what: 'merged', number: into.number, moves: done.value }));
};

/** What is chosen goes to one colleague; whoever had it before is told for the way back. */
const handOver = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const form = await boxesOf(here, ['view', 'to'], /^c-[1-9]\d{0,8}$/);
  if (form instanceof Response) return form;
  const at = `/${lang}${queuePath}`;
  const view = viewFrom(form.fields.view);
  const to = parseId(form.fields.to ?? '');
  const today = dayOf(world.now());
  if (form.boxes.length > perPage) return door.problem(asked, { code: 'invalid-input', field: 'cases' });
  const chosen = await Promise.all(form.boxes.map((name) => world.caseQueue.find(Number(name.slice(2)), today)));
  const lines = chosen.filter((line) => line !== undefined);
  const [first] = lines;
  if (to === undefined || first === undefined) return back(withSaid(at, view, { what: 'chosen-nobody' }));
  for (const { id } of lines) {
    const done = await assignCase(world, who.member, { of: id, to });
    if (!done.ok) return door.problem(asked, done.error);
  }
  const was = handsText(lines.map(({ number, assignedTo }) => ({ number, had: assignedTo })));
  if (lines.length > 1) return back(withSaid(at, view, { what: 'handed-some', number: lines.length, was }));
  const before = first.assignedTo === null ? [] : [first.assignedTo];
  return back(withSaid(at, view, { what: 'handed', number: first.number, moves: before }));
};

/** Each of some cases goes back to whoever had it, or to nobody; who has left the team meanwhile gets none. */
const handBack = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const form = await boxesOf<string>(here, ['view'], /^c-[1-9]\d{0,8}$/);
  if (form instanceof Response) return form;
  const today = dayOf(world.now());
  if (form.boxes.length > perPage) return door.problem(asked, { code: 'invalid-input', field: 'cases' });
  for (const name of form.boxes) {
    const line = await world.caseQueue.find(Number(name.slice(2)), today);
    const to = parseId(form.fields[name] ?? '') ?? null;
    if (line === undefined) continue;
    const done = await assignCase(world, who.member, { of: line.id, to });
    if (!done.ok && done.error.code !== 'not-in-team') return door.problem(asked, done.error);
  }
  return back(withSaid(`/${lang}${queuePath}`, viewFrom(form.fields.view), { what: 'undone' }));
};

const undo = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['moves', 'view']);
  if (form instanceof Response) return form;
  const moves = (form.moves ?? '')
    .split('.')
    .map(parseId)
    .filter((id) => id !== undefined);
  if (moves.length === 0 || moves.length > mostMerged)
    return door.problem(asked, { code: 'invalid-input', field: 'moves' });
  for (const move of moves.toReversed()) {
    const done = await undoMove(door.options.world, who.member, move);
    if (!done.ok) return door.problem(asked, done.error);
  }
  return back(withSaid(`/${lang}${queuePath}`, viewFrom(form.view), { what: 'undone' }));
};

const keepView = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const { world } = door.options;
  const form = await formOf(here, ['name', 'view']);
  if (form instanceof Response) return form;
  const name = (form.name ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 60);
  if (name === '') return door.problem(asked, { code: 'invalid-input', field: 'name' });
  const view = viewFrom(form.view);
  const kept = await world.caseQueue.keepView(who.member.id, { id: world.newId(), name, query: view });
  return back(withSaid(`/${lang}${queuePath}`, view, { what: kept ? 'view-kept' : 'view-full' }));
};

const dropView = async (here: Inside): Promise<Response> => {
  const { door, asked, lang, who } = here;
  const form = await formOf(here, ['view']);
  if (form instanceof Response) return form;
  const id = parseId(asked.req.param('id') ?? '');
  const { caseQueue } = door.options.world;
  const found = (await caseQueue.views(who.member.id)).find((view) => view.id === id);
  const dropped = found !== undefined && (await caseQueue.dropView(who.member.id, found.id));
  if (!dropped) return door.problem(asked, { code: 'not-found' });
  const was = `${found.name}\n${found.query}`;
  return back(withSaid(`/${lang}${queuePath}`, viewFrom(form.view), { what: 'view-dropped', was }));
};
