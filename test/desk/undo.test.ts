// Undo instead of "are you sure": each deed that is promised a way back has one on the page where it was done, and by API.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Member } from '../../src/desk/index.ts';
import { type MadeCase, makeCase } from './a-case.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const asked = [
  { text: 'Nước lá đu đủ chữa sốt xuất huyết', asked: 3 },
  { text: 'Lá đu đủ trị sốt', asked: 2 },
];

const begin = async () => {
  const desk = await deskServer();
  const made = await makeCase(desk.database, { variants: asked });
  const other = await makeCase(desk.database, { title: 'Muối làm tan mỡ', variants: asked });
  return { desk, made, other };
};

const post = (desk: DeskServer, path: string, fields: Readonly<Record<string, string>>, who = desk.team.checker) =>
  desk.as(who, 'POST', `/vi/desk${path}`, new URLSearchParams(fields));
const api = async (desk: DeskServer, method: string, path: string, body?: object, who = desk.team.checker) => {
  const reply = await desk.as(who, method, `/api/v1/desk${path}`, body);
  return { status: reply.status, json: reply.status === 204 ? null : await reply.json() };
};

/** Follows a form to the page it leads to, and presses what undoes it there. */
const undone = async (desk: DeskServer, done: Response, who: Member = desk.team.checker): Promise<Response> => {
  expect(done.status).toBe(303);
  const html = await (await desk.as(who, 'GET', (done.headers.get('location') ?? '').replace(/#.*/, ''))).text();
  const form = [...html.matchAll(/<form[^>]*action="([^"]+)"[^>]*>((?:(?!<\/form>).)*?)Hoàn tác/gs)][0];
  if (form === undefined) throw new Error(`no undo on ${done.headers.get('location')}`);
  const fields = Object.fromEntries(
    [...form[2]!.matchAll(/<(?:input|button)[^>]*? name="([^"]+)"[^>]*>/g)].map(([tag, name]) => [
      name!,
      (/ value="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&'),
    ]),
  );
  return desk.as(who, 'POST', form[1]!, new URLSearchParams(fields));
};

const caseOf = async (desk: DeskServer, { number }: MadeCase) => {
  const [found] = await desk.database.all<{
    state: string;
    has: string | null;
    until: string | null;
    groups: number;
  }>(sql`
    select c.state, c.assigned_to as has, c.snoozed_until::text as until,
      (select count(*)::int from case_groups g where g.case_id = c.id) as groups from cases c where number = ${number}`);
  return found;
};

test('a merge is undone from the queue and by API, also of a case that nobody asked about', async () => {
  const { desk, made, other } = await begin();
  const merged = await post(desk, '/merge', { [`c-${made.number}`]: '1', [`c-${other.number}`]: '1' });
  expect(await caseOf(desk, other)).toMatchObject({ state: 'closed', groups: 0 });
  expect((await undone(desk, merged)).headers.get('location')).toContain('done=undone');
  expect(await caseOf(desk, other)).toMatchObject({ state: 'open', groups: 1 });

  const own = await api(desk, 'POST', '/cases', { title: 'Cầu sập đêm qua' });
  const into = `/cases/${made.number}/merge`;
  const { moves } = (await api(desk, 'POST', into, { from: [own.json.number, other.number] })).json;
  expect(moves).toHaveLength(2);
  for (const move of moves.toReversed()) expect((await api(desk, 'POST', `/moves/${move}/undo`)).status).toBe(204);
  expect(await caseOf(desk, other)).toMatchObject({ state: 'open', groups: 1 });
  expect(await caseOf(desk, { ...made, number: own.json.number })).toMatchObject({ state: 'open', groups: 0 });
  expect((await api(desk, 'POST', `/moves/${moves[0]}/undo`)).json).toMatchObject({ code: 'move-outdated' });
});

test('a merge is undone from the page of either case', async () => {
  const { desk, made, other } = await begin();
  const pages = [made, other];
  for (const at of pages) {
    await api(desk, 'POST', `/cases/${made.number}/merge`, { from: [other.number] });
    const html = await (await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${at.number}`)).text();
    const move = /name="moves" value="([0-9a-f-]{36})"/.exec(html)?.[1];
    expect(html).not.toContain('Mở lại đề tài');
    expect((await post(desk, '/moves/undo', { moves: move ?? '' })).status).toBe(303);
    expect(await caseOf(desk, other)).toMatchObject({ state: 'open', groups: 1 });
  }
});

test('a split is undone from the queue and by API', async () => {
  const { desk, made } = await begin();
  const second = await makeCase(desk.database, { title: 'Sẽ gộp', variants: asked });
  await api(desk, 'POST', `/cases/${made.number}/merge`, { from: [second.number] });
  const parts = { [`g-${second.group}`]: '1' };
  const split = await post(desk, `/cases/${made.number}/split`, parts);
  expect(await caseOf(desk, made)).toMatchObject({ groups: 1 });
  await undone(desk, split);
  expect(await caseOf(desk, made)).toMatchObject({ groups: 2 });
  const again = await api(desk, 'POST', `/cases/${made.number}/split`, { groups: [second.group] });
  expect((await api(desk, 'POST', `/moves/${again.json.move}/undo`)).status).toBe(204);
  expect(await caseOf(desk, made)).toMatchObject({ groups: 2 });
});

test('an ending is undone from the queue, from the page of the case and by API; one about a private person for twenty hours', async () => {
  const { desk, made } = await begin();
  const close = () => post(desk, `/cases/${made.number}/close`, { as: 'spam', because: 'advertising' });
  await undone(desk, await close());
  expect(await caseOf(desk, made)).toMatchObject({ state: 'open' });
  await close();
  const page = () => desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${made.number}`).then((reply) => reply.text());
  expect(await page()).toContain('Mở lại đề tài');
  await post(desk, `/cases/${made.number}/reopen`, {});
  expect(await page()).not.toContain('Mở lại đề tài');
  expect(await caseOf(desk, made)).toMatchObject({ state: 'open' });
  await api(desk, 'POST', `/cases/${made.number}/close`, { as: 'spam', because: 'advertising' });
  expect((await api(desk, 'POST', `/cases/${made.number}/reopen`)).status).toBe(204);
  expect(await caseOf(desk, made)).toMatchObject({ state: 'open' });
  const titled = () => desk.database.all(sql`select title from cases where number = ${made.number}`);
  const before = await titled();
  await undone(desk, await post(desk, `/cases/${made.number}/close`, { as: 'private-person' }));
  expect(await caseOf(desk, made)).toMatchObject({ state: 'open' });
  expect(await titled()).toEqual(before);
  await post(desk, `/cases/${made.number}/close`, { as: 'private-person' });
  expect(await page()).toContain('Mở lại đề tài');
  desk.setClock('2026-11-21T06:00:00Z');
  expect(await page()).not.toContain('Mở lại đề tài');
  expect((await api(desk, 'POST', `/cases/${made.number}/reopen`)).json).toMatchObject({ code: 'case-stays-closed' });
});

test('putting aside is undone from the queue and by API, and waking puts aside again for the days that were left', async () => {
  const { desk, made } = await begin();
  const snooze = (days: string) => post(desk, `/cases/${made.number}/snooze`, { days });
  await undone(desk, await snooze('5'));
  expect(await caseOf(desk, made)).toMatchObject({ until: null });
  await snooze('5');
  await undone(desk, await snooze('0'));
  expect(await caseOf(desk, made)).toMatchObject({ until: '2026-11-25' });
  expect((await api(desk, 'POST', `/cases/${made.number}/snooze`, { days: 0 })).status).toBe(204);
  expect(await caseOf(desk, made)).toMatchObject({ until: null });
});

test('a case that changed hands goes back to whoever had it: from the queue, from its page, several at once, and by API', async () => {
  const { desk, made, other } = await begin();
  const { checker, reviewer, editor } = desk.team;
  const give = (to: Member | null) => api(desk, 'POST', `/cases/${made.number}/assign`, { to: to?.id ?? null });
  await give(reviewer);
  await undone(desk, await post(desk, `/cases/${made.number}/assign`, { to: 'me' }));
  expect(await caseOf(desk, made)).toMatchObject({ has: reviewer.id });
  await undone(desk, await post(desk, `/cases/${made.number}/take`, { to: 'me' }));
  expect(await caseOf(desk, made)).toMatchObject({ has: reviewer.id });
  await undone(desk, await post(desk, `/cases/${made.number}/assign`, { to: '' }));
  expect(await caseOf(desk, made)).toMatchObject({ has: reviewer.id });
  await undone(desk, await post(desk, `/cases/${other.number}/take`, { to: checker.id }));
  expect(await caseOf(desk, other)).toMatchObject({ has: null });

  const chosen = { [`c-${made.number}`]: '1', [`c-${other.number}`]: '1', to: editor.id };
  const handed = await post(desk, '/hand-over', chosen);
  expect([(await caseOf(desk, made))?.has, (await caseOf(desk, other))?.has]).toEqual([editor.id, editor.id]);
  await undone(desk, handed);
  expect([(await caseOf(desk, made))?.has, (await caseOf(desk, other))?.has]).toEqual([reviewer.id, null]);
  expect((await give(null)).status).toBe(204);
  expect(await caseOf(desk, made)).toMatchObject({ has: null });
});

test('evidence, a search and a task that were taken off are brought back on the page and by API', async () => {
  const { desk, made } = await begin();
  const at = `/cases/${made.number}`;
  const evidence = await api(desk, 'POST', `${at}/evidence`, {
    ...{ kind: 'call', title: 'Gọi', publisher: 'Bệnh viện', stance: 'refutes', interest: 'independent' },
    shows: { vi: 'Không có ca nào.' },
  });
  const search = await api(desk, 'POST', `${at}/searches`, {
    query: 'papaya',
    where: 'PubMed',
    found: { vi: 'Không.' },
  });
  const task = await api(desk, 'POST', `${at}/tasks`, { text: 'Gọi Viện Pasteur' });
  const held = async () => {
    const { evidence, searches, tasks } = (await api(desk, 'GET', at)).json;
    return [evidence.length, searches.length, tasks.length];
  };
  expect(await held()).toEqual([1, 1, 1]);
  for (const [n, path] of [
    [0, `evidence/${evidence.json.id}`],
    [1, `searches/${search.json.id}`],
    [2, `tasks/${task.json.id}`],
  ] as const) {
    const off = await post(desk, `${at}/${path}/remove`, {});
    expect((await held())[n], path).toBe(0);
    await undone(desk, off);
    expect((await held())[n], path).toBe(1);
    expect((await api(desk, 'DELETE', `${at}/${path}`)).status).toBe(204);
    expect((await held())[n], path).toBe(0);
    expect((await api(desk, 'DELETE', `${at}/${path}`)).status).toBe(404);
    expect((await api(desk, 'POST', `${at}/${path}/restore`)).status).toBe(204);
    expect((await held())[n], path).toBe(1);
  }
  // What was taken off is neither done nor missed.
  await api(desk, 'DELETE', `${at}/tasks/${task.json.id}`);
  expect((await api(desk, 'POST', `${at}/tasks/${task.json.id}/finish`, {})).status).toBe(404);
  expect((await desk.world.caseWork.facts(made.id)).openTasks).toBe(0);
  expect((await api(desk, 'DELETE', `${at}/tasks/${task.json.id}`, undefined, desk.team.trainee)).status).toBe(403);
});

test('a saved view that was dropped is kept again', async () => {
  const { desk } = await begin();
  await post(desk, '/views', { name: 'Của tôi', view: 'whose=mine&harm=health' });
  const [view] = await desk.world.caseQueue.views(desk.team.checker.id);
  const dropped = await post(desk, `/views/${view?.id}/drop`, { view: 'whose=nobody' });
  expect(await desk.world.caseQueue.views(desk.team.checker.id)).toEqual([]);
  const again = await undone(desk, dropped);
  expect(again.headers.get('location')).toContain('whose=mine&harm=health');
  expect(await desk.world.caseQueue.views(desk.team.checker.id)).toMatchObject([
    { name: 'Của tôi', query: view?.query },
  ]);
});

test('a remark that was settled is open again, by page and by API, and the history tells both', async () => {
  const { desk, made } = await begin();
  const { checker, trainee } = desk.team;
  const { id } = (await api(desk, 'POST', `/cases/${made.number}/remarks`, { text: 'Gọi lại bệnh viện' })).json;
  const settled = async () => {
    const { remarks } = (await api(desk, 'GET', `/cases/${made.number}`)).json;
    return remarks.map((remark: { settled: boolean }) => remark.settled);
  };
  const at = `/cases/${made.number}/remarks/${id}`;
  const done = await post(desk, `${at}/settle`, {}, trainee);
  expect(done.headers.get('location')).toContain(`#remark-${id}`);
  expect(await settled()).toEqual([true]);
  expect((await undone(desk, done, trainee)).status).toBe(303);
  expect(await settled()).toEqual([false]);
  expect((await api(desk, 'POST', `${at}/reopen`)).status).toBe(404);
  expect((await api(desk, 'POST', `${at}/settle`)).status).toBe(204);
  expect((await api(desk, 'POST', `${at}/reopen`)).status).toBe(204);
  expect(await settled()).toEqual([false]);
  const { history } = (await api(desk, 'GET', `/cases/${made.number}`)).json;
  expect(history.slice(0, 4).map(({ what }: { what: string }) => what)).toEqual([
    'remark-reopened',
    'remark-settled',
    'remark-reopened',
    'remark-settled',
  ]);
  const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${made.number}`)).text();
  expect(page).toContain('bỏ dấu đã xong của một trao đổi');
  expect((await api(desk, 'POST', `${at}/settle`)).status).toBe(204);
  expect(
    (await api(desk, 'POST', `/cases/${made.number}/close`, { as: 'spam', because: 'advertising' }, desk.team.editor))
      .status,
  ).toBe(204);
  expect((await api(desk, 'POST', `${at}/reopen`)).json).toMatchObject({ code: 'case-not-open' });
});
