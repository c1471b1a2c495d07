// A case is worked on through its page alone: forms without script, refusals that keep what was typed, rights in the verbs.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { makeCase } from './a-case.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const begin = async () => {
  const desk = await deskServer();
  const made = await makeCase(desk.database, {
    variants: [
      { text: 'uống lá đu đủ hết sốt xuất huyết đúng không', asked: 3 },
      { text: null, asked: 2 },
    ],
    days: [{ day: '2026-11-18', asked: 5 }],
  });
  const path = `/vi/desk/cases/${made.number}`;
  const page = async (query = '') => (await desk.as(desk.team.checker, 'GET', path + query)).text();
  const send = (who: keyof DeskServer['team'], rest: string, fields: Readonly<Record<string, string>>) =>
    desk.as(desk.team[who], 'POST', `${path}/${rest}`, new URLSearchParams(fields));
  return { desk, made, path, page, send };
};

/** A form with a file, as a browser sends it. */
const multipart = (
  desk: DeskServer,
  path: string,
  fields: Readonly<Record<string, string>>,
  file?: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Response> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new Blob([Buffer.from(file.bytes)], { type: 'application/pdf' }), file.name);
  return desk.server.fetch(
    new Request(`http://anything.example${path}`, {
      method: 'POST',
      body: form,
      headers: {
        'x-test-member': desk.team.checker.id,
        'sec-fetch-site': 'same-origin',
        origin: 'https://kiemchung.example',
      },
    }),
  );
};

const guideline = {
  kind: 'page',
  url: 'https://www.who.int/vi/sot-xuat-huyet?utm_source=zalo',
  title: 'Hướng dẫn điều trị',
  publisher: 'Tổ chức Y tế Thế giới',
  'shows.vi': 'Không có thuốc đặc trị; lá đu đủ không nằm trong hướng dẫn.',
  stance: 'refutes',
  interest: 'independent',
};

test('the page shows the claim as it was asked, how often, and that words of others are gone', async () => {
  const { page } = await begin();
  const html = await page();
  expect(html).toContain('uống lá đu đủ hết sốt xuất huyết đúng không');
  expect(html).toContain('3 lượt');
  expect(html).toContain('Lời của 2 lượt hỏi khác đã được xóa.');
  expect(html).toContain('demand-bar');
  expect(html).toContain('Còn 4 việc nữa là gửi duyệt được.');
});

test('evidence is added with its address as it was typed, taken away, and brought back', async () => {
  const { desk, made, path, page } = await begin();
  const added = await multipart(desk, `${path}/evidence`, guideline);
  expect(added.status).toBe(303);
  const [kept] = await desk.database.all<{ id: string; url: string }>(sql`select id, url from case_evidence`);
  expect(kept?.url).toBe('https://www.who.int/vi/sot-xuat-huyet?utm_source=zalo');
  expect(added.headers.get('location')).toBe(`${path}?sent=evidence#evidence-${kept?.id}`);
  expect(await page()).toContain('Hướng dẫn điều trị');

  const removed = await desk.as(desk.team.checker, 'POST', `${path}/evidence/${kept?.id}/remove`);
  const back = removed.headers.get('location') ?? '';
  expect(back).toBe(`${path}?removed=evidence.${kept?.id}#evidence`);
  const html = await page(`?removed=evidence.${kept?.id}`);
  expect(html).not.toContain('Hướng dẫn điều trị');
  expect(html).toContain('Hoàn tác');
  expect((await desk.as(desk.team.checker, 'POST', `${path}/evidence/${kept?.id}/restore`)).status).toBe(303);
  expect(await page()).toContain('Hướng dẫn điều trị');
  const told = await desk.database.all<{ what: string }>(
    sql`select what from case_history where case_id = ${made.id} order by id`,
  );
  expect(told.map(({ what }) => what)).toEqual(['evidence-added', 'evidence-removed', 'evidence-restored']);
});

test.each([
  ['https://www.facebook.com/nguyen.van.a/posts/1234567890', 'dẫn tới bài đăng của một người'],
  [
    'https://web.archive.org/web/2026/https://www.facebook.com/nguyen.van.a/posts/12345',
    'dẫn tới bài đăng của một người',
  ],
  ['javascript:alert(1)', 'Đó không phải địa chỉ trang mạng'],
  ['', 'Trang mạng thì cần địa chỉ'],
])('as evidence, the address %s is refused with words, and what was typed stays', async (url, words) => {
  const { desk, path } = await begin();
  const refused = await multipart(desk, `${path}/evidence`, { ...guideline, url });
  const html = await refused.text();
  expect(refused.status).toBe(422);
  expect(html).toContain(words);
  expect(html).toContain('value="Tổ chức Y tế Thế giới"');
  expect(await desk.database.all(sql`select 1 from case_evidence`)).toEqual([]);
});

test('ASVS 3.2.1, 5.4.2: a pasted file comes back to the team alone, as a download that no browser draws', async () => {
  const { desk, path } = await begin();
  const bytes = new TextEncoder().encode('<script>alert(1)</script>');
  const document = { ...guideline, kind: 'document', url: '' };
  expect((await multipart(desk, `${path}/evidence`, document, { name: 'Công văn "12".html', bytes })).status).toBe(303);
  const [{ file = '' } = {}] = await desk.database.all<{ file: string }>(sql`select file from case_evidence`);
  const got = await desk.as(desk.team.trainee, 'GET', `${path}/files/${file}`);
  expect(Buffer.from(await got.arrayBuffer())).toEqual(Buffer.from(bytes));
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="file"; filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20%2212%22.html`,
  });
  const stranger = await desk.server.fetch(new Request(`http://anything.example${path}/files/${file}`));
  expect(stranger.status).toBe(303);
  const other = await makeCase(desk.database);
  expect((await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${other.number}/files/${file}`)).status).toBe(404);
});

test('a file beyond ten megabytes is refused, and the form comes back filled in', async () => {
  const { desk, path } = await begin();
  const big = { name: 'to.pdf', bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
  const refused = await multipart(desk, `${path}/evidence`, guideline, big);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Tệp lớn hơn 10 MB');
});

test('a trainee proposes a wording, a reviewer approves it, and a change starts over', async () => {
  const { desk, send, page } = await begin();
  const wording = { 'wording.vi': 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết.' };
  expect((await send('trainee', 'wordings', wording)).status).toBe(303);
  const idOf = async () =>
    (await desk.database.all<{ id: string }>(sql`select id from case_wordings order by proposed_at desc, id`))[0]?.id;
  const first = await idOf();
  expect((await send('trainee', `wordings/${first}`, { decision: 'approved' })).status).toBe(403);
  expect((await send('checker', `wordings/${first}`, { decision: 'approved' })).status).toBe(403);
  expect((await send('reviewer', `wordings/${first}`, { decision: 'approved' })).status).toBe(303);
  expect(await page()).toContain('Đã duyệt bởi Phạm Thu Duyệt');

  desk.setClock('2026-11-20T11:00:00Z');
  await send('reviewer', 'wordings', { 'wording.vi': 'Lá đu đủ chữa khỏi sốt xuất huyết trong một đêm.' });
  const second = await idOf();
  const own = await send('reviewer', `wordings/${second}`, { decision: 'approved' });
  expect(own.status).toBe(403);
  expect(await own.text()).toContain('Bạn không tự duyệt câu của mình');
  expect((await send('editor', `wordings/${first}`, { decision: 'declined' })).status).toBe(409);
  expect(await page()).toContain('chờ duyệt');
  await expect(
    desk.database.all(sql`update case_wordings set wording = '{"vi":"khác"}' where id = ${first ?? ''}`),
  ).rejects.toThrow('wordings_stand');
  await expect(
    desk.database.all(
      sql`update case_wordings set approved_by = proposed_by, approved_at = now() where id = ${second ?? ''}`,
    ),
  ).rejects.toThrow('wording_approved_by_another');
});

test('whoever is named in a remark sees that it is for them, until they have seen it', async () => {
  const { desk, path, send } = await begin();
  await send('checker', 'remarks', { text: '@Phạm Thu Duyệt xem giúp nguồn thứ hai nhé', about: 'vi.known' });
  const see = async () => (await desk.as(desk.team.reviewer, 'GET', path)).text();
  expect(await see()).toContain('gửi bạn, mới');
  const again = await see();
  expect(again).not.toContain('gửi bạn, mới');
  expect(again).toContain('#draft-vi-known');
});

test('tasks, replies and interests are noted, and the checklist knows', async () => {
  const { desk, made, path, send, page } = await begin();
  expect((await send('checker', 'tasks', { text: 'Gọi Sở Y tế', for: desk.team.trainee.id })).status).toBe(303);
  const [task] = await desk.database.all<{ id: string }>(sql`select id from case_tasks`);
  expect((await send('trainee', `tasks/${task?.id}`, { again: '0' })).status).toBe(303);
  await multipart(desk, `${path}/evidence`, { ...guideline, interest: 'party' });
  expect(await page()).toContain('Đã hỏi bên được nêu');
  await send('checker', 'replies', {
    asked: 'Phòng truyền thông, Bệnh viện A',
    way: 'thư điện tử',
    dueOn: '2026-11-25',
  });
  const [reply] = await desk.database.all<{ id: string }>(sql`select id from case_replies`);
  expect((await send('checker', `replies/${reply?.id}`, { 'said.vi': 'Chúng tôi không nói điều đó.' })).status).toBe(
    303,
  );
  const silent = await send('checker', 'interest', { concerned: '1', explain: ' ' });
  expect(silent.status).toBe(422);
  await send('checker', 'interest', { concerned: '1', explain: 'Tôi từng làm ở Bệnh viện A' });
  const html = await page();
  expect(html).toContain('Chúng tôi không nói điều đó.');
  expect(html).toContain('Tôi từng làm ở Bệnh viện A');
  const facts = await desk.world.caseWork.facts(made.id);
  expect(facts).toMatchObject({
    openTasks: 0,
    replies: [{ dueOn: '2026-11-25', said: true }],
    workers: [desk.team.checker.id],
    declared: [{ by: desk.team.checker.id, concerned: true }],
  });
});

test('without script one button saves every field, and what somebody typed meanwhile is shown beside it', async () => {
  const { desk, path, send } = await begin();
  const all = {
    'vi.title': 'Lá đu đủ không chữa sốt xuất huyết',
    'vi.title.base': '0',
    'vi.known': '**Bộ Y tế**',
    'vi.known.base': '0',
  };
  const saved = await send('checker', 'drafts', all);
  expect(saved.headers.get('location')).toBe(`${path}?saved=1#draft`);
  const late = await send('reviewer', 'drafts', { 'vi.title': 'Chưa rõ', 'vi.title.base': '0' });
  expect(late.headers.get('location')).toBe(`${path}?saved=1#conflict-vi-title`);
  const html = await (await desk.as(desk.team.reviewer, 'GET', path)).text();
  expect(html).toContain('Bản của bạn');
  expect(html).toContain('<strong>Bộ Y tế</strong>');
  const settled = await send('reviewer', 'settle', {
    lang: 'vi',
    field: 'title',
    standing: '1',
    waiting: '2',
    take: 'waiting',
    text: 'Chưa rõ',
  });
  expect(settled.headers.get('location')).toBe(`${path}#draft-vi-title`);
  const states = await desk.database.all(sql`select text, current from draft_fields where field = 'title' order by n`);
  expect(states).toEqual([
    { text: 'Lá đu đủ không chữa sốt xuất huyết', current: false },
    { text: 'Chưa rõ', current: false },
    { text: 'Chưa rõ', current: true },
  ]);
});

test('the script saves and previews: JSON in and out, HTML made safe', async () => {
  const { desk, path } = await begin();
  const typed = { lang: 'vi', field: 'how', text: 'Đã gọi', base: 0 };
  const saved = await desk.as(desk.team.checker, 'POST', `${path}/draft`, typed);
  expect(await saved.json()).toEqual({ as: 'current', n: 1 });
  const stale = await desk.as(desk.team.editor, 'POST', `${path}/draft`, { ...typed, text: 'Đã viết thư' });
  expect(await stale.json()).toEqual({ as: 'conflict', n: 2 });
  for (const wrong of [
    { ...typed, lang: 'xx' },
    { ...typed, field: 'body' },
    { ...typed, base: -1 },
    { ...typed, base: '0' },
  ])
    expect((await desk.as(desk.team.checker, 'POST', `${path}/draft`, wrong)).status).toBe(422);
  expect((await desk.as(desk.team.trainee, 'POST', `${path}/draft`, typed)).status).toBe(403);
  const preview = await desk.server.fetch(
    new Request(`http://anything.example${path}/preview`, {
      method: 'POST',
      body: '**đậm** <img src=x onerror=alert(1)> [x](javascript:alert(1))',
      headers: { 'content-type': 'text/plain', 'x-test-member': desk.team.checker.id, 'sec-fetch-site': 'same-origin' },
    }),
  );
  const html = await preview.text();
  expect(html).toContain('<strong>đậm</strong>');
  expect(html).not.toMatch(/onerror|javascript:|<img/);
});

test('a closed case can be read and takes nothing, whoever asks', async () => {
  const { desk, made, path, send } = await begin();
  await desk.database.all(
    sql`update cases set state = 'closed', closed_as = 'spam', closed_on = '2026-11-20' where id = ${made.id}`,
  );
  expect((await multipart(desk, `${path}/evidence`, guideline)).status).toBe(409);
  expect((await send('owner', 'remarks', { text: 'còn đó không' })).status).toBe(409);
  expect((await send('owner', 'wordings', { 'wording.vi': 'Một câu khẳng định.' })).status).toBe(409);
  const html = await (await desk.as(desk.team.owner, 'GET', path)).text();
  expect(html).toContain('Đề tài đã đóng');
  expect(html).not.toContain('Thêm bằng chứng');
});

test('the page tells what one person wrote in a day in one line, the API every line of it', async () => {
  const { desk, made, page, send } = await begin();
  const { checker, reviewer } = desk.team;
  const save = async (hour: string, who: typeof checker, field: string, base = 0) => {
    desk.setClock(`2026-11-20T${hour}:00:00Z`);
    const typed = { lang: 'vi', field, text: `${field} ${hour}`, base };
    expect((await desk.as(who, 'POST', `/api/v1/desk/cases/${made.number}/drafts`, typed)).status).toBe(200);
  };
  await save('08', checker, 'title');
  await save('08', checker, 'known');
  await save('10', checker, 'title', 1);
  await save('11', reviewer, 'how');
  await save('12', checker, 'known', 1);
  const told = async () => /<ol class="case-history"[^>]*>.*?<\/ol>/s.exec(await page())?.[0] ?? '';
  const lines = await told();
  expect(lines.match(/<time /g)).toHaveLength(1);
  expect(lines.match(/<li><span>/g)).toHaveLength(2);
  expect(lines).toContain('4 lần lưu');
  expect(lines.match(/Trần Văn Kiểm/g)).toHaveLength(1);
  await send('checker', 'remarks', { text: 'Xong phần này.' });
  await save('13', checker, 'known', 2);
  expect((await told()).match(/viết bản thảo/g)).toHaveLength(3);

  const at = `/api/v1/desk/cases/${made.number}/history`;
  const read = async (query: string) => (await desk.as(reviewer, 'GET', at + query)).json();
  const all = await read('');
  expect(all.history.map(({ what }: { what: string }) => what)).toEqual([
    'draft-written',
    'remark',
    ...Array(5).fill('draft-written'),
  ]);
  expect(all.next).toBeNull();
  const first = await read('?limit=3');
  expect(first.history).toEqual(all.history.slice(0, 3));
  const rest = await read(`?limit=1000&before=${first.next}`);
  expect([...first.history, ...rest.history]).toEqual(all.history);
  expect((await desk.as(reviewer, 'GET', `${at}?limit=0`)).status).toBe(422);
});
