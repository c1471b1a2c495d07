// The right of reply is published: who was asked, when, and what they answered; nothing by which they are reached.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import { noteReply, publishDecided, reviewSubmission } from '../../src/desk/index.ts';
import { everyCheck } from '../../src/store/index.ts';
import { handIn, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const agreed = async (desk: DeskServer, id: string) => {
  const { contentHash, id: submission } = (await desk.world.decisions.submission(id as never))!;
  const read = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  const done = await reviewSubmission(desk.world, desk.team.reviewer, submission, read);
  if (!done.ok) throw new Error(done.error.code);
  await publishDecided(desk.world);
};

/** A published check of which two were asked: one answered, one has not. */
const published = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const ask = async (asked: string, askedOn: string, dueOn: string) => {
    const typed = {
      step: 'asked',
      asked,
      way: 'thư tới truyenthong@bv.example',
      askedOn,
      dueOn,
    } as const;
    const done = await noteReply(desk.world, checker, ready.id, typed);
    if (!done.ok) throw new Error(done.error.code);
    return done.value.id;
  };
  const first = await ask('Phòng truyền thông, Bệnh viện A', '2026-11-10', '2026-11-15');
  const second = await ask('Bộ Y tế', '2026-11-11', '2026-11-16');
  const said = { vi: 'Chúng tôi không nói vậy. Gọi 0912 345 678.', en: 'We did not say so.' };
  await noteReply(desk.world, checker, ready.id, { step: 'said', reply: first, said, on: '2026-11-14' });
  await agreed(desk, (await handIn(desk.world, checker, ready)).id);
  const page = async (lang: string) =>
    (await desk.as(desk.team.trainee, 'GET', `/${lang}/checks/nuoc-muoi-da-day`)).text();
  const section = async (lang: string) => {
    const html = await page(lang);
    const from = html.indexOf('id="concerned"');
    return html.slice(from, html.indexOf('</section>', from));
  };
  return { desk, second, page, section, ...ready };
};

test('a check says whom it asked, when, what they answered, and by when somebody did not', async () => {
  const { desk, section, page } = await published();
  const vi = await section('vi');
  expect(vi).toContain('Bên được nêu nói gì');
  expect(vi).toContain('Phòng truyền thông, Bệnh viện A');
  expect(vi).toMatch(/trả lời ngày 14/);
  expect(vi).toContain('Chúng tôi không nói vậy.');
  expect(vi).toMatch(/Hết ngày 16.*, chúng tôi không nhận được câu trả lời\./);
  expect(await section('en')).toContain('We did not say so.');
  // How they were reached is nobody's business, and neither is a number in what they said.
  const html = await page('vi');
  expect(html).not.toContain('truyenthong@bv.example');
  expect(html).not.toContain('0912');
  const told = await (await desk.as(desk.team.trainee, 'GET', '/api/v1/checks/nuoc-muoi-da-day')).json();
  expect(told.replies).toMatchObject([{ saidOn: '2026-11-14' }, { asked: 'Bộ Y tế', said: null, dueOn: '2026-11-16' }]);
  for await (const check of everyCheck(desk.database)) expect(check.replies).toHaveLength(2);
  const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  expect(data).toContain('ClaimReview');
  expect(data).not.toContain('Bộ Y tế');
});

test('an answer that comes later is shown with its day once a second person agreed, and the team is told that it waits', async () => {
  const { desk, second, section, page, id, number } = await published();
  const { checker, reviewer } = desk.team;
  const said = { vi: 'Bộ đã có văn bản trả lời.' };
  await noteReply(desk.world, checker, id, { step: 'said', reply: second, said, on: '2026-11-19' });
  expect(await section('vi')).not.toContain('văn bản trả lời');
  expect(await desk.world.decisions.due('2026-01-01' as Day, 10)).toMatchObject([{ replies: 1 }]);
  expect(await (await desk.as(reviewer, 'GET', '/vi/desk/reviews')).text()).toContain(
    '1 câu trả lời của bên được nêu chưa công bố',
  );
  expect(await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text()).toContain(
    'chưa công bố: sửa bài để đăng',
  );
  const blank = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}/correct`)).text();
  expect(blank).toMatch(/<input[^>]*name="replies"[^>]*checked/);
  const { check } = (await desk.world.decisions.caseByNumber(number))!;
  const fields: Record<string, string> = {
    ...{ kind: 'update', verdict: 'false', asOf: check?.asOf ?? '', reviewBy: check?.reviewBy ?? '' },
    ...{ 'explain.vi': 'Bộ Y tế đã trả lời.', 'explain.en': 'The ministry answered.', replies: 'yes' },
  };
  for (const [lang, text] of Object.entries(check?.texts ?? {}))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  const sent = await desk.as(checker, 'POST', `/vi/desk/cases/${number}/correct`, form(fields));
  expect(sent.status, await sent.clone().text()).toBe(303);
  const at = sent.headers.get('location') ?? '';
  expect(await (await desk.as(reviewer, 'GET', at)).text()).toContain('Bộ đã có văn bản trả lời.');
  expect(await section('vi')).not.toContain('văn bản trả lời');
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(await (await desk.as(reviewer, 'GET', at)).text())?.[1] ?? '';
  const yes = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
  expect((await desk.as(reviewer, 'POST', at, form(yes))).status).toBe(303);
  expect(await section('vi')).toMatch(/trả lời ngày 19.*Bộ đã có văn bản trả lời\./s);
  expect(await page('vi')).toMatch(/Bộ Y tế trả lời ngày 19/);
  expect(await desk.world.decisions.due('2026-01-01' as Day, 10)).toEqual([]);
});

test('nobody who was asked is left out of what is decided, whoever hands it in', async () => {
  const { desk, id } = await published();
  const leftOut = desk.database.all(sql`
    insert into submissions (id, case_id, kind, content, content_hash, verdict, submitted_by, submitted_at)
    select gen_random_uuid(), ${id}, 'correction', t.content, encode(sha256(convert_to(t.content, 'UTF8')), 'hex'), s.verdict, s.submitted_by, now()
    from submissions s cross join lateral (select (s.content::jsonb - 'replies')::text as content) t where s.case_id = ${id}`);
  await expect(leftOut).rejects.toThrow(/replies_are_published/);
});
