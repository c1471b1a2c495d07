// Forms that were filled in while something changed meanwhile: the session, the right, the case.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';
import { password, teamServer } from './team-server.ts';

const words = 'Nguồn này chỉ nói về "liều lượng" <của trẻ em>.\nXem trang 4.';
const shown = 'Nguồn này chỉ nói về &quot;liều lượng&quot; &lt;của trẻ em>.\nXem trang 4.</textarea>';

/** A checker with a case, and what a form of it was answered with in both languages. */
const atWork = async () => {
  const at = await teamServer();
  await at.joined('owner', 'an@example.org');
  const checker = await at.joined('checker', 'binh@example.org');
  const made = await makeCase(at.database);
  return { ...at, checker, ...made, path: (lang: string) => `/${lang}/desk/cases/${made.number}` };
};

test('a remark sent after the session ran out is shown for copying, in both languages, with a way in beside it', async () => {
  const { checker, path, database, id } = await atWork();
  await database.all(sql`update sign_in_sessions set expires_at = '2001-01-01'`);
  for (const [lang, title] of [
    ['vi', 'Những gì bạn đã viết'],
    ['en', 'What you typed'],
  ] as const) {
    const reply = await checker.go(`${path(lang)}/remarks`, { text: words, about: '' });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const page = await reply.text();
    expect(page).toContain(title);
    expect(page).toContain(shown);
    expect(page).toMatch(/<label for="typed-0">[^<]+<\/label><textarea id="typed-0"[^>]* readonly/);
    expect(page).toMatch(new RegExp(`<a href="/${lang}/sign-in" target="_blank"`));
  }
  expect(await database.all(sql`select id from case_remarks where case_id = ${id}`)).toEqual([]);
});

test('whoever was let go while writing reads that they are signed out, and keeps every text of the form', async () => {
  const { checker, path, database } = await atWork();
  await database.all(sql`delete from sign_in_sessions`);
  const reply = await checker.go(`${path('vi')}/draft`, { lang: 'vi', field: 'how', standing: '3', text: words });
  expect(reply.status).toBe(401);
  const page = await reply.text();
  expect(page.match(/<textarea/g)).toHaveLength(1);
  expect(page).toContain(shown);
});

test('what somebody typed to come in is shown to nobody, nor what another site sent', async () => {
  const { visitor, checker, path, database } = await atWork();
  await database.all(sql`delete from sign_in_sessions`);
  const secret = await checker.go('/vi/desk/account/password', {
    current: password,
    password: 'ba con gà',
    again: 'x',
  });
  expect(secret.status).toBe(401);
  const page = await secret.text();
  expect(page).not.toContain('textarea');
  expect(page).not.toContain(password);
  const elsewhere = visitor({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
  const sent = await elsewhere.go(`${path('vi')}/remarks`, { text: words });
  expect(sent.status).toBe(401);
  expect(await sent.text()).not.toContain('textarea');
});

const multipart = (fields: Readonly<Record<string, string>>, file: string): { type: string; body: string } => ({
  type: 'multipart/form-data; boundary=grenze',
  body: `${Object.entries(fields)
    .map(([name, value]) => `--grenze\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join(
      '',
    )}--grenze\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n${file}\r\n--grenze--\r\n`,
});

test('evidence with a file keeps its texts when nobody is signed in or the right is gone, and the file is passed over', async () => {
  const { server, database, team } = await deskServer();
  const { number } = await makeCase(database);
  const send = (who: Readonly<Record<string, string>>) => {
    const { type, body } = multipart({ kind: 'official', title: 'Bộ Y tế trả lời', note: words }, 'x'.repeat(400_000));
    return server.fetch(
      new Request(`https://kiemchung.example/en/desk/cases/${number}/evidence`, {
        method: 'POST',
        body,
        headers: {
          ...{ 'content-type': type, origin: 'https://kiemchung.example', 'sec-fetch-site': 'same-origin' },
          ...who,
        },
      }),
    );
  };
  for (const [who, status, says] of [
    [{}, 401, 'You are not signed in'],
    [{ 'x-test-member': team.trainee.id }, 403, 'needs the right'],
  ] as const) {
    const reply = await send(who);
    expect(reply.status).toBe(status);
    const page = await reply.text();
    expect(page).toContain(says);
    expect(page.match(/<textarea/g)).toHaveLength(2);
    expect(page).toContain('Bộ Y tế trả lời</textarea>');
    expect(page).toContain('liều lượng');
    expect(page).not.toContain('xxxx');
  }
});

test('a task, a search and a question to a named side sent to a case that was closed meanwhile are refused in words, with what was typed', async () => {
  const { as, team, database } = await deskServer();
  const { number } = await makeCase(database);
  await database.all(
    sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20' where number = ${number}`,
  );
  const sent = {
    tasks: { text: words, for: '' },
    replies: { asked: 'Bộ Y tế (về liều lượng)', way: 'công văn', askedOn: '2026-11-20' },
    searches: { where: 'Google', query: words, on: '2026-11-20' },
  };
  for (const lang of ['vi', 'en'])
    for (const [part, fields] of Object.entries(sent)) {
      const reply = await as(
        team.checker,
        'POST',
        `/${lang}/desk/cases/${number}/${part}`,
        new URLSearchParams(fields),
      );
      const page = await reply.text();
      expect([part, reply.status, page.includes('liều lượng')]).toEqual([part, 409, true]);
    }
});

test('a file of an island that a new release no longer has is not found, in words', async () => {
  const { as, team } = await deskServer();
  const reply = await as(team.checker, 'GET', '/assets/desk-draft-0ld0ld00.js');
  expect(reply.status).toBe(404);
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(await reply.text()).toMatch(/<h1>[^<]+<\/h1>/);
});

test('what is sent twice, at once or after going back, is there once, and both lead to it', async () => {
  const { as, team, database, setClock, world } = await deskServer();
  const { number } = await makeCase(database);
  const at = `/vi/desk/cases/${number}`;
  const counted = async (table: string) =>
    (await database.all<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`)))[0]!.n;
  const send = (path: string, fields: Readonly<Record<string, string>>) =>
    as(team.checker, 'POST', path, new URLSearchParams(fields));
  for (const [path, table, fields] of [
    [`${at}/remarks`, 'case_remarks', { text: 'Ai rảnh?', about: '' }],
    [`${at}/tasks`, 'case_tasks', { text: 'Gọi bệnh viện', for: '' }],
    [`${at}/searches`, 'case_searches', { where: 'Google', query: 'muối', on: '2026-11-20', 'found.vi': 'Không thấy' }],
    [`${at}/replies`, 'case_replies', { asked: 'Bộ Y tế', way: 'công văn', askedOn: '2026-11-20' }],
    ['/vi/desk/new', 'cases', { title: 'Cầu sập', lang: 'vi', origin: 'own', requestedBy: '' }],
  ] as const) {
    const before = await counted(table);
    const both = await Promise.all([send(path, fields), send(path, fields)]);
    const again = await send(path, fields);
    const ways = [...both, again].map((reply) => [reply.status, reply.headers.get('location')]);
    expect(ways).toEqual([ways[0], ways[0], ways[0]]);
    expect(ways[0]![0]).toBe(303);
    expect([path, (await counted(table)) - before]).toEqual([path, 1]);
  }
  // Another's own, and the same a good while later, is said anew.
  const words = { text: 'Ai rảnh?', about: '' };
  await as(team.reviewer, 'POST', `${at}/remarks`, new URLSearchParams(words));
  setClock(new Date(world.now().getTime() + 6 * 60_000).toISOString());
  await send(`${at}/remarks`, words);
  expect(await counted('case_remarks')).toBe(3);
});

test('a form that was refused may be sent again as it was', async () => {
  const { as, team, database } = await deskServer();
  const { number } = await makeCase(database);
  const send = () =>
    as(team.checker, 'POST', `/vi/desk/cases/${number}/tasks`, new URLSearchParams({ text: 'Gọi bệnh viện', for: '' }));
  await database.all(
    sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20' where number = ${number}`,
  );
  expect((await send()).status).toBe(409);
  await database.all(sql`update cases set state = 'open', closed_as = null, closed_on = null where number = ${number}`);
  expect((await send()).status).toBe(303);
});
