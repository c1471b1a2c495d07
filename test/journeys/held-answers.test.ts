// What holds the automatic answer of a check: an appeal with a ground, one that was right until something came of it, and no flood.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { mayAnswer } from '../../src/core/check.ts';
import type { Member } from '../../src/desk/index.ts';
import { endCases, lookAtAppeal, refresh, replyToAskers, settleAppeal } from '../../src/desk/index.ts';
import { agreesOnPage, answerByTwo } from '../desk/by-two.ts';
import { colleague, publishedCase } from '../desk/deciding.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const today = '2026-11-20' as Day;
const slugs = ['nuoc-chanh-nong-va-ung-thu', 'vac-xin-va-tu-ky', 'gao-lam-tu-nhua'];
const languages = ['vi', 'en'];
const both = (text: string) => ({ vi: text, en: text });

const appeal = (desk: DeskServer, slug: string, text: string, email = '') =>
  desk.server.fetch(
    new Request(`${origin}/vi/checks/${slug}/appeal`, {
      method: 'POST',
      body: String(new URLSearchParams({ reason: 'wrong-fact', text, email })),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );
const read = async (desk: DeskServer, path: string): Promise<string> => {
  desk.server.invalidate();
  return (await desk.server.fetch(new Request(`${origin}${path}`))).text();
};
const appealsOf = (desk: DeskServer, slug: string) =>
  desk.database.all<{ id: Id; holds: boolean; joined: boolean }>(sql`
    select a.id, a.holds, a.joined_to is not null as joined from appeals a join checks c on c.id = a.check_id
    where c.slug = ${slug} order by a.joined_to nulls first`);
const answers = async (desk: DeskServer, slug: string): Promise<boolean> => {
  const check = (await desk.world.reads.check(slug))!;
  await refresh(desk.world, [check.id]);
  return mayAnswer((await desk.world.cards.get([check.id])).get(check.id)!, today);
};
const answered = async (desk: DeskServer, id: Id, outcome: string) => {
  const { reviewer, owner } = desk.team;
  const done = await answerByTwo(desk.world, [reviewer, owner], { appeal: id, outcome, reasons: both('Vì') });
  expect(done).toMatchObject({ ok: true });
};

const sample = async () => {
  const desk = await deskServer();
  await sampleChecks(desk, slugs);
  return desk;
};

test('a flood of appeals silences one check in ten, and is taken in, shown and due all the same', async () => {
  const desk = await sample();
  const [first = '', second = '', third = ''] = slugs;
  expect((await appeal(desk, first, 'Số liệu ở đoạn hai đã cũ.')).status).toBe(303);
  const sent = await appeal(desk, second, 'Nguồn thứ nhất đã bị rút lại.');
  expect(sent.status).toBe(303);
  await appeal(desk, third, 'Ảnh chụp ở nơi khác.');
  expect(await Promise.all(slugs.map((slug) => answers(desk, slug)))).toEqual([false, true, true]);
  const page = await read(desk, `/vi/checks/${second}`);
  expect(page).toContain('Đang có đề nghị xem lại từ ngày');
  expect(page).toContain('bài vẫn tự trả lời cho tới khi một người trong nhóm xem');
  expect(page).not.toContain('Trong lúc này bài không tự động trả lời ai.');
  // Somebody looks, and finds a ground: from now on it holds.
  const [waiting] = await appealsOf(desk, second);
  const seen = await (await desk.as(desk.team.reviewer, 'GET', `/vi/desk/appeals/${waiting!.id}`)).text();
  expect(seen).toContain('Hãy xem nó có cơ sở không');
  const look = new URLSearchParams({ ground: 'yes' });
  expect((await desk.as(desk.team.checker, 'POST', `/vi/desk/appeals/${waiting!.id}/look`, look)).status).toBe(403);
  expect((await desk.as(desk.team.reviewer, 'POST', `/vi/desk/appeals/${waiting!.id}/look`, look)).status).toBe(303);
  // The one place is taken: what was found is kept and told, and holds nothing.
  expect(await answers(desk, second)).toBe(true);
  expect(await desk.world.appeals.appeal(waiting!.id)).toMatchObject({ holds: false, foundGround: true });
  const list = await (await desk.as(desk.team.owner, 'GET', '/en/desk/appeals')).text();
  expect(list).toContain('has a ground, no place to hold');
  expect(list).toContain(`Looked at by ${desk.team.reviewer.name}`);
  expect(list).toContain('holds the automatic answer');
  expect(await (await desk.as(desk.team.owner, 'GET', `/en/desk/appeals/${waiting!.id}`)).text()).toContain(
    'as many checks as may be are held already',
  );
  // Looked at and without one: it waits for its answer and holds nothing.
  const [hollow] = await appealsOf(desk, third);
  expect(await lookAtAppeal(desk.world, desk.team.editor, { appeal: hollow!.id, ground: false })).toMatchObject({
    ok: true,
  });
  expect(await answers(desk, third)).toBe(true);
  // What was answered frees its place.
  const [held] = await appealsOf(desk, first);
  await answered(desk, held!.id, 'not-upheld');
  expect(await answers(desk, first)).toBe(true);
  // Another looks once more at what had found no place, and now it holds.
  const again = { appeal: waiting!.id, ground: true };
  expect(await lookAtAppeal(desk.world, desk.team.reviewer, again)).toMatchObject({ error: { code: 'appeal-looked' } });
  expect(await lookAtAppeal(desk.world, desk.team.editor, again)).toMatchObject({ ok: true });
  expect(await answers(desk, second)).toBe(false);
});

test('somebody else looks once more, finds no ground, and the hold ends; both are on record, and a third look is refused', async () => {
  const desk = await sample();
  const [slug = ''] = slugs;
  await appeal(desk, slug, 'Đoạn một sai.');
  const [one] = await appealsOf(desk, slug);
  const look = (who: Member, ground: boolean) =>
    desk.as(who, 'POST', `/api/v1/desk/appeals/${one!.id}/look`, { ground });
  const { owner, editor, reviewer } = desk.team;
  expect(await (await look(editor, true)).json()).toMatchObject({
    holds: true,
    foundGround: true,
    lookedAgainBy: null,
  });
  expect(await (await desk.as(editor, 'GET', `/en/desk/appeals/${one!.id}`)).text()).not.toContain('name="ground"');
  expect(await (await desk.as(owner, 'GET', `/en/desk/appeals/${one!.id}`)).text()).toContain('You may look as well');
  // Whom the first to look let in is of one hand with them.
  const fresh = await addColleague(desk.database, 'reviewer', 'Người mới');
  await desk.database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${editor.id}, 'let-in', '2026-11-19')`);
  expect(await (await look(fresh, false)).json()).toMatchObject({ code: 'let-in-lately' });
  expect(await answers(desk, slug)).toBe(false);
  expect(await (await look(reviewer, false)).json()).toMatchObject({
    ...{ holds: false, foundGround: false, lookedBy: editor.id, lookedAgainBy: reviewer.id },
  });
  expect(await answers(desk, slug)).toBe(true);
  expect((await look(owner, true)).status).toBe(409);
  const byHand = sql`update appeals set holds = true, looked_again_by = ${owner.id} where id = ${one!.id}`;
  expect(await refusedBy(desk, byHand)).toBe('appeals_stand');
});

test('whoever asks the same again is joined to the first, is told so, and gets the same answer', async () => {
  const desk = await sample();
  const [slug = ''] = slugs;
  await appeal(desk, slug, 'Số liệu ở đoạn hai đã cũ, hãy xem lại giúp.');
  const again = await appeal(desk, slug, 'so lieu o doan hai da cu, hay xem lai giup!!!', 'lan@hoi.example');
  const followed = again.headers.get('location') ?? '';
  expect(await read(desk, followed)).toContain('Đề nghị của bạn được giữ lại và ghép với đề nghị ấy');
  const [lead, joined] = await appealsOf(desk, slug);
  expect([lead?.joined, joined?.joined, joined?.holds]).toEqual([false, true, false]);
  expect(await desk.world.appeals.list(10)).toMatchObject([{ id: lead!.id, joined: 1 }]);
  expect(await read(desk, `/vi/checks/${slug}`)).toContain('Có thêm 1 người đề nghị cùng điều này');
  await answered(desk, lead!.id, 'not-upheld');
  expect(await read(desk, followed)).toContain('Đề nghị của bạn đã có câu trả lời');
  await replyToAskers(desk.world);
  expect(await desk.database.all(sql`select appeal_id as appeal from outbox where kind = 'appeal'`)).toEqual([
    { appeal: joined!.id },
  ]);
});

test('a check that was held once is not held again within thirty days before somebody has looked', async () => {
  const desk = await sample();
  const [slug = ''] = slugs;
  await appeal(desk, slug, 'Đoạn một sai.');
  expect(await answers(desk, slug)).toBe(false);
  const [first] = await appealsOf(desk, slug);
  await answered(desk, first!.id, 'not-upheld');
  await appeal(desk, slug, 'Bài này viết cho có.');
  expect(await answers(desk, slug)).toBe(true);
  // It is public and due all the same, and holds once somebody found a ground.
  expect(await read(desk, `/vi/checks/${slug}`)).toContain('cho tới khi một người trong nhóm xem');
  const [second] = await desk.database.all<{ id: Id }>(sql`select id from appeals where outcome is null`);
  expect(await lookAtAppeal(desk.world, desk.team.editor, { appeal: second!.id, ground: true })).toMatchObject({
    ok: true,
  });
  expect(await answers(desk, slug)).toBe(false);
  await answered(desk, second!.id, 'not-upheld');
  desk.setClock('2026-12-21T10:00:00Z');
  await appeal(desk, slug, 'Sang tháng, đoạn ba sai.');
  expect(await answers(desk, slug)).toBe(false);
});

test('what was right does not count against the next one, and a reason that was answered "it stands" does', async () => {
  const desk = await sample();
  const [slug = '', other = ''] = slugs;
  const holds = async () =>
    (await desk.database.all<{ holds: boolean }>(sql`select holds from appeals where outcome is null`))[0]?.holds;
  const latest = async () =>
    (await desk.database.all<{ id: Id }>(sql`select id from appeals where outcome is null`))[0]!.id;
  await appeal(desk, slug, 'Đoạn một sai.');
  await answered(desk, await latest(), 'upheld');
  await appeal(desk, slug, 'Đoạn hai cũng sai.');
  expect(await holds()).toBe(true);
  await answered(desk, await latest(), 'not-upheld');
  // The first against the other check came when its place of the day was taken, so it held nothing.
  await appeal(desk, other, 'Ảnh chụp ở nơi khác.');
  expect(await holds()).toBe(false);
  await answered(desk, await latest(), 'not-upheld');
  desk.setClock('2026-11-24T10:00:00Z');
  await appeal(desk, other, 'Ảnh thứ hai cũng vậy.');
  expect(await holds()).toBe(false);
});

test('somebody looks at one that holds, finds no ground, and the check answers again without another step', async () => {
  const desk = await sample();
  const [slug = ''] = slugs;
  await appeal(desk, slug, 'Số liệu ở đoạn hai đã cũ.');
  expect(await answers(desk, slug)).toBe(false);
  const [one] = await appealsOf(desk, slug);
  const look = await desk.as(desk.team.editor, 'POST', `/api/v1/desk/appeals/${one!.id}/look`, { ground: false });
  expect([look.status, await look.json()]).toEqual([
    200,
    expect.objectContaining({ holds: false, holdsUntil: null, answer: null }),
  ]);
  expect(await answers(desk, slug)).toBe(true);
  const again = await desk.as(desk.team.editor, 'POST', `/api/v1/desk/appeals/${one!.id}/look`, { ground: true });
  expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ reason: 'appeal-looked' })]);
  expect(await read(desk, `/vi/checks/${slug}`)).toContain('Đang có đề nghị xem lại từ ngày');
});

test('a hold that nobody looked at ends by itself after three days, and the appeal stays open; one with a ground does not end', async () => {
  const desk = await sample();
  const [first = '', second = ''] = slugs;
  await appeal(desk, first, 'Số liệu ở đoạn hai đã cũ.');
  await desk.database.all(sql`create or replace function most_held() returns integer language sql as 'select 2'`);
  await appeal(desk, second, 'Nguồn thứ nhất đã bị rút lại.');
  const [grounded] = await appealsOf(desk, second);
  await lookAtAppeal(desk.world, desk.team.editor, { appeal: grounded!.id, ground: true });
  expect(await read(desk, `/vi/checks/${first}`)).toMatch(/Nếu đến ngày 23.tháng.11,.2026.chưa ai trong nhóm thấy/);
  desk.setClock('2026-11-22T23:00:00Z');
  expect(await endCases(desk.world)).toMatchObject({ released: 0 });
  expect(await answers(desk, first)).toBe(false);
  desk.setClock('2026-11-23T00:10:00Z');
  expect(await endCases(desk.world)).toMatchObject({ released: 1 });
  expect(await endCases(desk.world)).toMatchObject({ released: 0 });
  expect([await answers(desk, first), await answers(desk, second)]).toEqual([true, false]);
  const [one] = await appealsOf(desk, first);
  expect(await desk.world.appeals.appeal(one!.id)).toMatchObject({ holds: false, answer: null, lookedBy: null });
  // Somebody who looks later and finds a ground holds it again.
  expect(await lookAtAppeal(desk.world, desk.team.editor, { appeal: one!.id, ground: true })).toMatchObject({
    ok: true,
  });
  expect(await answers(desk, first)).toBe(false);
});

const upheld = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const slug = 'nuoc-muoi-da-day';
  await appeal(desk, slug, 'Bài bỏ sót một nghiên cứu.');
  const [one] = await appealsOf(desk, slug);
  const another = await colleague(desk.database, 'reviewer');
  const given = { appeal: one!.id, outcome: 'upheld', reasons: both('Đúng, chúng tôi bỏ sót.') };
  expect(await answerByTwo(desk.world, [another, desk.team.owner], given)).toMatchObject({ ok: true });
  return { ...made, desk, slug, id: one!.id };
};

/** A change of the check by its form, agreed to by the reviewer. */
const changed = async ({ desk, number }: Awaited<ReturnType<typeof upheld>>, kind: string, known: string) => {
  const { check } = (await desk.world.decisions.caseByNumber(number))!;
  const fields: Record<string, string> = {
    ...{ kind, verdict: 'false', asOf: check?.asOf ?? '', reviewBy: check?.reviewBy ?? '' },
    ...{ 'explain.vi': 'Đã sửa.', 'explain.en': 'Mended.' },
  };
  for (const [lang, text] of Object.entries(check?.texts ?? {}))
    for (const [field, words] of Object.entries({ ...text, known })) fields[`text.${lang}.${field}`] = words;
  const { checker, reviewer } = desk.team;
  const sent = await desk.as(checker, 'POST', `/vi/desk/cases/${number}/correct`, new URLSearchParams(fields));
  const at = sent.headers.get('location') ?? '';
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(await (await desk.as(reviewer, 'GET', at)).text())?.[1] ?? '';
  const yes = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
  expect((await desk.as(reviewer, 'POST', at, new URLSearchParams(yes))).status).toBe(303);
};

test('a check that was rightly appealed answers nobody until a correction is public; a slip of the pen is none', async () => {
  const found = await upheld();
  const { desk, slug } = found;
  expect(await answers(desk, slug)).toBe(false);
  expect(await read(desk, `/vi/checks/${slug}`)).toContain('Đề nghị xem lại là đúng, và bài chưa được sửa.');
  // The team finds it among what has to be looked at again.
  expect(await desk.world.decisions.due('2026-01-01' as Day, 10)).toMatchObject([{ slug, upheld: 1, appeals: 0 }]);
  expect(await (await desk.as(desk.team.editor, 'GET', '/vi/desk/reviews')).text()).toContain(
    '1 đề nghị đúng, chưa sửa bài',
  );
  await changed(found, 'minor', 'Bốn nghiên cứu.');
  expect(await answers(desk, slug)).toBe(false);
  await changed(found, 'correction', 'Bốn nghiên cứu, một mới.');
  expect(await answers(desk, slug)).toBe(true);
  expect(await read(desk, `/vi/checks/${slug}`)).not.toContain('bài chưa được sửa');
});

test('that nothing has to change is said in public by an editor who had no part in the check', async () => {
  const { desk, slug, id } = await upheld();
  const { editor, reviewer } = desk.team;
  const at = `/vi/desk/appeals/${id}`;
  expect(await (await desk.as(editor, 'GET', at)).text()).toContain('Không cần sửa bài');
  const words = new URLSearchParams({ 'because-vi': 'Nghiên cứu ấy đã có ở nguồn hai.', 'because-en': '' });
  expect((await desk.as(reviewer, 'POST', `${at}/settle`, words)).status).toBe(403);
  const half = await desk.as(editor, 'POST', `${at}/settle`, words);
  expect(half.status).toBe(422);
  expect(await half.text()).toContain('Nghiên cứu ấy đã có ở nguồn hai.');
  expect(await answers(desk, slug)).toBe(false);
  words.set('because-en', 'That study is in the second source.');
  expect((await desk.as(editor, 'POST', `${at}/settle`, words)).status).toBe(303);
  // One alone has said nothing yet; another of the team agrees, whoever may answer appeals.
  expect(await answers(desk, slug)).toBe(false);
  expect(await agreesOnPage(desk, editor, id)).toBe(422);
  expect(await agreesOnPage(desk, reviewer, id)).toBe(422);
  expect(await agreesOnPage(desk, desk.team.owner, id)).toBe(303);
  expect(await answers(desk, slug)).toBe(true);
  expect(await desk.database.all(sql`select kind from log_leaves where subject_id = ${id} order by id`)).toEqual(
    ['appeal-received', 'appeal-answered', 'appeal-settled'].map((kind) => ({ kind })),
  );
  expect(await read(desk, `/en/checks/${slug}`)).toContain('That study is in the second source.');
  const again = { appeal: id, because: both('Lần nữa') };
  expect(await settleAppeal(desk.world, editor, again, languages)).toMatchObject({
    error: { code: 'appeal-not-waiting' },
  });
});

const refusedBy = async (desk: DeskServer, statement: ReturnType<typeof sql>): Promise<string> =>
  desk.database.all(statement).then(
    () => 'committed',
    (error: unknown) => (error as Error).message.split(' · ').at(-1) ?? '',
  );

test('by direct SQL an appeal is neither looked at, settled nor joined past the rules', async () => {
  const { desk, id, check } = await upheld();
  const { editor, reviewer, checker, owner } = desk.team;
  const third = await colleague(desk.database, 'reviewer');
  const settle = (by: Id, other: Id | null = third.id) => sql`
    update appeals set settled_with = ${by}, settled_by = ${other}, settled_on = '2026-11-20', settled_because = '{"vi":"Vì"}' where id = ${id}`;
  expect(await refusedBy(desk, settle(checker.id))).toBe('appeals_settled_by_right');
  expect(await refusedBy(desk, settle(owner.id, null))).toBe('appeals_settled_by_two');
  expect(await refusedBy(desk, settle(owner.id, owner.id))).toBe('appeals_settled_by_two');
  expect(await refusedBy(desk, settle(owner.id, reviewer.id))).toBe('appeals_settled_by_another');
  expect(await refusedBy(desk, settle(owner.id))).toBe('appeals_settled_together');
  await desk.database.all(sql`
    with made as (insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at)
      select gen_random_uuid(), s.case_id, 'note', '{}', encode(sha256('{}'), 'hex'), ${editor.id}, now()
      from checks c join submissions s on s.id = c.submission_id where c.id = ${check} returning id)
    insert into submission_writers (submission_id, staff_id) select id, ${editor.id} from made`);
  expect(await refusedBy(desk, settle(editor.id))).toBe('appeals_settled_by_another');
  expect(await refusedBy(desk, sql`update appeals set holds = false where id = ${id}`)).toBe('appeals_stand');
  await desk.database.all(sql`
    insert into appeal_answers_proposed (appeal_id, id, kind, reasons, proposed_by, proposed_on)
    values (${id}, gen_random_uuid(), 'settling', '{"vi":"Vì"}', ${owner.id}, '2026-11-20')`);
  expect(await refusedBy(desk, settle(owner.id))).toBe('committed');
  expect(await refusedBy(desk, settle(owner.id))).toBe('appeals_stand');
  const open = sql`
    insert into appeals (id, check_id, lang, reason, text, lookup, opened_on, due_on, joined_to, holds)
    values (gen_random_uuid(), ${check}, 'vi', 'other', 'Lại', 'x', '2026-11-20', '2026-12-04', ${id}, false)`;
  expect(await refusedBy(desk, open)).toBe('appeals_join_the_same');
  await appeal(desk, 'nuoc-muoi-da-day', 'Một điều khác hẳn.');
  const quiet = (by: Id) =>
    sql`update appeals set holds = false, looked_by = ${by}, looked_on = '2026-11-20' where outcome is null`;
  expect(await refusedBy(desk, quiet(checker.id))).toBe('appeals_looked_by_right');
  expect(await refusedBy(desk, quiet(reviewer.id))).toBe('appeals_looked_by_another');
  const early = sql`update appeals set holds = false, hold_ended_on = '2026-11-21' where outcome is null`;
  expect(await refusedBy(desk, early)).toBe('appeals_stand');
});
