// An invented check of an invented publisher, or under a trusted one's name: one stolen account does not bring it to the public.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { answerWaiting, type Member, nothingRead, remember, takeInImports } from '../../src/desk/index.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { origin } from '../in-memory/server.ts';

const claim = 'Uống nước muối mỗi sáng làm tan sỏi thận';
const review = (text: string, site = 'bia-dat.example', label = 'Đúng') =>
  JSON.stringify([
    {
      '@type': 'ClaimReview',
      url: `https://${site}/bai-1`,
      claimReviewed: text,
      reviewRating: { '@type': 'Rating', alternateName: label },
      author: { '@type': 'Organization', name: 'Trung tâm Bịa Đặt', url: `https://${site}` },
    },
  ]);

const bring = async (desk: DeskServer, who: Member, text: string, more: Readonly<Record<string, string>> = {}) => {
  const form = new FormData();
  form.append('file', new Blob([text]), 'bia-dat.json');
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  const headers = { 'x-test-member': who.id, origin, 'sec-fetch-site': 'same-origin' };
  const sent = await desk.server.fetch(
    new Request('http://x.example/operator/imports', { method: 'POST', headers, body: form }),
  );
  if (sent.status !== 303) return sent;
  for (;;) {
    const running = await (await desk.as(who, 'GET', '/operator/running')).json();
    if (running === null) return sent;
    await new Promise((resume) => setImmediate(resume));
  }
};

const press = (desk: DeskServer, who: Member, path: string, fields: Readonly<Record<string, string>>) =>
  desk.as(who, 'POST', path, new URLSearchParams(fields));

/** What the public has of it: found when asked for, listed, answered by itself. */
const seen = async ({ world, server }: DeskServer) => {
  await takeInImports(world);
  await remember(world);
  const asked = await server.fetch(
    new Request('http://x.example/api/v1/tips', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: claim }),
    }),
  );
  const { outcome } = (await asked.json()) as { outcome: string };
  return outcome;
};

const runOf = async ({ world }: DeskServer): Promise<Id> => (await world.imports.runs())[0]!.id;
const eventsOf = ({ database }: DeskServer) =>
  database.all<{ type: string }>(sql`
    select type from events where type like 'source.%' or type like 'import.%' order by id`);

test('one editor alone brings in an invented check, asks that it answers and agrees with themselves: nothing is anywhere', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  expect((await bring(desk, editor, review(claim))).status).toBe(303);
  const run = await runOf(desk);
  expect(await desk.database.all(sql`select from checks`)).toHaveLength(0);
  expect(await desk.world.checks.sources()).toEqual([]);
  expect(await seen(desk)).toBe('new');

  // By the form, by API, taking back and again: their own stays waiting.
  const own = `/operator/imports/${run}/decision`;
  expect((await press(desk, editor, own, { do: 'agree' })).status).toBe(403);
  const byApi = await desk.as(editor, 'POST', `/api/v1/desk/imports/${run}/decision`, { decision: 'agree' });
  expect(await byApi.json()).toMatchObject({ code: 'import-own' });
  expect(await (await desk.as(editor, 'GET', `/operator/imports/${run}`)).text()).toContain('Rút lại');
  expect(await seen(desk)).toBe('new');

  // Somebody else reads it where it waits, and lets it in. It is found, and answers nobody.
  expect(await (await desk.as(owner, 'GET', '/vi/desk/reviews')).text()).toContain('/operator#waiting');
  const page = await (await desk.as(owner, 'GET', `/operator/imports/${run}`)).text();
  expect(page).toContain(claim);
  expect(page).toContain('bia-dat.example');
  expect((await press(desk, owner, own, { do: 'agree' })).status).toBe(303);
  expect(await seen(desk)).toBe('perhaps');

  const [source] = await desk.world.checks.sources();
  const ask = `/operator/sources/${source?.id}`;
  const empty = await press(desk, editor, ask, { answers: '1', reason: ' ' });
  expect([empty.status, (await empty.text()).includes('Hãy viết lý do')]).toEqual([422, true]);
  expect((await press(desk, editor, ask, { answers: '1', reason: 'Họ làm kỹ.' })).status).toBe(303);
  const [asked] = await desk.world.optIns.list(5);
  for (const decision of ['agree', 'refuse']) {
    const self = await desk.as(editor, 'POST', `/api/v1/desk/opt-ins/${asked?.id}/decision`, { decision });
    expect(await self.json()).toMatchObject({ code: 'opt-in-own' });
  }
  expect((await press(desk, editor, ask, { answers: '1', reason: 'Lần nữa.' })).status).toBe(409);
  expect(await seen(desk)).toBe('perhaps');
  const publicly = async () => (await desk.as(editor, 'GET', '/vi/team-log')).text();
  expect(await publicly()).toContain('Họ làm kỹ.');

  expect((await press(desk, owner, `/operator/opt-ins/${asked?.id}`, { do: 'agree' })).status).toBe(303);
  expect(await seen(desk)).toBe('known');
  // Stopping is one person's act, at once.
  expect((await press(desk, editor, ask, { answers: '0' })).status).toBe(303);
  expect(await seen(desk)).toBe('perhaps');
  expect((await eventsOf(desk)).map(({ type }) => type)).toEqual([
    ...['import.held', 'import.decided', 'import.finished', 'source.asked', 'source.opted', 'source.opted'],
  ]);
});

test('an invented check under the name of a publisher that answers waits too, and changes none of its checks', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  const trusted = 'bao-that.example';
  await bring(desk, editor, review(claim, trusted, 'Sai'));
  await press(desk, owner, `/operator/imports/${await runOf(desk)}/decision`, { do: 'agree' });
  expect(await seen(desk)).toBe('perhaps');
  const [source] = await desk.world.checks.sources();
  expect(await desk.world.checks.opt(source!.id, true, desk.world.now())).toBe(true);
  const label = () => desk.database.all(sql`select label from checks order by label`);
  const before = await label();

  await bring(desk, editor, review(claim, trusted, 'Đúng'));
  await bring(desk, editor, review('Tỏi sống chữa khỏi ung thư phổi', trusted));
  await seen(desk);
  expect(await label()).toEqual(before);
  expect(await desk.world.imports.waiting()).toHaveLength(2);
  // Taken back or declined, nothing of it is left.
  const [taken, left] = await desk.world.imports.waiting();
  await press(desk, editor, `/operator/imports/${taken?.id}/decision`, { do: 'withdraw' });
  await press(desk, owner, `/operator/imports/${left?.id}/decision`, { do: 'decline' });
  expect(await desk.database.all(sql`select from import_items`)).toEqual([]);
  expect((await press(desk, owner, `/operator/imports/${left?.id}/decision`, { do: 'agree' })).status).toBe(409);
  await seen(desk);
  expect(await label()).toEqual(before);
});

test('who asked before is answered only once two agreed', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  expect(await seen(desk)).toBe('new');
  await bring(desk, editor, review(claim));
  await press(desk, owner, `/operator/imports/${await runOf(desk)}/decision`, { do: 'agree' });
  await seen(desk);
  const [source] = await desk.world.checks.sources();
  await press(desk, editor, `/operator/sources/${source?.id}`, { answers: '1', reason: 'Họ làm kỹ.' });
  await remember(desk.world);
  expect(await answerWaiting(desk.world)).toBe(0);
  const [asked] = await desk.world.optIns.list(5);
  await press(desk, owner, `/operator/opt-ins/${asked?.id}`, { do: 'agree' });
  await remember(desk.world);
  expect(await answerWaiting(desk.world)).toBeGreaterThan(0);
});

test('importing and opting ask for the second factor on the page, keep what was typed, and take no letting-answer on the side', async () => {
  let proven: Date | null = null;
  const desk = await deskServer({}, () => proven);
  const { editor } = desk.team;
  const sent = await bring(desk, editor, review(claim));
  expect(sent.headers.get('location')).toBe('/vi/confirm?next=%2Foperator');
  expect(await desk.world.imports.runs()).toEqual([]);
  expect(await (await desk.as(editor, 'GET', '/operator')).text()).toContain('xác nhận lại bước thứ hai');
  const source = await desk.world.checks.source({ name: 'Báo', site: 'bao.example', licence: null }, desk.world.newId);
  const asked = await press(desk, editor, `/operator/sources/${source.id}`, { answers: '1', reason: 'Họ làm kỹ.' });
  expect([asked.status, (await asked.text()).includes('Họ làm kỹ.')]).toEqual([200, true]);
  expect(await desk.world.optIns.list(5)).toEqual([]);
  proven = new Date('2100-01-01T00:00:00Z');
  expect((await bring(desk, editor, review(claim), { answers: '1' })).status).toBe(422);
  expect(await desk.world.imports.runs()).toEqual([]);
});

test('whoever runs the machine is alone until somebody may agree, and one of two from then on', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  const link = await desk.server.fetch(new Request(`http://x.example/operator?code=${desk.operator.issue()}`));
  const cookie = (link.headers.get('set-cookie') ?? '').replace(/;.*/, '');
  const byLink = (method: string, path: string, body?: BodyInit) =>
    desk.server.fetch(
      new Request(`http://x.example${path}`, {
        method,
        headers: { cookie, origin, 'sec-fetch-site': 'same-origin' },
        ...(body === undefined ? {} : { body }),
      }),
    );
  const fields = (given: Readonly<Record<string, string>>) => new URLSearchParams(given);
  const source = await desk.world.checks.source({ name: 'Báo', site: 'bao.example', licence: null }, desk.world.newId);
  const answers = async () => (await desk.world.checks.sources())[0]?.answers;
  const ask = (reason = '') => byLink('POST', `/operator/sources/${source.id}`, fields({ answers: '1', reason }));

  // There is an editor and an owner: the link is one person like another.
  expect((await ask()).status).toBe(422);
  expect((await ask('Họ làm kỹ.')).status).toBe(303);
  const [first] = await desk.world.optIns.list(5);
  expect((await byLink('POST', `/operator/opt-ins/${first?.id}`, fields({ do: 'agree' }))).status).toBe(403);
  expect(await answers()).toBe(false);
  expect((await press(desk, editor, `/operator/opt-ins/${first?.id}`, { do: 'agree' })).status).toBe(303);
  expect(await answers()).toBe(true);
  await byLink('POST', `/operator/sources/${source.id}`, fields({ answers: '0' }));

  // An owner alone finds nobody in the team, and the link agrees.
  await desk.database.all(sql`update staff set role = 'reviewer' where id = ${editor.id}`);
  expect(await (await desk.as(owner, 'GET', '/operator')).text()).toContain('Trong nhóm chưa có ai khác');
  await press(desk, owner, `/operator/sources/${source.id}`, { answers: '1', reason: 'Họ làm kỹ.' });
  const waiting = (await desk.world.optIns.list(5)).find(({ state }) => state === 'waiting');
  expect((await press(desk, owner, `/operator/opt-ins/${waiting?.id}`, { do: 'agree' })).status).toBe(403);
  expect((await byLink('POST', `/operator/opt-ins/${waiting?.id}`, fields({ do: 'agree' }))).status).toBe(303);
  expect(await answers()).toBe(true);
});

test('in a fresh install, where nobody of a team may agree, the link imports and lets answer at once', async () => {
  const desk = await deskServer();
  await desk.database.all(sql`update staff set state = 'sample', email = null where role <> 'owner'`);
  await desk.database.all(sql`alter table staff disable trigger user`);
  await desk.database.all(sql`update staff set state = 'sample', email = null`);
  const link = await desk.server.fetch(new Request(`http://x.example/operator?code=${desk.operator.issue()}`));
  const cookie = (link.headers.get('set-cookie') ?? '').replace(/;.*/, '');
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin' };
  const form = new FormData();
  form.append('file', new Blob([review(claim)]), 'a.json');
  form.append('answers', '1');
  const at = (path: string, more: RequestInit = {}) =>
    desk.server.fetch(new Request(`http://x.example${path}`, { headers, ...more }));
  expect((await at('/operator/imports', { method: 'POST', body: form })).status).toBe(303);
  while ((await (await at('/operator/running')).json()) !== null) await new Promise((resume) => setImmediate(resume));
  expect(await seen(desk)).toBe('known');
  expect(await (await at('/operator')).text()).toContain('có hiệu lực ngay');
});

test('the database itself refuses one account in both places, whatever asks it', async () => {
  const { world, database, team } = await deskServer();
  const { editor, owner, reviewer } = team;
  const source = await world.checks.source({ name: 'Báo', site: 'bao.example', licence: null }, world.newId);
  const at = world.now();
  const ask = async (by: Member) => {
    const id = world.newId();
    expect(await world.optIns.ask({ id, source: source.id, reason: 'Kỹ.', by: by.id, at })).toBe('asked');
    return id;
  };
  const own = await ask(editor);
  await expect(world.optIns.settle(own, 'agreed', { by: editor.id, at })).rejects.toThrow('opt_in_by_another');
  await expect(world.optIns.settle(own, 'agreed', { by: reviewer.id, at })).rejects.toThrow('opt_in_decided_by_right');
  await expect(world.optIns.settle(own, 'withdrawn', { by: owner.id, at })).rejects.toThrow(
    'opt_in_taken_back_by_oneself',
  );
  const refusedBy = async (statement: ReturnType<typeof sql>, constraint: string) =>
    expect(database.all(statement)).rejects.toThrow(constraint);
  await refusedBy(sql`update sources set answers = true`, 'sources_answer_by_two');
  await refusedBy(
    sql`insert into sources (id, name, site, answers) values (gen_random_uuid(), 'X', 'x', true)`,
    'sources_answer_by_two',
  );
  await refusedBy(sql`update source_opt_ins set asked_by = ${owner.id}`, 'source_opt_ins_stand');
  await refusedBy(sql`delete from source_opt_ins`, 'source_opt_ins_stand');
  await refusedBy(
    sql`insert into source_opt_ins (id, source_id, reason, asked_by, asked_at, state, settled_by, settled_at)
      values (gen_random_uuid(), ${source.id}, 'x', ${editor.id}, now(), 'agreed', ${owner.id}, now())`,
    'source_opt_ins_begin_waiting',
  );
  expect(await world.optIns.settle(own, 'agreed', { by: owner.id, at })).toBe(true);
  expect(await world.optIns.end(source.id, { by: editor.id, at })).toBe(true);
  // What was agreed to once is not agreed to for ever.
  await refusedBy(sql`update sources set answers = true`, 'sources_answer_by_two');
  await refusedBy(sql`update source_opt_ins set ended_at = null, ended_by = null`, 'source_opt_ins_stand');

  const run = world.newId();
  await world.imports.begin({ id: run, name: 'a', at, heldFor: { by: editor.id } });
  await world.imports.hold(run, nothingRead, [], []);
  await refusedBy(
    sql`update import_runs set decision = 'released', decided_by = ${owner.id}, decided_at = now()`,
    'import_decided_when_read',
  );
  await world.imports.finish(run, at);
  await refusedBy(sql`insert into import_items (run_id, item) values (${run}, '{}')`, 'import_items_wait');
  await expect(world.imports.decide(run, 'released', { by: editor.id, at })).rejects.toThrow(
    'import_let_in_by_another',
  );
  await expect(world.imports.decide(run, 'released', { by: reviewer.id, at })).rejects.toThrow(
    'import_decided_by_right',
  );
  await refusedBy(sql`update import_runs set asked_by = ${owner.id}`, 'import_runs_stand');
  await refusedBy(sql`update import_runs set held = false`, 'import_runs_stand');
  expect(await world.imports.decide(run, 'released', { by: owner.id, at })).toBe(true);
});

test('whoever agrees is told where a name reads like that of a publisher that answers already', async () => {
  const desk = await deskServer();
  const { world, team } = desk;
  const { editor, owner } = team;
  const known = await world.checks.source({ name: 'Báo Mới', site: 'baomoi.example', licence: null }, world.newId);
  await world.checks.opt(known.id, true, world.now());
  // One Cyrillic letter, and no accents.
  const lookalike = review(claim, 'bao-moi.example').replace('Trung tâm Bịa Đặt', 'Bao Mоi');
  expect((await bring(desk, editor, lookalike)).status).toBe(303);
  const run = await runOf(desk);
  const page = await (await desk.as(owner, 'GET', `/operator/imports/${run}`)).text();
  expect(page).toContain('viết gần giống “Báo Mới” (baomoi.example)');
  const told = await (await desk.as(owner, 'GET', `/api/v1/desk/imports/${run}`)).json();
  expect(told).toMatchObject({ items: [{ readsLike: [{ name: 'Báo Mới', site: 'baomoi.example' }] }] });

  expect((await press(desk, owner, `/operator/imports/${run}/decision`, { do: 'agree' })).status).toBe(303);
  await takeInImports(world);
  const other = (await world.checks.sources()).find(({ site }) => site === 'bao-moi.example');
  await press(desk, editor, `/operator/sources/${other?.id}`, { answers: '1', reason: 'Họ làm kỹ.' });
  expect(await (await desk.as(owner, 'GET', '/operator')).text()).toContain(
    'viết gần giống “Báo Mới” (baomoi.example)',
  );
  const { sources } = (await (await desk.as(owner, 'GET', '/api/v1/desk/sources')).json()) as {
    sources: { site: string; readsLike: object[] }[];
  };
  expect(Object.fromEntries(sources.map(({ site, readsLike }) => [site, readsLike.length]))).toEqual({
    ...{ 'baomoi.example': 0, 'bao-moi.example': 1 },
  });
});

test('an import that pretends to be us, or whose address does not answer, says so in its report', async () => {
  const desk = await deskServer();
  const { editor } = desk.team;
  await bring(desk, editor, review(claim, 'bia-dat.example').replace('Trung tâm Bịa Đặt', 'TOA SOAN THU'));
  const pretending = await (await desk.as(editor, 'GET', `/operator/imports/${await runOf(desk)}`)).text();
  expect(pretending).toContain('Tự nhận là nơi này');
  expect(pretending).toContain('TOA SOAN THU');
  const form = new FormData();
  form.append('url', 'https://khong-co.example/a.json');
  const headers = { 'x-test-member': editor.id, origin, 'sec-fetch-site': 'same-origin' };
  await desk.server.fetch(new Request('http://x.example/operator/imports', { method: 'POST', headers, body: form }));
  while ((await (await desk.as(editor, 'GET', '/operator/running')).json()) !== null)
    await new Promise((resume) => setImmediate(resume));
  const [failed] = await desk.world.imports.runs().then((runs) => runs.filter(({ name }) => name.includes('khong-co')));
  expect(failed).toMatchObject({ failed: 'fetch-failed', finishedAt: null });
  const page = await (await desk.as(editor, 'GET', `/operator/imports/${failed?.id}`)).text();
  expect(page).toContain('trang ở địa chỉ đó không trả lời');
  expect(desk.lines).toContainEqual(expect.objectContaining({ what: 'import-failed', because: 'fetch-failed' }));
});

/** A team of an owner and a reviewer of long standing, and an editor whom the owner let in the day before. */
const freshEditor = async () => {
  const desk = await deskServer();
  const { database, team } = desk;
  await database.all(sql`update staff set role = 'reviewer' where id = ${team.editor.id}`);
  const fresh = await addColleague(database, 'editor', 'Hồ Thị Hai Tay');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${team.owner.id}, 'let-in', '2026-11-19')`);
  return { ...desk, fresh };
};

test('an owner and the editor they just invited let nothing in while a reviewer of long standing is there, and are told the day', async () => {
  const desk = await freshEditor();
  const { world, database, as, fresh, setClock } = desk;
  const { owner } = desk.team;
  expect((await bring(desk, fresh, review(claim))).status).toBe(303);
  const run = await runOf(desk);
  const page = await (await as(owner, 'GET', `/operator/imports/${run}`)).text();
  expect(page).toContain('Lúc này không có người khác quyết định thay');
  expect(page).not.toContain('Hãy nhờ');
  const agree = () => as(owner, 'POST', `/api/v1/desk/imports/${run}/decision`, { decision: 'agree' });
  expect(await (await agree()).json()).toMatchObject({ code: 'let-in-lately', detail: expect.stringContaining('26') });
  const at = world.now();
  await expect(world.imports.decide(run, 'released', { by: owner.id, at })).rejects.toThrow('kept_apart');

  const source = await world.checks.source({ name: 'Báo', site: 'bao.example', licence: null }, world.newId);
  const optIn = world.newId();
  await world.optIns.ask({ id: optIn, source: source.id, reason: 'Kỹ.', by: owner.id, at });
  const yes = (who: Member) => as(who, 'POST', `/api/v1/desk/opt-ins/${optIn}/decision`, { decision: 'agree' });
  expect(await (await yes(fresh)).json()).toMatchObject({ code: 'let-in-lately' });
  await expect(world.optIns.settle(optIn, 'agreed', { by: fresh.id, at })).rejects.toThrow('kept_apart');
  expect(await seen(desk)).toBe('new');

  // An editor of long standing is asked by name, and may at once.
  const old = await addColleague(database, 'editor', 'Lý Văn Lâu Năm');
  expect(await (await as(owner, 'GET', `/operator/imports/${run}`)).text()).toContain('Hãy nhờ Lý Văn Lâu Năm');
  expect((await yes(old)).status).toBe(204);
  // After the week the two are two.
  setClock('2026-11-26T08:00:00Z');
  expect((await agree()).status).toBe(204);
});

test('where nobody else may review, an owner and the editor they just invited agree, and it is told', async () => {
  const desk = await freshEditor();
  const { world, database, fresh } = desk;
  await database.all(sql`update staff set role = 'checker' where role = 'reviewer'`);
  await bring(desk, fresh, review(claim));
  const agreed = await press(desk, desk.team.owner, `/operator/imports/${await runOf(desk)}/decision`, { do: 'agree' });
  expect(agreed.status).toBe(303);
  expect((await world.team.log(5)).map(({ change }) => change)).toEqual(['let-in-agreed']);
});
