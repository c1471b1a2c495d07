// What a published check stands on does not go from its case, by page, by API or in the database; a correction by two changes it.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { removeEvidence } from '../../src/desk/index.ts';
import { handIn, publishedCase, readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const published = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const [piece] = (await desk.world.caseWork.gathered(made.id)).evidence;
  const path = `/en/desk/cases/${made.number}`;
  const api = `/api/v1/desk/cases/${made.number}`;
  const history = async () => (await desk.world.caseWork.gathered(made.id)).history.map(({ what }) => what);
  return { desk, made, piece: piece!, path, api, history, database: desk.database };
};

test('evidence of a published check is not taken off or translated in its case; the page leads to a correction instead', async () => {
  const { desk, made, piece, path, api, history } = await published();
  const { checker, owner } = desk.team;
  const before = await history();
  expect(piece.stands).toBe(true);
  for (const who of [checker, owner]) {
    const taken = await desk.as(who, 'DELETE', `${api}/evidence/${piece.id}`);
    expect([taken.status, await taken.json()]).toMatchObject([409, { code: 'evidence-published' }]);
  }
  const said = await desk.as(checker, 'POST', `${api}/evidence/${piece.id}/translations`, { lang: 'en', text: 'Yes.' });
  expect(await said.json()).toMatchObject({ code: 'evidence-published' });
  const byForm = await desk.as(checker, 'POST', `${path}/evidence/${piece.id}/remove`, new URLSearchParams());
  expect([byForm.status, await byForm.text()]).toMatchObject([409, expect.stringContaining('start a correction')]);
  const page = await (await desk.as(checker, 'GET', path)).text();
  const part = page.slice(page.indexOf(`id="evidence-${piece.id}"`), page.indexOf('id="searches"'));
  expect(part).toContain('The published check stands on this');
  expect(part).toContain(`href="${path}/correct"`);
  expect(part).not.toContain(`evidence/${piece.id}/remove`);
  expect(await history()).toEqual(before);
  // What was gathered since is nobody's ground yet, and goes as before.
  const more = {
    kind: 'call',
    title: 'Gọi',
    publisher: 'Viện',
    stance: 'context',
    interest: 'independent',
    shows: { vi: 'Có.' },
  };
  const { id } = (await (await desk.as(checker, 'POST', `${api}/evidence`, more)).json()) as { id: string };
  expect((await desk.as(checker, 'DELETE', `${api}/evidence/${id}`)).status).toBe(204);
  expect((await desk.world.caseWork.gathered(made.id)).evidence).toMatchObject([{ id: piece.id }]);
});

test('the database lets nobody take off, change or delete what a published check stands on, nor its file', async () => {
  const { database, piece, desk, made, api } = await published();
  await database.all(sql`
    update case_evidence set file = ${'a'.repeat(64)}, file_name = 'x.pdf', file_bytes = 4 where id = ${piece.id}`);
  for (const change of [
    sql`update case_evidence set removed_at = now() where id = ${piece.id}`,
    sql`update case_evidence set stance = 'supports' where id = ${piece.id}`,
    sql`update case_evidence set shows = shows || '{"fr":"Non."}' where id = ${piece.id}`,
    sql`update case_evidence set file = null, file_name = null, file_bytes = null where id = ${piece.id}`,
    sql`delete from case_evidence where id = ${piece.id}`,
  ])
    await expect(database.all(change)).rejects.toThrow('published_evidence_stands');
  const off = await desk.as(desk.team.checker, 'DELETE', `${api}/evidence/${piece.id}/file`);
  expect(await off.json()).toMatchObject({ code: 'evidence-published' });
  expect((await desk.world.caseWork.gathered(made.id)).evidence).toMatchObject([
    { id: piece.id, file: { name: 'x.pdf' } },
  ]);
});

test('a search that a check tells of stays with it, and what waits for a second person stands still as well', async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer, approver: reviewer });
  const search = randomUUID() as never;
  await desk.database.all(sql`
    insert into case_searches (id, case_id, query, place, searched_on, found, added_by)
    values (${search}, ${ready.id}, 'muối', 'PubMed', '2026-11-13', '{"vi":"Không thấy."}', ${writer.id})`);
  await handIn(desk.world, writer, ready);
  await expect(
    desk.database.all(sql`update case_searches set removed_at = now() where id = ${search}`),
  ).rejects.toThrow('published_searches_stand');
  const { searches } = await desk.world.caseWork.gathered(ready.id);
  expect(searches).toMatchObject([{ stands: true }]);
  const [handed] = await desk.world.decisions.waiting();
  await desk.world.decisions.takeBack(handed!.id, writer.id, desk.world.now());
  const off = { of: 'search', id: search, back: false } as const;
  expect(await removeEvidence(desk.world, writer, ready.id, off)).toEqual({ ok: true, value: null });
});
