// What a page says when it takes nothing, or takes something that changes less than it seems: the cause, and not another one.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { api, begin, press } from '../journeys/an-asked-case.ts';
import { makeCase } from './a-case.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const sent = async (desk: DeskServer, path: string, headers: Record<string, string>) => {
  const reply = await desk.server.fetch(
    new Request(`https://sangto.example${path}`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'Một câu' }),
      headers: { 'x-test-member': desk.team.checker.id, ...headers },
    }),
  );
  return [reply.status, await reply.text()];
};

test.each<[string, Record<string, string>, string]>([
  ['another site is told so', { 'sec-fetch-site': 'cross-site' }, 'Yêu cầu đến từ một trang khác'],
  ['another origin is told so', { origin: 'https://evil.example' }, 'Yêu cầu đến từ một trang khác'],
  ['a browser that says nothing is told that', {}, 'Trình duyệt không cho biết yêu cầu này được gửi từ trang nào'],
  ['so is one that hides it', { origin: 'null' }, 'Trình duyệt không cho biết yêu cầu này được gửi từ trang nào'],
  ['and one that typed an address', { 'sec-fetch-site': 'none' }, 'Trình duyệt không cho biết yêu cầu này'],
])('a form is refused with its cause: %s', async (_, headers, words) => {
  const desk = await deskServer();
  const { number } = await makeCase(desk.database);
  expect(await sent(desk, `/vi/desk/cases/${number}/remarks`, headers)).toEqual([403, expect.stringContaining(words)]);
  const [status, body] = await sent(desk, `/api/v1/desk/cases/${number}/remarks`, {
    ...headers,
    'accept-language': 'vi',
  });
  expect([status, JSON.parse(body as string)]).toMatchObject([
    403,
    { code: 'forbidden', detail: expect.stringContaining(words) },
  ]);
});

test('opening a case again says what came back: everything within the day, and not the words of whoever asked after it', async () => {
  const { desk, number } = await begin();
  const { checker } = desk.team;
  const close = () => press(desk, checker, `/cases/${number}/close`, { as: 'spam', because: 'flood' });
  const reopened = async () => {
    const done = await press(desk, checker, `/cases/${number}/reopen`, {});
    expect(done.status).toBe(303);
    return (await desk.as(checker, 'GET', done.headers.get('location') ?? '')).text();
  };
  expect((await close()).status).toBe(303);
  expect(await reopened()).toContain('đã mở lại, mọi thứ như cũ');
  expect((await close()).status).toBe(303);
  // A day went by, and the worker ended the time in which it is undone whole.
  await desk.database.all(sql`update cases set undo_until = null where number = ${number}`);
  expect(await reopened()).toContain('Lời của những người đã hỏi đã bị xóa từ trước nên không trở lại');
});

test('what is done on a case that ended before does not say that somebody has just closed it', async () => {
  const desk = await deskServer();
  const { number } = await makeCase(desk.database, { state: 'published' });
  const { status, json } = await api(desk, desk.team.checker, 'POST', `/cases/${number}/snooze`, { days: 3 });
  expect([status, json]).toMatchObject([409, { code: 'case-ended', detail: expect.not.stringMatching(/vừa|just/) }]);
});

test('a draft that is saved while somebody reads says that what was handed in stays as it is, by page and API', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const { number, id } = await makeCase(desk.database);
  const save = (text: string, base: number) =>
    api(desk, checker, 'POST', `/cases/${number}/drafts`, { lang: 'vi', field: 'title', text, base });
  expect((await save('Một', 0)).json).toMatchObject({ as: 'current', n: 1, handedIn: false });
  await desk.database.all(sql`update cases set state = 'review' where id = ${id}`);
  expect((await save('Hai', 1)).json).toMatchObject({ as: 'current', n: 2, handedIn: true });
  const saved = await press(desk, checker, `/cases/${number}/drafts`, { 'vi.title': 'Ba', 'vi.title.base': '2' });
  const page = await (await desk.as(checker, 'GET', saved.headers.get('location') ?? '')).text();
  expect(page).toContain('Đã lưu bản thảo. Bản đã gửi duyệt vẫn như cũ.');
});
