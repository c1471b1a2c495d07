// The day on which something was done is not still to come, by form and by API.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

// The clock of these tests stands at 20 November 2026.
const [tomorrow, later, never] = ['2026-11-21', '2026-11-22', '9999-12-31'];
const evidence = {
  ...{ kind: 'call', title: 'Gọi bệnh viện', publisher: 'Bệnh viện Nhi', stance: 'refutes', interest: 'independent' },
  shows: { vi: 'Không có ca nào.' },
};
const search = { query: 'nước muối ung thư', where: 'PubMed', found: { vi: 'Không có gì.' } };
const side = { asked: 'Bộ Y tế', way: 'công văn' };

test('a search, evidence, and when a side was asked and answered are of no future day; tomorrow is today somewhere', async () => {
  const desk = await deskServer();
  const { number } = await makeCase(desk.database);
  const at = `/api/v1/desk/cases/${number}`;
  const post = async (path: string, body: object) => {
    const sent = await desk.as(desk.team.checker, 'POST', at + path, body);
    return { status: sent.status, ...(sent.status === 204 ? {} : ((await sent.json()) as { id?: string })) };
  };
  for (const [path, body, field] of [
    ['/searches', search, 'on'],
    ['/evidence', evidence, 'accessedOn'],
    ['/evidence', evidence, 'publishedOn'],
    ['/replies', side, 'askedOn'],
  ] as const) {
    for (const day of [later, never])
      expect(await post(path, { ...body, [field]: day }), path).toMatchObject({
        ...{ status: 422, code: 'invalid-input', reason: 'day-in-future', field },
      });
    expect(await post(path, { ...body, [field]: tomorrow }), path).toMatchObject({ status: 201 });
  }
  const { id } = await post('/replies', side);
  const said = `/replies/${id}/said`;
  expect(await post(said, { said: { vi: 'Không đúng.' }, on: never })).toMatchObject({
    ...{ status: 422, reason: 'day-in-future', field: 'on' },
  });
  expect((await post(said, { said: { vi: 'Không đúng.' }, on: tomorrow })).status).toBeLessThan(300);
  expect(await desk.database.all(sql`select said_on::text as day from case_replies where id = ${id!}`)).toEqual([
    { day: tomorrow },
  ]);
});

test('the form says so in both languages, and keeps what was typed', async () => {
  const desk = await deskServer();
  const { number } = await makeCase(desk.database);
  const typed = { query: search.query, where: search.where, 'found.vi': 'Không có gì.', on: never! };
  for (const [lang, words] of [
    ['vi', 'Ngày này chưa tới'],
    ['en', 'that day is still to come'],
  ] as const) {
    const path = `/${lang}/desk/cases/${number}/searches`;
    const refused = await desk.as(desk.team.checker, 'POST', path, new URLSearchParams(typed));
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain(`value="${search.query}"`);
  }
  expect(await desk.database.all(sql`select from case_searches`)).toEqual([]);
});
