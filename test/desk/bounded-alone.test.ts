// What one account can do to many cases alone is bounded within an hour: by page, by API and by the database.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { mostMarksAnHour, mostMovesAnHour, mostQuestionsAnHour } from '../../src/core/case.ts';
import { api, press } from '../journeys/an-asked-case.ts';
import { makeCase } from './a-case.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const tooMany = { status: 429, json: { code: 'rate-limited', reason: 'deeds-too-many' } };
const caseOn = (desk: DeskServer, n: number) => makeCase(desk.database, { title: `Chuyện chợ số ${n} bán thuốc lạ` });

test('one account says of at most twenty cases within an hour that they are about ourselves, and may go on an hour later', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const made = [];
  for (let n = 0; n <= mostMarksAnHour; n++) made.push(await caseOn(desk, n));
  const mark = (who: typeof checker, number = 0) =>
    api(desk, who, 'POST', `/cases/${number}/ourselves`, { about: true });
  for (const { number } of made.slice(0, mostMarksAnHour)) expect((await mark(checker, number)).status).toBe(204);
  const one = made.at(-1)?.number;
  const refused = await mark(checker, one);
  expect(refused).toMatchObject(tooMany);
  expect(refused.json.next).toMatch(/60/);
  // Said again of one that is marked, nothing is done, and nothing refused.
  expect((await mark(checker, made[0]?.number)).status).toBe(204);
  const page = await press(desk, checker, `/cases/${one}/ourselves`, { about: 'yes' });
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '3600']);
  await expect(
    desk.database.all(sql`
      insert into case_history (case_id, at, done_by, what, detail)
      select id, '2026-11-20T10:00:00Z', ${checker.id}, 'ourselves-marked', '{}' from cases where number = ${one}`),
  ).rejects.toThrow('marks_are_bounded');
  desk.setClock('2026-11-20T11:00:01Z');
  expect((await mark(checker, one)).status).toBe(204);
  expect((await mark(reviewer, one)).status).toBe(204);
});

test('one account joins and parts at most a hundred cases within an hour, and what would pass that is not done by half', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const [into, one, two, other] = [
    await caseOn(desk, 1),
    await caseOn(desk, 2),
    await caseOn(desk, 3),
    await caseOn(desk, 4),
  ];
  await desk.database.all(sql`
    insert into case_history (case_id, at, done_by, what, detail)
    select ${other.id}, '2026-11-20T09:30:00Z', ${checker.id}, 'merged', '{}' from generate_series(1, ${mostMovesAnHour - 1})`);
  const join = (who: typeof checker, from: readonly number[]) =>
    api(desk, who, 'POST', `/cases/${into.number}/merge`, { from });
  expect(await join(checker, [one.number, two.number])).toMatchObject(tooMany);
  expect((await desk.database.all(sql`select from case_moves`)).length).toBe(0);
  expect(await join(checker, [one.number])).toMatchObject({ status: 200 });
  const page = await desk.as(
    checker,
    'POST',
    '/vi/desk/merge',
    new URLSearchParams({ [`c-${into.number}`]: 'on', [`c-${two.number}`]: 'on' }),
  );
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '3600']);
  const parted = { groups: [into.group] };
  expect(await api(desk, checker, 'POST', `/cases/${into.number}/split`, parted)).toMatchObject(tooMany);
  expect((await press(desk, checker, `/cases/${into.number}/split`, { [`g-${into.group}`]: 'on' })).status).toBe(429);
  await expect(
    desk.database.all(sql`
      insert into case_history (case_id, at, done_by, what, detail)
      values (${other.id}, '2026-11-20T10:00:00Z', ${checker.id}, 'split', '{}')`),
  ).rejects.toThrow('moves_are_bounded');
  // A colleague goes on.
  expect((await api(desk, reviewer, 'POST', `/cases/${into.number}/split`, parted)).status).toBe(201);
  expect((await join(reviewer, [two.number])).status).toBe(200);
});

test('one account asks back those who asked about at most twenty cases within an hour, those taken back too', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const asked = (n: number) =>
    makeCase(desk.database, { title: `Chuyện lạ số ${n}`, variants: [{ text: `Chuyện lạ số ${n}`, asked: 1 }] });
  const [first, one, two] = [await asked(1), await asked(2), await asked(3)];
  await desk.database.all(sql`
    insert into case_history (case_id, at, done_by, what, detail)
    select ${first.id}, '2026-11-20T09:30:00Z', ${checker.id}, 'asked-back', '{}' from generate_series(1, ${mostQuestionsAnHour - 1})`);
  const ask = (who: typeof checker, { number }: { readonly number: number }) =>
    api(desk, who, 'POST', `/cases/${number}/question`, { template: 'question-where' });
  expect((await ask(checker, one)).status).toBe(201);
  await api(desk, checker, 'POST', `/cases/${one.number}/question/undo`);
  expect(await ask(checker, one)).toMatchObject(tooMany);
  const page = await press(desk, checker, `/cases/${two.number}/question`, { template: 'question-where' });
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '3600']);
  expect((await ask(reviewer, two)).status).toBe(201);
  desk.setClock('2026-11-20T11:00:01Z');
  expect((await ask(checker, one)).status).toBe(201);
});
