// One stolen checker's account ends cases: nobody is written a wrong check by it, and no work is gone because of it.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { ok } from '../../src/base/result.ts';
import { endCases, eraseFiles, triage } from '../../src/desk/index.ts';
import { handIn, readyCase } from '../desk/deciding.ts';
import { addColleague, deskServer } from '../desk/desk-server.ts';
import { allOf, canary, work } from './a-worked-case.ts';
import { addresses, anybody, api, begin, bus, press, sent, stateOf, wrong } from './an-asked-case.ts';

test('one checker ends a case with a wrong check: nobody is written to, the ticket says it is looked at, and a second person says no', async () => {
  const { desk, ticket, number } = await begin();
  const { checker, reviewer } = desk.team;
  const asked = await press(desk, checker, `/cases/${number}/close`, { as: 'duplicate', of: `/vi/checks/${wrong}` });
  expect(asked.headers.get('location')).toContain(`/desk/cases/${number}#closing`);
  expect(await sent(desk)).toEqual([]);
  expect(await addresses(desk)).toHaveLength(1);
  const page = await (await anybody(desk, 'GET', ticket)).text();
  expect(page).toContain('Nhóm đã nhận và đang kiểm chứng.');
  expect(page).not.toContain(wrong);

  // Themselves, by page and API, again and in another way.
  const own = await desk.world.closings.of((await desk.world.caseWork.byNumber(number))!.id);
  expect((await press(desk, checker, `/cases/${number}/closing`, { closing: own!.id, do: 'agreed' })).status).toBe(403);
  const decide = `/cases/${number}/closing/decision`;
  const yes = { closing: own!.id, decision: 'agree' };
  expect((await api(desk, checker, 'POST', decide, yes)).json).toMatchObject({ code: 'closing-own' });
  const again = { as: 'duplicate', check: wrong };
  expect((await api(desk, checker, 'POST', `/cases/${number}/close`, again)).json).toMatchObject({
    code: 'closing-waits',
  });
  expect(await sent(desk)).toEqual([]);

  // The second person finds it where things wait, and declines.
  expect(await (await desk.as(reviewer, 'GET', '/vi/desk/reviews')).text()).toContain('Đề nghị khép lại bằng một bài');
  expect((await api(desk, reviewer, 'GET', '/closings')).json).toMatchObject({
    closings: [{ number, check: wrong, askedBy: checker.id, aloneAt: null }],
  });
  expect((await press(desk, reviewer, `/cases/${number}/closing`, { closing: own!.id, do: 'declined' })).status).toBe(
    303,
  );
  expect(await stateOf(desk, number)).toBe('open');
  expect((await api(desk, reviewer, 'POST', decide, yes)).status).toBe(404);
  desk.setClock('2026-11-25T10:00:00Z');
  await endCases(desk.world);
  expect(await sent(desk)).toEqual([]);
  expect(await addresses(desk)).toHaveLength(1);
});

test('two agree: whoever asked is answered, once, and taking it back answers no more', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const closed = await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong });
  expect(closed).toMatchObject({ status: 202, json: { number, check: wrong, asked: 1, aloneAt: null } });
  expect((await api(desk, reviewer, 'DELETE', `/cases/${number}/closing`)).status).toBe(403);
  expect((await api(desk, checker, 'DELETE', `/cases/${number}/closing`)).status).toBe(204);
  const next = await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong });
  // A yes is to what was read: to the first wish it says nothing any more.
  const decide = (closing: string) =>
    api(desk, reviewer, 'POST', `/cases/${number}/closing/decision`, { closing, decision: 'agree' });
  expect((await decide(closed.json.id)).json).toMatchObject({ code: 'closing-settled' });
  expect((await decide(next.json.id)).status).toBe(204);
  expect(await stateOf(desk, number)).toBe('closed');
  const letters = await sent(desk);
  expect([letters.length, letters[0]?.includes('nước chanh')]).toEqual([1, true]);
  expect(await sent(desk)).toEqual([]);
});

test('in a team of one it waits a day in which it can be taken back, and longer once somebody else could agree', async () => {
  const { desk, number } = await begin();
  const { checker } = desk.team;
  await desk.database.all(sql`update staff set role = 'trainee' where role in ('reviewer', 'editor')`);
  await desk.database.all(sql`alter table staff disable trigger user`);
  await desk.database.all(sql`update staff set role = 'trainee' where role = 'owner'`);
  const ask = async () =>
    (await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong })).json;
  expect(await ask()).toMatchObject({ aloneAt: '2026-11-21T10:00:00.000Z' });
  const page = async () => (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(await page()).toContain('2026-11-21 10:00');
  desk.setClock('2026-11-21T09:59:00Z');
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0, ended: 0, released: 0 });
  await press(desk, checker, `/cases/${number}/closing`, { do: 'withdrawn' });
  await ask();
  const other = await addColleague(desk.database, 'checker', 'Người mới');
  desk.setClock('2026-11-23T09:59:00Z');
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0, ended: 0, released: 0 });
  expect(await sent(desk)).toEqual([]);
  await desk.database.all(sql`update staff set state = 'removed', email = null where id = ${other.id}`);
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0, ended: 1, released: 0 });
  expect(await sent(desk)).toHaveLength(1);
});

test('whoever sends the others away is not alone for a week, and nobody is told that somebody could agree who may not', async () => {
  const { desk, number } = await begin();
  const { database, team } = desk;
  const { owner, checker, reviewer, editor } = team;
  const day = '2026-11-20';
  await database.all(sql`alter table staff disable trigger user`);
  const deed = (member: Id, kind: 'removed' | 'let-in', before: string | null) =>
    database.all(sql`
      insert into team_deeds (member, made_by, deed, role_before, done_on) values (${member}, ${owner.id}, ${kind}, ${before}, ${day})`);
  for (const { id, role } of [checker, reviewer, editor]) {
    await database.all(sql`update staff set state = 'removed', email = null where id = ${id}`);
    await deed(id, 'removed', role);
  }
  const asked = await api(desk, owner, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong });
  expect(asked.json).toMatchObject({ aloneAt: null, agreeing: { may: [], from: null } });
  const page = async () => (await desk.as(owner, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(await page()).toContain('Lúc này trong nhóm không ai được đồng ý');
  desk.setClock('2026-11-22T10:00:00Z');
  expect(await endCases(desk.world)).toMatchObject({ ended: 0 });
  await expect(
    database.all(
      sql`update closings_asked set state = 'alone', settled_at = '2026-11-22T10:00:00Z' where state = 'waiting'`,
    ),
  ).rejects.toThrow('closing_alone_with_nobody');
  // Whom they let in meanwhile is of their hand: the page names the day, and no "somebody else".
  const fresh = await addColleague(database, 'editor', 'Lý Thị Mới');
  await deed(fresh.id, 'let-in', null);
  const listed = await api(desk, owner, 'GET', '/closings');
  expect(listed.json).toMatchObject({ closings: [{ aloneAt: null, agreeing: { may: [], from: '2026-11-27' } }] });
  expect(await page()).toMatch(/Trước ngày 27\stháng\s11[^<]* chưa ai trong nhóm được đồng ý/);
  expect(await page()).not.toContain('nên cần một người khác đồng ý');
  const operator = await (await desk.as(owner, 'GET', '/operator')).text();
  expect(operator).toMatch(/Trước ngày 27\stháng\s11[^<]* chưa ai trong nhóm được đồng ý với việc bạn đề nghị/);
  // The week is over: they may, and the pages say so.
  desk.setClock('2026-11-27T10:00:00Z');
  expect((await api(desk, owner, 'GET', '/closings')).json).toMatchObject({
    closings: [{ aloneAt: null, agreeing: { may: [fresh.id], from: null } }],
  });
  expect(await page()).toContain('nên cần một người khác đồng ý');
});

test('while something handed in waits, no check ends the case: it is neither asked for nor agreed to', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer, editor } = desk.team;
  const close = () => api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong });
  const { json } = await close();
  const of = (await desk.world.caseWork.byNumber(number))!.id;
  const [id, at] = [randomUUID() as Id, desk.world.now()];
  const note = {
    kind: 'note',
    content: { claim: { vi: bus }, known: { vi: 'Chưa rõ.' }, unknown: {}, nextOn: null },
  } as const;
  await desk.world.decisions.submit({ ...note, id, caseId: of, submittedBy: editor.id, publishAt: null }, at);
  const yes = { closing: json.id, decision: 'agree' };
  const agree = () => api(desk, reviewer, 'POST', `/cases/${number}/closing/decision`, yes);
  expect(await agree()).toMatchObject({ status: 409, json: { code: 'submission-waits' } });
  await desk.database.all(sql`alter table staff disable trigger user`);
  await desk.database.all(sql`update staff set role = 'trainee' where id <> ${checker.id}`);
  desk.setClock('2026-11-25T10:00:00Z');
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0, ended: 0, released: 0 });
  expect((await api(desk, checker, 'DELETE', `/cases/${number}/closing`)).status).toBe(204);
  expect((await close()).json).toMatchObject({ code: 'submission-waits' });
  expect(await stateOf(desk, number)).toBe('review');
});

test('what is joined to the case after somebody asked is not agreed to with it', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const { json } = await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', check: wrong });
  const other = 'Nhà máy nước sẽ ngừng cấp nước ba ngày liền ở quận ven sông vì sửa ống chính';
  await anybody(desk, 'POST', '/vi/ask', { text: other });
  await triage(desk.world);
  const [more] = await desk.database.all<{ number: number }>(
    sql`select number from cases where number <> ${number} and origin = 'asked' and state = 'open'`,
  );
  expect((await api(desk, checker, 'POST', `/cases/${number}/merge`, { from: [more?.number] })).status).toBe(200);
  const yes = { closing: json.id, decision: 'agree' };
  expect((await api(desk, reviewer, 'POST', `/cases/${number}/closing/decision`, yes)).status).toBe(404);
  expect(await stateOf(desk, number)).toBe('open');
  // Nobody's letter says that a question is over which goes on elsewhere.
  expect(await sent(desk)).toEqual([]);
  expect(await addresses(desk)).toHaveLength(1);
});

test('one checker ends a case as about a private person: it is on no page, and somebody else brings all of it back', async () => {
  const { desk, ticket, number } = await begin();
  const { checker, reviewer, trainee } = desk.team;
  await work(desk, number);
  const before = await allOf(desk);
  expect((await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'private-person' })).status).toBe(204);
  for (const path of [
    `/vi/desk/cases/${number}`,
    '/vi/desk?state=closed',
    `/api/v1/desk/cases/${number}`,
    '/vi/desk/mentions',
  ]) {
    const text = await (await desk.as(reviewer, 'GET', path)).text();
    expect([path, text.includes(canary), text.includes('Trạm xe buýt')]).toEqual([path, false, false]);
  }
  const { rows } = await desk.database.pool.query(`select encode(sealed, 'escape') as bytes from case_seals`);
  expect([rows.length, rows[0].bytes.includes(canary)]).toEqual([1, false]);
  expect(await eraseFiles(desk.world)).toBe(0);
  // Nobody is told that it is over, as long as it may be a mistake.
  expect(await sent(desk)).toEqual([]);
  expect(await addresses(desk)).toHaveLength(1);

  expect((await api(desk, trainee, 'POST', `/cases/${number}/reopen`)).status).toBe(403);
  expect((await press(desk, reviewer, `/cases/${number}/reopen`, {})).status).toBe(303);
  expect(await allOf(desk)).toEqual(before);
  expect(await stateOf(desk, number)).toBe('open');
  expect(await desk.database.all(sql`select from case_seals union all select from files_to_erase`)).toEqual([]);
  const [file] = await desk.database.all<{ file: string }>(sql`select file from case_evidence`);
  expect(Buffer.from((await desk.world.files.get(file!.file as never))!).toString()).toBe(canary);
  expect(await (await anybody(desk, 'GET', ticket)).text()).toContain('Trạm xe buýt');
});

test('after twenty hours it is erased without anybody’s help, who asked is told, and nothing brings it back', async () => {
  const { desk, number } = await begin();
  const { checker } = desk.team;
  const of = await work(desk, number);
  await press(desk, checker, `/cases/${number}/close`, { as: 'private-person' });
  desk.setClock('2026-11-21T05:59:59Z');
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0 });
  desk.setClock('2026-11-21T06:00:00Z');
  // Too late from the very second on, whether or not the worker has come by.
  expect((await api(desk, checker, 'POST', `/cases/${number}/reopen`)).json).toMatchObject({
    code: 'case-stays-closed',
  });
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 1 });
  expect(await endCases(desk.world)).toMatchObject({ forgotten: 0 });
  expect(await eraseFiles(desk.world)).toBe(1);
  expect(await desk.world.cases.sealedUntil(of)).toBeUndefined();
  expect(await sent(desk)).toHaveLength(1);
  expect(await addresses(desk)).toEqual([]);
});

test('a message that its asker takes back while the case is sealed stays without words when the case comes back', async () => {
  const { desk, ticket, number } = await begin();
  const { checker, reviewer } = desk.team;
  await press(desk, checker, `/cases/${number}/close`, { as: 'private-person' });
  expect((await anybody(desk, 'DELETE', `/api/v1/tickets/${ticket.split('/').at(-1)}`)).status).toBe(204);
  expect((await press(desk, reviewer, `/cases/${number}/reopen`, {})).status).toBe(303);
  expect(
    await desk.database.all(sql`
    select text from tips where text is not null union all select text from claims where text is not null
    union all select title from cases where title is not null and origin = 'asked' and number = ${number}`),
  ).toEqual([]);
});

test('what was handed in on such a case is read by nobody and agreed to by nobody until the case is opened again', async () => {
  const desk = await deskServer();
  const { checker, reviewer, editor } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: editor });
  const handed = await handIn(desk.world, checker, ready, { slug: 'nuoc-muoi' });
  const paths = ['/vi/desk/reviews', `/vi/desk/reviews/${handed.id}`, '/api/v1/desk/submissions'];
  const shows = async () =>
    Promise.all(
      paths.map(async (path) =>
        (await (await desk.as(reviewer, 'GET', path)).text()).toLowerCase().includes('nước muối'),
      ),
    );
  expect(await shows()).toEqual([true, true, true]);
  await press(desk, checker, `/cases/${ready.number}/close`, { as: 'private-person' });
  expect(await shows()).toEqual([false, false, false]);
  const yes = { decision: 'agree', contentHash: handed.contentHash, read: ['vi', 'en'] };
  expect((await api(desk, reviewer, 'POST', `/submissions/${handed.id}/reviews`, yes)).status).toBe(404);
  await press(desk, editor, `/cases/${ready.number}/reopen`, {});
  expect(await shows()).toEqual([true, true, true]);
});

test('what weighs asks for the second factor, by page and API, and keeps what was typed; spam is ended without it', async () => {
  const { desk, number } = await begin(() => null);
  const { checker } = desk.team;
  const close = (fields: Readonly<Record<string, string>>) => press(desk, checker, `/cases/${number}/close`, fields);
  const needs = [{ as: 'scam-victim' }, { as: 'crisis' }, { as: 'emergency' }];
  for (const fields of [{ as: 'duplicate', of: wrong }, { as: 'private-person' }, ...needs]) {
    const page = await (await close(fields)).text();
    expect(page).toContain('name="code"');
    expect(page).toContain(`value="${fields.as}"`);
  }
  for (const body of [{ as: 'duplicate', check: wrong }, { as: 'private-person' }, ...needs])
    expect((await api(desk, checker, 'POST', `/cases/${number}/close`, body)).json).toMatchObject({
      code: 'step-up-needed',
    });
  expect(await stateOf(desk, number)).toBe('open');
  expect((await close({ as: 'spam', because: 'flood' })).status).toBe(303);
  expect(await stateOf(desk, number)).toBe('closed');
});

test('the database itself refuses one account in both places, and a seal that would last', async () => {
  const { desk, number } = await begin();
  const { database, world, team } = desk;
  const of = (await world.caseWork.byNumber(number))!.id;
  const [check] = await database.all<{ id: typeof of }>(sql`select id from checks`);
  const at = world.now();
  const refusedBy = (statement: ReturnType<typeof sql>, constraint: string) =>
    expect(database.all(statement)).rejects.toThrow(constraint);
  const ends = sql`
    update cases set state = 'closed', closed_as = 'duplicate', closed_on = '2026-11-20', check_id = ${check!.id} where id = ${of}`;
  await refusedBy(ends, 'cases_end_with_a_check_by_two');
  const id = world.newId();
  expect(await world.closings.ask({ id, of, check: check!.id }, { by: team.checker.id, at })).toBe('asked');
  await refusedBy(ends, 'cases_end_with_a_check_by_two');
  await expect(world.closings.settle(id, 'agreed', { by: team.checker.id, at })).rejects.toThrow('closing_by_another');
  await expect(world.closings.settle(id, 'agreed', { by: team.trainee.id, at })).rejects.toThrow(
    'closing_decided_by_right',
  );
  await refusedBy(
    sql`update closings_asked set state = 'alone', settled_at = now() + interval '1 year'`,
    'closing_alone_with_nobody',
  );
  await refusedBy(sql`update closings_asked set asked_by = ${team.editor.id}`, 'closings_asked_stand');
  await refusedBy(sql`delete from closings_asked`, 'closings_asked_stand');
  await refusedBy(
    sql`insert into closings_asked (id, case_id, check_id, asked_by, asked_at, state, settled_by, settled_at)
      values (gen_random_uuid(), ${of}, ${check!.id}, ${team.checker.id}, now(), 'agreed', ${team.editor.id}, now())`,
    'closings_begin_waiting',
  );
  expect(await world.closings.settle(id, 'agreed', { by: team.editor.id, at })).toEqual(ok(null));
  // Opened again, the old yes ends nothing.
  expect((await api(desk, team.editor, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
  await database.all(sql`update claims set answered_by = null`);
  await refusedBy(
    sql`update cases set state = 'closed', closed_as = 'duplicate', closed_on = '2026-11-20',
    check_id = ${check!.id}, changed_at = '2026-12-01' where id = ${of}`,
    'cases_end_with_a_check_by_two',
  );

  await api(desk, team.checker, 'POST', `/cases/${number}/close`, { as: 'private-person' });
  await refusedBy(sql`update case_seals set erase_at = erase_at + interval '1 day'`, 'case_seals_stand');
  await refusedBy(
    sql`insert into case_seals (case_id, sealed, key_day, closed_by, closed_at, erase_at)
      select id, '', '2026-11-20', ${team.checker.id}, now(), now() + interval '21 hours' from cases where id <> ${of}`,
    'seals_are_short',
  );
});
