// An answer that is public gets other words: by two, with a reason, with what it said before beside it, and with a leaf in the log.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { leafName } from '../../src/core/leaf.ts';
import { correctAnswer } from '../../src/desk/index.ts';
import { agreesOnPage, answerByTwo, correctByTwo } from '../desk/by-two.ts';
import { conclusion, publishedCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const at = `/checks/${conclusion.slug}`;
const before = { vi: 'Giữ nguyên, vì nghiên cứu năm 2010.', en: 'It stands, by the study of 2010.' };
const reasons = { vi: 'Giữ nguyên, vì nghiên cứu năm 2020.', en: 'It stands, by the study of 2020.' };
const why = { vi: 'Chúng tôi viết nhầm năm.', en: 'We had the year wrong.' };
const typed = form({
  ...{ 'reasons-vi': reasons.vi, 'reasons-en': reasons.en, 'why-vi': why.vi, 'why-en': why.en },
});

/** Asked twice in the same words, and answered; the editor and the owner had no part in the check. */
const answered = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer, editor, owner } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai, xem lại giúp.', links: '', email: '' };
  const followed: string[] = [];
  for (let n = 0; n < 2; n++) {
    const sent = await desk.as(desk.team.trainee, 'POST', `/vi${at}/appeal`, form(appeal));
    followed.push(sent.headers.get('location') ?? '');
  }
  const [found] = await desk.database.all<{ id: Id }>(sql`select id from appeals where joined_to is null`);
  const id = found!.id;
  const given = { appeal: id, outcome: 'not-upheld', reasons: before };
  expect(await answerByTwo(desk.world, [editor, owner], given)).toMatchObject({ ok: true });
  return { desk, id, followed };
};

const read = async (desk: DeskServer, path: string): Promise<string> => {
  desk.server.invalidate();
  return (await desk.as(desk.team.trainee, 'GET', path)).text();
};

test('another wording waits for a second person, then stands in public with the old one and the reason beside it', async () => {
  const { desk, id, followed } = await answered();
  const { editor, owner, reviewer } = desk.team;
  const page = `/vi/desk/appeals/${id}`;
  expect(await (await desk.as(editor, 'GET', page)).text()).toContain('Sửa lời của câu trả lời');
  expect(await (await desk.as(reviewer, 'GET', page)).text()).not.toContain('Sửa lời của câu trả lời');
  const half = new URLSearchParams(typed);
  half.set('why-en', '');
  const refused = await desk.as(editor, 'POST', `${page}/correct`, half);
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(why.vi)]);
  expect((await desk.as(editor, 'POST', `${page}/correct`, typed)).status).toBe(303);
  expect(await read(desk, `/en${at}`)).toContain(before.en);
  expect(await read(desk, `/en${at}`)).not.toContain(reasons.en);
  // It stands among what waits, with what it is; who wrote it, and who had a part in the check, do not agree.
  const reviews = await (await desk.as(owner, 'GET', '/vi/desk/reviews')).text();
  expect(reviews).toContain(`href="${page}"`);
  expect(reviews).toContain('Lời mới của câu trả lời');
  for (const none of [editor, reviewer]) expect(await agreesOnPage(desk, none, id)).toBe(422);
  expect(await agreesOnPage(desk, owner, id)).toBe(303);
  // Whoever asked the same reads the same.
  for (const path of [`/en${at}`, ...followed.map((own) => own.replace('/vi/', '/en/'))]) {
    const shown = await read(desk, path);
    for (const words of [reasons.en, before.en, why.en, 'The words of this answer were changed, last on'])
      expect([path, shown.includes(words)]).toEqual([path, true]);
  }
});

test('each wording has its leaf, which names the one before it, and none of the earlier ones is lost', async () => {
  const { desk, id } = await answered();
  const { editor, owner } = desk.team;
  const again = { vi: 'Giữ nguyên, theo nguồn hai.', en: 'It stands, by the second source.' };
  for (const words of [reasons, again])
    expect(await correctByTwo(desk.world, [owner, editor], { appeal: id, reasons: words, why })).toMatchObject({
      ok: true,
    });
  expect(await desk.world.appeals.appeal(id)).toMatchObject({
    answer: { reasons: again, earlier: [{ reasons: before, why }, { reasons }] },
    proposed: [],
  });
  const leaves = await desk.database.all<{ kind: string; entry: string; fields: string[] }>(sql`
    select l.kind, l.entry, (select jsonb_agg(s.field order by s.field) from log_salts s where s.leaf_id = l.id) as fields
    from log_leaves l where l.subject_id = ${id} and l.kind like 'appeal-%' order by l.id`);
  expect(leaves.map(({ kind, fields }) => [kind, fields])).toEqual([
    ['appeal-received', null],
    ['appeal-answered', ['answer']],
    ['appeal-corrected', ['answer', 'why']],
    ['appeal-corrected', ['answer', 'why']],
  ]);
  const supersedes = leaves.map(({ entry }) => (JSON.parse(entry) as { supersedes?: string }).supersedes);
  expect(supersedes).toEqual([
    undefined,
    undefined,
    leafName(leaves[1]?.entry ?? ''),
    leafName(leaves[2]?.entry ?? ''),
  ]);
});

test('ASVS 2.3.5: by direct SQL no answer that is public changes, but by what one put forward and another agreed to', async () => {
  const { desk, id } = await answered();
  const { editor, owner, reviewer } = desk.team;
  const refusedBy = (statement: ReturnType<typeof sql>) =>
    desk.database.all(statement).then(
      () => 'committed',
      (error: unknown) => (error as Error).message.split(' · ').at(-1),
    );
  const change = sql`update appeals set reasons = ${JSON.stringify(reasons)}::jsonb where id = ${id} or joined_to = ${id}`;
  const correct = (by: Id, other: Id, was: object = before) => sql`
    insert into appeal_corrections (appeal_id, position, reasons_before, reasons, why, proposed_by, agreed_by, corrected_on)
    values (${id}, 0, ${JSON.stringify(was)}::jsonb, ${JSON.stringify(reasons)}::jsonb, ${JSON.stringify(why)}::jsonb, ${by}, ${other}, '2026-11-20')`;
  expect(await refusedBy(change)).toBe('appeals_stand');
  expect(await refusedBy(correct(editor.id, owner.id))).toBe('appeals_answered_together');
  expect((await correctAnswer(desk.world, editor, { appeal: id, reasons, why }, ['vi', 'en'])).ok).toBe(true);
  expect(await refusedBy(correct(editor.id, editor.id))).toBe('appeals_answered_by_two');
  expect(await refusedBy(correct(editor.id, reviewer.id))).toBe('appeals_answered_by_another');
  expect(await refusedBy(correct(editor.id, owner.id, { vi: 'Khác' }))).toBe('appeal_corrections_follow');
  expect(await refusedBy(correct(editor.id, owner.id))).toBe('committed');
  // Whoever asked the same has the same words, or nothing changes.
  expect(await refusedBy(sql`update appeals set reasons = ${JSON.stringify(reasons)}::jsonb where id = ${id}`)).toBe(
    'appeals_joined_are_answered',
  );
  expect(await refusedBy(change)).toBe('committed');
  expect(await refusedBy(sql`update appeals set reasons = ${JSON.stringify(before)}::jsonb where id = ${id}`)).toBe(
    'appeals_stand',
  );
  for (const gone of [sql`delete from appeal_corrections`, sql`update appeal_corrections set why = '{"vi": "–"}'`])
    expect(await refusedBy(gone)).toBe('appeal_corrections_are_kept');
});
