// Joining questions to other cases leads to no answer that a second person has not seen coming.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { handIn, readyCase } from '../desk/deciding.ts';
import { anybody, api, begin, bus, sent, stateOf, wrong } from './an-asked-case.ts';

test('the same as a case that a check answers is the same as that check, however long the way: a second person agrees', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const { database } = desk;
  const [answered, between] = await Promise.all([
    readyCase(database, { writer: checker, approver: reviewer }, 'Nước chanh nóng chữa ung thư'),
    readyCase(database, { writer: checker, approver: reviewer }, 'Chanh nóng trị ung thư'),
  ]);
  const ended = { as: 'duplicate', check: wrong };
  expect((await api(desk, checker, 'POST', `/cases/${answered.number}/close`, ended)).status).toBe(204);
  const joined = { as: 'duplicate', case: answered.number };
  expect((await api(desk, checker, 'POST', `/cases/${between.number}/close`, joined)).status).toBe(204);
  // Through the case between, which nobody asked.
  const close = await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', case: between.number });
  expect(close.status).toBe(202);
  expect(await stateOf(desk, number)).toBe('open');
  expect(await sent(desk)).toEqual([]);
  await expect(
    database.all(sql`
      update cases set state = 'closed', closed_as = 'duplicate', closed_on = '2026-11-20', joined_to = ${between.id} where number = ${number}`),
  ).rejects.toThrow('cases_join_what_is_open');
});

test('a question joined to a case that nobody asked takes a second person with it, and the answer reaches it', async () => {
  const { desk, number, ticket } = await begin();
  const { checker, reviewer } = desk.team;
  const other = await readyCase(desk.database, { writer: checker, approver: reviewer }, 'Dời trạm xe buýt');
  const joined = { as: 'duplicate', case: other.number };
  expect((await api(desk, checker, 'POST', `/cases/${number}/close`, joined)).status).toBe(204);
  const close = await api(desk, checker, 'POST', `/cases/${other.number}/close`, { as: 'duplicate', check: wrong });
  expect(close.status).toBe(202);
  expect(await sent(desk)).toEqual([]);
  const closing = (close.json as { id: string }).id;
  const yes = { closing, decision: 'agree' };
  expect((await api(desk, reviewer, 'POST', `/cases/${other.number}/closing/decision`, yes)).status).toBe(204);
  expect(await (await anybody(desk, 'GET', ticket)).text()).toContain(`/vi/checks/${wrong}`);
  expect(await sent(desk)).toHaveLength(1);
});

test('what waits for a second person takes no questions that this one has not seen', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  await handIn(desk.world, checker, ready, { slug: 'nuoc-muoi' });
  const merged = await api(desk, checker, 'POST', `/cases/${ready.number}/merge`, { from: [number] });
  expect([merged.status, merged.json]).toMatchObject([409, { code: 'case-under-review' }]);
  const closed = await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', case: ready.number });
  expect([closed.status, closed.json]).toMatchObject([409, { code: 'case-under-review' }]);
  expect(await stateOf(desk, number)).toBe('open');
});

test('whoever agrees to a check reads what it answers, questions of joined cases too', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const joined = { as: 'duplicate', case: ready.number };
  expect((await api(desk, checker, 'POST', `/cases/${number}/close`, joined)).status).toBe(204);
  const { id } = await handIn(desk.world, checker, ready, { slug: 'nuoc-muoi' });
  const page = await (await desk.as(reviewer, 'GET', `/vi/desk/reviews/${id}`)).text();
  expect(page).toContain('Những câu hỏi sẽ được trả lời bằng bài này');
  expect(page).toContain(bus);
});
