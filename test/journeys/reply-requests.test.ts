// Asking somebody for their side by letter: one address, a template, a day, and a page where they tell it.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import {
  closeCase,
  type Mail,
  noteReply,
  reopenCase,
  replyToAskers,
  retain,
  sendOutbox,
} from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { readyCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { origin } from '../in-memory/server.ts';

type Letter = Parameters<Mail['send']>[0];

const asking = {
  step: 'asked',
  asked: 'Bệnh viện A',
  way: 'thư',
  dueOn: '2026-11-27',
  email: 'bao.chi@bv-a.example',
} as const;
const claim = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày';

/** Hands over what waits; the mail server says what it is told to. */
const sent = async (desk: DeskServer, says: Awaited<ReturnType<Mail['send']>> = { ok: true, value: null }) => {
  const letters: Letter[] = [];
  const mail: Mail = {
    send: async (letter) => {
      letters.push(letter);
      return says;
    },
  };
  await replyToAskers(desk.world);
  await sendOutbox({ ...desk.world, mail });
  return letters;
};

const withCase = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const ask = (more: Partial<Record<'email' | 'dueOn' | 'lang', string>> = {}) =>
    noteReply(desk.world, checker, ready.id, { ...asking, lang: 'vi', ...more });
  const replies = async () => (await desk.world.caseTalk.talk(ready.id)).replies;
  return { desk, ready, ask, replies };
};

const addressIn = (letter: Letter | undefined): string =>
  /https:\/\/kiemchung\.example(\/vi\/replies\/[0-9a-f]{32})/.exec(letter?.text ?? '')?.[1] ?? '';

const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(
    new Request(`${origin}${path}`, {
      method,
      ...(fields && { body: String(new URLSearchParams(fields)) }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );

test('somebody is asked once, by a template with the agreed wording and a day, and tells their side on their own page', async () => {
  const { desk, ready, ask, replies } = await withCase();
  expect((await ask()).ok).toBe(true);
  expect(await replies()).toMatchObject([{ letter: 'queued', said: null }]);
  const [letter, ...more] = await sent(desk);
  expect(more).toEqual([]);
  expect(letter?.to).toBe('bao.chi@bv-a.example');
  expect(letter?.subject).toBe('Tòa soạn Thử: mời bạn nói phần mình');
  expect(letter?.text).toContain(`“${claim}”`);
  expect(letter?.text).toContain('27 tháng 11, 2026');
  // Nothing that was typed for the occasion, not even whom it asks.
  expect(letter?.text).not.toContain('Bệnh viện A');
  expect(await sent(desk)).toEqual([]);
  expect(await replies()).toMatchObject([{ letter: 'sent' }]);
  const path = addressIn(letter);
  const page = await (await anybody(desk, 'GET', path)).text();
  expect(page).toContain(claim);
  expect(page).toContain('noindex');
  expect((await anybody(desk, 'POST', path, { text: '  ' })).status).toBe(422);
  const told = 'Chúng tôi không dùng nước muối. <script>alert(1)</script>';
  const done = await anybody(desk, 'POST', path, { text: told });
  expect([done.status, done.headers.get('location')]).toEqual([303, path]);
  expect(await replies()).toMatchObject([{ said: { vi: told }, saidOn: '2026-11-20' }]);
  // Once: what is told stays as it was told.
  expect((await anybody(desk, 'POST', path, { text: 'Khác.' })).status).toBe(303);
  expect(await replies()).toMatchObject([{ said: { vi: told } }]);
  const after = await (await anybody(desk, 'GET', path)).text();
  expect(after).toContain('Chúng tôi đã nhận câu trả lời của bạn');
  expect(after).not.toContain('<script>alert');
  const onCase = await (await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${ready.number}`)).text();
  expect(onCase).toContain('Chúng tôi không dùng nước muối.');
  expect(onCase).toContain('bên liên quan đã trả lời');
  expect(onCase).toContain('thư đã gửi');
});

test('the address is sealed, leads to nothing once it was used, and is in no table in clear', async () => {
  const { desk, ask } = await withCase();
  await ask();
  const tables = ['contacts', 'outbox', 'case_replies', 'case_history', 'events'];
  const all = async (): Promise<string> =>
    JSON.stringify(await Promise.all(tables.map((table) => desk.database.all(sql.raw(`select * from ${table}`)))));
  expect(await all()).not.toContain('bao.chi');
  const held = () => desk.database.all(sql`select id from contacts where sealed is not null`);
  expect(await held()).toHaveLength(1);
  await sent(desk);
  expect(await held()).toEqual([]);
  desk.setClock('2026-11-21T10:00:00Z');
  await retain(desk.world);
  expect(await desk.database.all(sql`select id from contacts`)).toEqual([]);
});

test('no letter goes without a day to come, an agreed wording, or an address', async () => {
  const { desk, ask, replies } = await withCase();
  const code = async (done: ReturnType<typeof ask>) => {
    const told = await done;
    return told.ok ? 'done' : told.error.code;
  };
  expect(await code(ask({ dueOn: '' }))).toBe('reply-needs-day');
  expect(await code(ask({ dueOn: '2026-11-20' }))).toBe('reply-needs-day');
  expect(await code(ask({ email: 'Bệnh viện A' }))).toBe('contact-not-an-address');
  const bare = await makeCase(desk.database, { title: 'Cầu sập' });
  const unworded = noteReply(desk.world, desk.team.checker, bare.id, { ...asking, lang: 'vi' });
  expect(await code(unworded)).toBe('reply-needs-wording');
  expect(await replies()).toEqual([]);
  expect(await code(ask({ email: '' }))).toBe('done');
  expect(await replies()).toMatchObject([{ letter: null }]);
  expect(await sent(desk)).toEqual([]);
});

test('a letter that nobody took by its day is let go, with its address', async () => {
  const { desk, ask, replies } = await withCase();
  await ask();
  expect(await sent(desk, { ok: false, error: { code: 'mail-unavailable' } })).toHaveLength(1);
  expect(await replies()).toMatchObject([{ letter: 'queued' }]);
  desk.setClock('2026-11-28T10:00:00Z');
  expect(await sent(desk)).toEqual([]);
  expect(await replies()).toMatchObject([{ letter: 'failed' }]);
  expect(await desk.database.all(sql`select id from contacts where sealed is not null`)).toEqual([]);
});

test('a closed case takes no answer, a late one on an open case is taken, and a wrong address leads nowhere', async () => {
  const { desk, ready, ask, replies } = await withCase();
  await ask();
  const path = addressIn((await sent(desk))[0]);
  desk.setClock('2026-12-05T10:00:00Z');
  expect(await (await anybody(desk, 'GET', path)).text()).toContain('Bạn vẫn trả lời được');
  expect(
    (await closeCase(desk.world, desk.team.checker, { of: ready.id, as: 'spam', because: 'advertising' })).ok,
  ).toBe(true);
  expect(await (await anybody(desk, 'GET', path)).text()).toContain('không nhận câu trả lời nữa');
  await anybody(desk, 'POST', path, { text: 'Muộn rồi.' });
  expect(await replies()).toMatchObject([{ said: null }]);
  for (const secret of ['0'.repeat(32), 'x', `${path.split('/').at(-1)}0`])
    expect((await anybody(desk, 'GET', `/vi/replies/${secret}`)).status).toBe(404);
});

test('the API does the same: asked with an address, read and answered by the secret alone', async () => {
  const { desk, ready, replies } = await withCase();
  const { step: _step, ...given } = asking;
  const as = (body: object) => desk.as(desk.team.checker, 'POST', `/api/v1/desk/cases/${ready.number}/replies`, body);
  expect((await (await as({ ...given, dueOn: undefined })).json()) as object).toMatchObject({
    code: 'invalid-input',
    reason: 'reply-needs-day',
  });
  expect((await as({ ...given, lang: 'en' })).status).toBe(201);
  const [letter] = await sent(desk);
  expect(letter?.subject).toBe('Tòa soạn Thử: we would like to hear your side');
  expect(letter?.text).toContain('Salt water every morning cures stomach pain');
  const secret = /replies\/([0-9a-f]{32})/.exec(letter?.text ?? '')?.[1] ?? '';
  const at = `${origin}/api/v1/replies/${secret}`;
  expect(await (await desk.server.fetch(new Request(at))).json()).toMatchObject({
    dueOn: '2026-11-27',
    said: null,
    open: true,
  });
  const send = (body: object) =>
    desk.server.fetch(
      new Request(at, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    );
  expect((await send({ text: 'We do not.', lang: 'en' })).status).toBe(201);
  expect(await (await send({ text: 'Again.', lang: 'en' })).json()).toMatchObject({
    code: 'not-now',
    reason: 'reply-over',
  });
  expect(await replies()).toMatchObject([{ said: { en: 'We do not.' } }]);
});

test('by hand, too, no letter asks without an address, a day and an agreed wording', async () => {
  const { desk, ready } = await withCase();
  const [reply, contact] = [randomUUID() as Id, randomUUID() as Id];
  const put = () =>
    desk.database.all(sql`
      insert into outbox (kind, reply_id, lang, template, queued_on) values ('reply-request', ${reply}, 'vi', 'reply-asked', '2026-11-20')`);
  const refused = { message: expect.stringContaining('outbox_fits_the_request') };
  await desk.database.all(sql`
    insert into case_replies (id, case_id, asked, asked_on, way, due_on, noted_by, lookup)
    values (${reply}, ${ready.id}, 'A', '2026-11-20', 'thư', '2026-11-19', ${desk.team.checker.id}, ${'a'.repeat(64)})`);
  await expect(put()).rejects.toMatchObject(refused);
  await desk.database.all(sql`
    insert into contacts (id, reply_id, key_day, sealed, lang, left_on)
    values (${contact}, ${reply}, '2026-11-20', ${Buffer.alloc(40)}, 'vi', '2026-11-20')`);
  await expect(put()).rejects.toMatchObject(refused);
  await desk.database.all(sql`update case_replies set due_on = '2026-11-27' where id = ${reply}`);
  await put();
  await expect(put()).rejects.toMatchObject({ message: expect.stringContaining('outbox_says_it_once') });
});

test('a case about a private person is closed though a letter went out: that it did stays told, whom it asked comes back only with the case', async () => {
  const { desk, ready, ask, replies } = await withCase();
  const { checker, reviewer } = desk.team;
  await ask();
  const path = addressIn((await sent(desk))[0]);
  await anybody(desk, 'POST', path, { text: 'Chúng tôi không dùng nước muối.' });
  const before = await replies();
  expect((await closeCase(desk.world, checker, { of: ready.id, as: 'private-person' })).ok).toBe(true);
  const kept = async () => JSON.stringify(await desk.database.all(sql`select * from case_replies`));
  expect(await kept()).not.toMatch(/Bệnh viện A|nước muối/);
  expect(await desk.database.all(sql`select state from outbox`)).toEqual([{ state: 'sent' }]);
  expect((await anybody(desk, 'GET', path)).status).toBe(404);
  expect((await reopenCase(desk.world, reviewer, ready.id)).ok).toBe(true);
  expect(await replies()).toEqual(before);
});

test('a letter that still waits does not leave once its case was closed as about a private person', async () => {
  const { desk, ready, ask, replies } = await withCase();
  const { checker, reviewer } = desk.team;
  await ask();
  expect((await closeCase(desk.world, checker, { of: ready.id, as: 'private-person' })).ok).toBe(true);
  expect(await sent(desk)).toEqual([]);
  expect((await reopenCase(desk.world, reviewer, ready.id)).ok).toBe(true);
  expect(await sent(desk)).toEqual([]);
  expect(await replies()).toMatchObject([{ asked: 'Bệnh viện A', letter: 'failed' }]);
  expect(await desk.database.all(sql`select from contacts where sealed is not null`)).toEqual([]);
});
