// Letters to people who never asked for one: few, only while the case is open, and only by who has just shown the second factor.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { closeCase, noteReply, retain } from '../../src/desk/index.ts';
import { bearerOf } from '../api-desk/one-identity.ts';
import { publishedCase, readyCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { fieldsIn } from '../desk/team-server.ts';

const asking = {
  asked: 'Bệnh viện A',
  way: 'thư',
  askedOn: '2026-11-20',
  dueOn: '2026-11-27',
  email: 'bao.chi@bv-a.example',
  lang: 'vi',
} as const;

const letters = ({ database }: DeskServer) => database.all(sql`select id from outbox where kind = 'reply-request'`);
const byForm = (desk: DeskServer, number: number, fields: Readonly<Record<string, string>> = asking) =>
  desk.as(desk.team.checker, 'POST', `/en/desk/cases/${number}/replies`, new URLSearchParams(fields));
const byApi = async (desk: DeskServer, number: number, body: object = asking) => {
  const reply = await desk.as(desk.team.checker, 'POST', `/api/v1/desk/cases/${number}/replies`, body);
  return { status: reply.status, ...((await reply.json()) as object) };
};
const ready = (desk: DeskServer, claim?: string) =>
  readyCase(desk.database, { writer: desk.team.checker, approver: desk.team.reviewer }, claim);

test('a case sends five letters in its whole life, and the sixth is refused by page and by API', async () => {
  const desk = await deskServer();
  const { number, id } = await ready(desk);
  const at = { ...asking, step: 'asked' } as const;
  // At once, as somebody in a hurry would: no two of them count the same place as free.
  const done = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      noteReply(desk.world, desk.team.checker, id, { ...at, email: `bao.chi${n}@bv-a.example` }),
    ),
  );
  const refused = done.flatMap((one) => (one.ok ? [] : [one.error.code]));
  expect(refused).toEqual(Array(3).fill('reply-letters-too-many'));
  expect(await letters(desk)).toHaveLength(5);
  // What no mail server took, and what lost its words, was a letter all the same.
  await desk.database.all(sql`update case_replies set lookup = null where case_id = ${id}`);
  const page = await byForm(desk, number);
  expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('This case has sent five letters')]);
  expect(await byApi(desk, number)).toMatchObject({ code: 'not-now', reason: 'reply-letters-too-many' });
  expect(await letters(desk)).toHaveLength(5);
  expect((await byForm(desk, number, { ...asking, email: '' })).status).toBe(303);
  const other = await ready(desk, 'Uống nước ấm lúc đói làm tan sỏi thận');
  expect(await byApi(desk, other.number)).toMatchObject({ status: 201 });
});

test('one mailbox gets two such letters a day and five in a week, from all cases, however it is written; nothing told of it lasts', async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const cases: Awaited<ReturnType<typeof ready>>[] = [];
  for (let n = 0; n < 4; n++) cases.push(await ready(desk, `Uống nước ấm lúc đói làm tan sỏi thận loại ${n + 2}`));
  const ask = async (n: number, email: string) => {
    const on = world.now().toISOString().slice(0, 10);
    const typed = { ...asking, step: 'asked', askedOn: on, dueOn: '2026-12-20', email } as const;
    const done = await noteReply(world, team.checker, cases[n]!.id, typed);
    return done.ok ? 'sent' : done.error.code;
  };
  // At once, from four cases, in four spellings.
  const spelled = ['bao.chi@bv-a.example', 'baochi@bv-a.example', 'Bao.Chi+1@bv-a.example', 'b.aochi+2@BV-A.example'];
  const first = await Promise.all(spelled.map((email, n) => ask(n, email)));
  expect(first.toSorted()).toEqual(['reply-mailbox-full', 'reply-mailbox-full', 'sent', 'sent']);
  expect(await ask(0, 'ban.doc@bv-a.example')).toBe('sent');
  const page = await byForm(desk, cases[2]!.number);
  expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('This mailbox has had as many')]);
  expect(await byApi(desk, cases[3]!.number)).toMatchObject({ code: 'not-now', reason: 'reply-mailbox-full' });
  // Nothing was noted of what was not sent, and asking otherwise is free.
  expect(await database.all(sql`select id from case_replies`)).toHaveLength(3);
  expect((await byForm(desk, cases[3]!.number, { ...asking, email: '' })).status).toBe(303);
  desk.setClock('2026-11-21T10:00:00Z');
  expect([await ask(2, spelled[0]!), await ask(3, spelled[1]!), await ask(3, spelled[2]!)]).toEqual([
    ...['sent', 'sent', 'reply-mailbox-full'],
  ]);
  desk.setClock('2026-11-22T10:00:00Z');
  expect([await ask(2, spelled[0]!), await ask(3, spelled[1]!)]).toEqual(['sent', 'reply-mailbox-full']);

  // Of two days of one mailbox a reader of the database sees two marks, none of which is a hash of the mailbox alone.
  const marks = await database.all<{ mark: string; on: string }>(
    sql`select mark, sent_on::text as on from side_letters order by sent_on`,
  );
  expect(new Set(marks.map(({ mark }) => mark)).size).toBe(marks.length);
  expect(marks.map(({ on }) => on)).toEqual(['2026-11-20', '2026-11-20', '2026-11-21', '2026-11-22']);
  expect(marks.map(({ mark }) => mark)).not.toContain(world.keyed('side-letter', 'baochi@bv-a.example'));
  await expect(database.all(sql`update side_letters set letters = 3 where mark = ${marks[0]!.mark}`)).rejects.toThrow(
    'side_letters_letters_check',
  );
  desk.setClock('2026-11-27T03:00:00Z');
  await retain(world);
  expect(await database.all(sql`select sent_on::text as on from side_letters order by 1`)).toEqual([
    { on: '2026-11-21' },
    { on: '2026-11-22' },
  ]);
  expect([await ask(0, spelled[0]!), await ask(0, spelled[1]!), await ask(1, spelled[1]!)]).toEqual([
    ...['sent', 'sent', 'reply-mailbox-full'],
  ]);
  desk.setClock('2026-12-05T03:00:00Z');
  await retain(world);
  expect(await database.all(sql`select from side_letters`)).toEqual([]);
});

test('nobody is asked by letter "before we conclude" once the case was concluded, and who was asked otherwise is still noted', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await publishedCase(desk.world, desk.database, { writer: checker, reviewer }, {});
  const page = await (await desk.as(checker, 'GET', `/en/desk/cases/${number}`)).text();
  expect([page.includes('name="way"'), page.includes('name="email"')]).toEqual([true, false]);
  const refused = await byForm(desk, number);
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('This case was concluded already'),
  ]);
  expect(await byApi(desk, number)).toMatchObject({ code: 'not-now', reason: 'reply-case-concluded' });
  expect((await byForm(desk, number, { ...asking, email: '' })).status).toBe(303);
  expect(await letters(desk)).toEqual([]);
  const over = await ready(desk, 'Uống nước đá gây viêm họng');
  const stands = (state: string) => desk.database.all(sql`update cases set state = ${state} where id = ${over.id}`);
  await stands('review');
  expect(await byApi(desk, over.number)).toMatchObject({ code: 'case-not-open' });
  await stands('open');
  expect((await closeCase(desk.world, checker, { of: over.id, as: 'spam', because: 'advertising' })).ok).toBe(true);
  expect(await byApi(desk, over.number)).toMatchObject({ code: 'case-not-open' });
  expect(await letters(desk)).toEqual([]);
});

test('a letter asks for the second factor first and keeps what was typed; a token sends none; noting without a letter asks for neither', async () => {
  const desk = await deskServer({}, () => null);
  const { checker } = desk.team;
  const { number } = await ready(desk);
  const asked = await byForm(desk, number);
  const page = await asked.text();
  expect([asked.status, page]).toEqual([200, expect.stringContaining('name="code"')]);
  expect(fieldsIn(page)).toEqual(asking);
  const again = await byForm(desk, number, { ...asking, return: '1' });
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining(`value="${asking.email}"`)]);
  expect(await byApi(desk, number)).toMatchObject({ status: 403, code: 'step-up-needed' });
  const token = await bearerOf(desk, checker, ['case.work']);
  const byToken = async (body: object) => {
    const reply = await desk.server.fetch(
      new Request(`https://kiemchung.example/api/v1/desk/cases/${number}/replies`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: token, 'content-type': 'application/json' },
      }),
    );
    return { status: reply.status, ...((await reply.json()) as object) };
  };
  expect(await byToken(asking)).toMatchObject({ status: 403, code: 'not-by-token' });
  expect((await desk.world.caseTalk.talk((await desk.world.caseWork.byNumber(number))!.id)).replies).toEqual([]);
  expect(await letters(desk)).toEqual([]);
  const { email: _email, ...noted } = asking;
  expect(await byToken(noted)).toMatchObject({ status: 201 });
  expect(await byApi(desk, number, { ...noted, email: ' ' })).toMatchObject({ status: 201 });
  expect((await byForm(desk, number, { ...asking, email: '' })).status).toBe(303);
  expect(await letters(desk)).toEqual([]);
});
