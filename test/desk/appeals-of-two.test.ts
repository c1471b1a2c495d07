// A team of two: nobody answers an appeal against what both had a part in, and everybody is told so until somebody is asked in.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { conclusion, publishedCase } from './deciding.ts';
import { addColleague, type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.', links: '', email: '' };
const at = `/en/checks/${conclusion.slug}`;

const teamOfTwo = async (): Promise<DeskServer> => {
  const desk = await deskServer();
  const { owner: writer, reviewer, checker, editor } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  await desk.database.all(
    sql`update staff set state = 'removed', email = null where id in (${checker.id}, ${editor.id})`,
  );
  return desk;
};

const textOf = async (desk: DeskServer, path: string) => (await desk.as(desk.team.owner, 'GET', path)).text();
const sent = async (desk: DeskServer): Promise<string> => {
  const reply = await desk.as(desk.team.trainee, 'POST', `${at}/appeal`, form(appeal));
  expect(reply.status).toBe(303);
  return reply.headers.get('location') ?? '';
};
const nobody = 'Nobody in our team may answer it';

test('the form, the acknowledgement, the page of the check and the API say that somebody has to be asked in', async () => {
  const desk = await teamOfTwo();
  const asking = await textOf(desk, `${at}/appeal`);
  expect(asking).toContain(nobody);
  expect(asking).toContain('The deadline is still 14 days');
  const followed = await sent(desk);
  expect(await textOf(desk, followed)).toContain(nobody);
  expect(await textOf(desk, at)).toContain(nobody);
  const { appeals } = (await (await desk.as(desk.team.trainee, 'GET', `/api/v1${at.slice(3)}/appeals`)).json()) as {
    appeals: object[];
  };
  expect(appeals).toMatchObject([{ needsSomebody: true, overdue: false }]);
});

test('the desk says it too, with the way to invite for an owner, and nobody gets round the rule', async () => {
  const desk = await teamOfTwo();
  await sent(desk);
  const [{ id } = { id: '' }] = await desk.database.all<{ id: string }>(sql`select id from appeals`);
  for (const path of ['/en/desk/appeals', `/en/desk/appeals/${id}`]) {
    const page = await textOf(desk, path);
    expect(page).toContain('nobody in the team may answer');
    expect(page).toContain('<a href="/en/desk/team">Invite somebody</a>');
    expect(await (await desk.as(desk.team.reviewer, 'GET', path)).text()).toContain('Ask an owner to invite one.');
  }
  const answer = { outcome: 'not-upheld', 'reasons-vi': 'Giữ nguyên.', 'reasons-en': 'It stands.' };
  for (const who of [desk.team.owner, desk.team.reviewer])
    expect((await desk.as(who, 'POST', `/en/desk/appeals/${id}`, form(answer))).status).toBe(422);
  await desk.database.all(sql`update staff set role = 'reviewer' where id = ${desk.team.trainee.id}`);
  expect(await textOf(desk, '/en/desk/appeals')).not.toContain('nobody in the team may answer');
  const third = await addColleague(desk.database, 'reviewer', 'Người mới');
  expect((await desk.as(third, 'POST', `/en/desk/appeals/${id}`, form(answer))).status).toBe(303);
});

test('a deadline that passed is public: on the page of the check, to whoever asked, and in the API', async () => {
  const desk = await teamOfTwo();
  const followed = await sent(desk);
  desk.setClock('2026-12-04T10:00:00Z');
  expect(await textOf(desk, at)).toContain('We answer by 4');
  desk.setClock('2026-12-05T10:00:00Z');
  expect(await textOf(desk, at)).toMatch(/We were to answer by 4\sDecember\s2026, and have not\./);
  expect(await textOf(desk, followed)).toContain('it has not been');
  const own = await desk.as(desk.team.trainee, 'GET', `/api/v1/appeals/${followed.split('/').at(-1)}`);
  expect(await own.json()).toMatchObject({ overdue: true, needsSomebody: true });
});
