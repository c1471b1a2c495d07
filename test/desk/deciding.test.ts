// From a ready case to its public check and back again, through the pages, by people of the team.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Member, publishDecided } from '../../src/desk/index.ts';
import { conclusion, publishedCase, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const ready = async (proven?: () => Date | null) => {
  const desk = await deskServer({}, proven);
  const { team, database } = desk;
  return { desk, ...(await readyCase(database, { writer: team.checker, approver: team.reviewer })) };
};

/** Hands in by the form and gives the address of the review page. */
const handIn = async (desk: DeskServer, who: Member, path: string, fields: Record<string, string>) => {
  const response = await desk.as(who, 'POST', path, form(fields));
  expect(response.status, await response.clone().text()).toBe(303);
  return response.headers.get('location')!;
};
const { topics, appearances: _none, ...typed } = conclusion;
const concluded = { ...typed, topics: topics.join(',') };

const hashOn = async (desk: DeskServer, who: Member, at: string): Promise<string> => {
  const page = await (await desk.as(who, 'GET', at)).text();
  return /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
};
const agree = async (desk: DeskServer, who: Member, at: string, more: Record<string, string> = {}) =>
  desk.as(
    who,
    'POST',
    at,
    form({ outcome: 'approved', hash: await hashOn(desk, who, at), 'read.vi': 'on', 'read.en': 'on', ...more }),
  );

test('a case is handed in, read in both languages by somebody else, and public at once', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, concluded);
  expect(await (await desk.as(reviewer, 'GET', '/vi/desk/reviews')).text()).toContain(at);
  const own = await agree(desk, checker, at);
  expect(own.status).toBe(403);
  const unread = await desk.as(
    reviewer,
    'POST',
    at,
    form({ outcome: 'approved', hash: await hashOn(desk, reviewer, at), 'read.vi': 'on', reason: 'giữ lại' }),
  );
  expect(unread.status).toBe(422);
  expect(await unread.text()).toContain('giữ lại');
  expect((await agree(desk, reviewer, at)).status).toBe(303);
  const check = await desk.as(reviewer, 'GET', `/vi/checks/${conclusion.slug}`);
  expect(check.status).toBe(200);
  expect(await check.text()).toContain('Nước muối không chữa đau dạ dày');
});

test('a review says beside its buttons which versions are to be ticked before it can be published', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, concluded);
  const page = await (await desk.as(reviewer, 'GET', at)).text();
  expect(page).toMatch(/value="approved" aria-describedby="unread"/);
  const said = /id="unread">(.*?)<\/p>/s.exec(page)?.[1]?.replace(/<[^>]+>/g, ' ');
  expect(said?.replace(/\s+/g, ' ').trim()).toBe(
    'Trước khi đăng, hãy đánh dấu ở trên là đã đọc bản: Tiếng Việt Tiếng Anh',
  );
});

test('what is missing is said with everything typed still there, and the address to mend it', async () => {
  const { desk, number, id } = await ready();
  const { checker } = desk.team;
  await desk.database.all(sql`update case_evidence set interest = 'party' where case_id = ${id}`);
  const path = `/en/desk/cases/${number}/submit`;
  const refused = await desk.as(checker, 'POST', path, form({ ...concluded, slug: 'salt-water' }));
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('The party named has not been asked');
  expect(page).toContain('value="salt-water"');
  await desk.database.all(sql`
    insert into case_replies (id, case_id, asked, asked_on, way, noted_by)
    values (gen_random_uuid(), ${id}, 'Bộ Y tế', '2026-11-12', 'thư', ${checker.id})`);
  const weak = await desk.as(checker, 'POST', path, form(concluded));
  expect(await weak.text()).toContain('needs at least one independent source');
  await desk.database.all(
    sql`update case_evidence set interest = 'independent', stance = 'supports' where case_id = ${id}`,
  );
  const turned = await desk.as(checker, 'POST', path, form(concluded));
  expect(turned.status).toBe(422);
  expect(await turned.text()).toContain('needs at least one independent source that refutes what is said');
  const shown = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(shown).toContain('<li>Không đúng: cần một nguồn độc lập bác bỏ điều được nói</li>');
});

test('deciding asks for the code again where it was not shown just now (ASVS 7.5.3)', async () => {
  const { desk, number } = await ready(() => null);
  const { checker, reviewer } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, concluded);
  const asked = await agree(desk, reviewer, at);
  expect(await asked.text()).toContain('name="code"');
  const guessed = await agree(desk, reviewer, at, { code: '000000' });
  expect(guessed.status).toBe(422);
  expect(await desk.database.all(sql`select id from reviews`)).toEqual([]);
});

test('sent back with remarks, then decided by an editor in public', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer, editor } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, concluded);
  const hash = await hashOn(desk, reviewer, at);
  const back = await desk.as(
    reviewer,
    'POST',
    at,
    form({ outcome: 'rejected', hash, 'remark.vi.short': 'Chưa nói rõ liều lượng.' }),
  );
  expect(back.status).toBe(303);
  expect(await (await desk.as(checker, 'GET', at)).text()).toContain('Chưa nói rõ liều lượng.');
  expect((await agree(desk, reviewer, at, { outcome: 'overridden', reason: 'Vì vậy' })).status).toBe(403);
  const decided = await agree(desk, editor, at, { outcome: 'overridden', reason: 'Liều lượng không đổi kết luận.' });
  expect(decided.status).toBe(303);
  const check = await desk.as(editor, 'GET', `/vi/checks/${conclusion.slug}`);
  expect(await check.text()).toContain('Liều lượng không đổi kết luận.');
});

test('an embargo is kept to the minute', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, {
    ...concluded,
    publishAt: '2026-11-20T12:00',
  });
  expect((await agree(desk, reviewer, at)).status).toBe(303);
  expect((await desk.as(reviewer, 'GET', `/vi/checks/${conclusion.slug}`)).status).toBe(404);
  desk.setClock('2026-11-20T11:59:59Z');
  expect(await publishDecided(desk.world)).toBe(0);
  desk.setClock('2026-11-20T12:00:00Z');
  expect(await publishDecided(desk.world)).toBe(1);
  expect((await desk.as(reviewer, 'GET', `/vi/checks/${conclusion.slug}`)).status).toBe(200);
});

test('a correction shows what changed word by word, and what stood there stays readable', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await publishedCase(desk.world, desk.database, { writer: checker, reviewer });
  const { check } = (await desk.world.decisions.caseByNumber(number))!;
  const fields: Record<string, string> = {
    kind: 'correction',
    verdict: 'missing-context',
    asOf: '2026-11-20',
    reviewBy: '2027-11-20',
    'explain.vi': 'Chúng tôi đã bỏ sót một nghiên cứu.',
    'explain.en': 'We missed a study.',
  };
  for (const [lang, text] of Object.entries(check!.texts))
    for (const [field, words] of Object.entries(text)) fields[`text.${lang}.${field}`] = words;
  fields['text.vi.short'] = 'Có bằng chứng nhưng rất yếu.';
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/correct`, fields);
  expect(await (await desk.as(reviewer, 'GET', at)).text()).toMatch(/<ins>|<del>/);
  expect((await agree(desk, reviewer, at)).status).toBe(303);
  const page = await (await desk.as(reviewer, 'GET', `/vi/checks/${conclusion.slug}`)).text();
  expect(page).toContain('Chúng tôi đã bỏ sót một nghiên cứu.');
  expect(page).toMatch(/<del>.*Không/s);
  expect(page).toContain('Kết luận đổi từ');
  expect(page).toContain('"dateModified":"2026-11-20"');
  expect(page).not.toContain('Bản này được viết trước');
  const other = await (await desk.as(reviewer, 'GET', `/en/checks/${conclusion.slug}`)).text();
  expect(other).toContain('This version was written before the correction of');
  expect(other).toContain(`<a href="/vi/checks/${conclusion.slug}" hreflang="vi">`);
});

test('a withdrawn check keeps its page with the reason, stands in no list and answers nobody', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await publishedCase(desk.world, desk.database, { writer: checker, reviewer });
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/withdraw`, {
    'because.vi': 'Nguồn chính đã bị rút lại.',
    'because.en': 'The main source was retracted.',
  });
  expect(
    (await desk.as(reviewer, 'POST', at, form({ outcome: 'approved', hash: await hashOn(desk, reviewer, at) }))).status,
  ).toBe(303);
  const page = await desk.as(reviewer, 'GET', `/vi/checks/${conclusion.slug}`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Nguồn chính đã bị rút lại.');
  expect(await (await desk.as(reviewer, 'GET', '/vi/checks')).text()).not.toContain(conclusion.slug);
});

test('a claim is declined in public by two people, with its reason on a page of its own', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/decline`, {
    reason: 'opinion',
    'claim.vi': 'Phở Hà Nội ngon nhất',
    'claim.en': 'Hanoi has the best pho',
    'explain.vi': 'Ngon hay không là ý kiến.',
    'explain.en': 'Taste is an opinion.',
  });
  expect(await (await desk.as(checker, 'GET', '/vi/declined')).text()).not.toContain('Phở Hà Nội');
  expect(
    (await desk.as(reviewer, 'POST', at, form({ outcome: 'approved', hash: await hashOn(desk, reviewer, at) }))).status,
  ).toBe(303);
  expect(await (await desk.as(checker, 'GET', '/vi/declined')).text()).toContain('Phở Hà Nội ngon nhất');
  expect(await desk.database.all(sql`select state, closed_as from cases where number = ${number}`)).toEqual([
    { state: 'closed', closed_as: 'not-checkable' },
  ]);
});

test('existing topics are offered by name with their counts, and however one is typed it is that one', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer } = desk.team;
  await publishedCase(desk.world, desk.database, { writer: checker, reviewer }, { slug: 'muoi', topics: ['Bầu cử'] });
  const path = `/vi/desk/cases/${number}/submit`;
  const offered = await (await desk.as(checker, 'GET', path)).text();
  expect(offered).toContain('<option value="bau cu" label="bau cu · 1 bài"></option>');
  expect(offered).toContain('<option value="Sức khỏe" label="Sức khỏe · Health · 0 bài"></option>');
  expect(offered).toContain('value="Sức khỏe" aria-label="Chủ đề thứ 1"');
  const unread = await desk.as(checker, 'POST', path, form({ ...concluded, topics: 'Sức khỏe', topics2: '19' }));
  expect(unread.status).toBe(422);
  expect(await unread.text()).toContain('Có một chủ đề không đọc được');
  const at = await handIn(desk, checker, path, {
    ...concluded,
    topics: ' suc khoe, SCAM',
    topics2: 'bầu-cử',
    topics3: 'Health',
  });
  const submission = await desk.world.decisions.submission(at.split('/').at(-1) as never);
  expect(submission?.content).toMatchObject({ topics: ['health', 'scam', 'bau-cu'] });
});

test('what was handed in is taken back by whoever handed it in, and by nobody else', async () => {
  const { desk, number } = await ready();
  const { checker, reviewer, editor, owner } = desk.team;
  const at = await handIn(desk, checker, `/vi/desk/cases/${number}/submit`, concluded);
  const id = at.split('/').at(-1) ?? '';
  for (const other of [reviewer, editor, owner]) {
    expect(await (await desk.as(other, 'GET', at)).text()).not.toContain('/take-back');
    expect((await desk.as(other, 'POST', `${at}/take-back`, form({}))).status).toBe(403);
    expect((await desk.as(other, 'DELETE', `/api/v1/desk/submissions/${id}`)).status).toBe(403);
  }
  expect((await desk.world.decisions.submission(id as never))?.state).toBe('waiting');
  expect(await (await desk.as(checker, 'GET', at)).text()).toContain('/take-back');
  expect((await desk.as(checker, 'DELETE', `/api/v1/desk/submissions/${id}`)).status).toBe(204);
  expect((await desk.world.decisions.submission(id as never))?.state).toBe('withdrawn');
});
