// Checks past their day, or with an open appeal: in the desk's queue, readable, and the answer of nobody until they are looked at.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { answerWaiting, lookAtAppeal, refresh, replyToAskers } from '../../src/desk/index.ts';
import { answerByTwo } from './by-two.ts';
import { conclusion, handIn, publishedCase, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const question = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày';

const published = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const made = await publishedCase(desk.world, desk.database, { writer, reviewer });
  await refresh(desk.world, [made.check]);
  return { desk, ...made };
};

type Reply = {
  readonly outcome: string;
  readonly ticket?: { readonly id: string };
  readonly claims: readonly {
    readonly outcome: string;
    readonly answers: readonly { why: { doubt: string | null } }[];
  }[];
};
const ask = async (desk: DeskServer): Promise<Reply> =>
  (await desk.as(desk.team.trainee, 'POST', '/api/v1/tips', { text: question })).json() as Promise<Reply>;
const appealed = async (desk: DeskServer) => {
  const words = { reason: 'wrong-fact', text: 'Con số sai.', links: '', email: '' };
  const sent = await desk.as(desk.team.trainee, 'POST', `/vi/checks/${conclusion.slug}/appeal`, form(words));
  expect(sent.status).toBe(303);
  const [{ id } = { id: '' }] = await desk.database.all<{ id: string }>(sql`select id from appeals`);
  return id;
};
const dueOn = async (desk: DeskServer) => {
  const lists = await desk.as(desk.team.reviewer, 'GET', '/api/v1/desk/submissions');
  return ((await lists.json()) as { due: readonly object[] }).due;
};

test('a check past its day is offered with its doubt and answers nobody, neither at once nor who waited, nor by mail', async () => {
  const { desk, check } = await published();
  expect((await ask(desk)).outcome).toBe('known');
  expect(await dueOn(desk)).toEqual([]);
  desk.setClock('2027-11-10T10:00:00Z');
  expect(await dueOn(desk)).toMatchObject([{ slug: conclusion.slug, reviewBy: '2027-11-19', appeals: 0 }]);
  expect((await ask(desk)).outcome).toBe('known');
  desk.setClock('2027-11-20T10:00:00Z');
  const late = await ask(desk);
  expect(late.outcome).toBe('perhaps');
  expect(late.claims[0]?.answers[0]?.why.doubt).toBe('overdue');
  expect(await answerWaiting(desk.world)).toBe(0);
  const ticket = await desk.as(desk.team.trainee, 'GET', `/vi/tickets/${late.ticket?.id}`);
  expect(await ticket.text()).not.toContain('Câu hỏi của bạn đã có câu trả lời');
  expect(await (await desk.as(desk.team.reviewer, 'GET', '/vi/desk/reviews')).text()).toContain('quá hạn từ');
  await desk.database.all(sql`update claims set answered_by = ${check}`);
  const [{ tip } = { tip: '' }] = await desk.database.all<{ tip: string }>(
    sql`select id as tip from tips where state = 'waiting' limit 1`,
  );
  await desk.database.all(sql`
    insert into contacts (id, tip_id, key_day, sealed, lang, left_on)
    values (gen_random_uuid(), ${tip}, '2027-11-20', ${Buffer.alloc(64)}, 'vi', '2027-11-20')`);
  expect((await replyToAskers(desk.world)).queued).toBe(0);
  await desk.database.all(sql`set session_replication_role = replica`);
  desk.setClock('2027-11-19T10:00:00Z');
  expect((await replyToAskers(desk.world)).queued).toBe(1);
});

test('a check with an open appeal is in the queue, and answers nobody until it is answered', async () => {
  const { desk, check } = await published();
  const id = await appealed(desk);
  await refresh(desk.world, [check]);
  const held = await ask(desk);
  expect(held.outcome).toBe('perhaps');
  expect(held.claims[0]?.answers[0]?.why.doubt).toBe('contested');
  expect(await answerWaiting(desk.world)).toBe(0);
  expect(await dueOn(desk)).toMatchObject([{ slug: conclusion.slug, appeals: 1, held: true }]);
  const reviews = async () => (await desk.as(desk.team.reviewer, 'GET', '/en/desk/reviews')).text();
  expect(await reviews()).toContain('1 open appeal: does not answer by itself');
  // Somebody saw no ground: it is still to be looked at again, and answers.
  expect(await lookAtAppeal(desk.world, desk.team.editor, { appeal: id as never, ground: false })).toMatchObject({
    ok: true,
  });
  expect(await dueOn(desk)).toMatchObject([{ slug: conclusion.slug, appeals: 1, held: false }]);
  expect(await reviews()).toContain('1 open appeal: asked to look again');
  expect(await reviews()).not.toContain('1 open appeal: does not answer by itself');
  const answer = { appeal: id as never, outcome: 'not-upheld', reasons: { vi: 'Giữ nguyên.', en: 'It stands.' } };
  expect(await answerByTwo(desk.world, [desk.team.editor, desk.team.owner], answer)).toMatchObject({ ok: true });
  await refresh(desk.world, [check]);
  expect(await dueOn(desk)).toEqual([]);
  expect((await ask(desk)).outcome).toBe('known');
  expect(await answerWaiting(desk.world)).toBe(1);
});

test('a version that was not brought up to date is in the queue by its language, until it is', async () => {
  const { desk, number } = await published();
  const { checker, reviewer } = desk.team;
  const change = async (lang: string, kind: string) => {
    const { check } = (await desk.world.decisions.caseByNumber(number))!;
    const fields: Record<string, string> = {
      kind,
      verdict: 'false',
      asOf: '2026-11-19',
      reviewBy: '2027-11-19',
      'explain.vi': 'Thêm một nghiên cứu.',
      'explain.en': 'One more study.',
    };
    for (const [of, text] of Object.entries(check?.texts ?? {}))
      for (const [field, words] of Object.entries(text)) fields[`text.${of}.${field}`] = words;
    fields[`text.${lang}.known`] += ' Thêm.';
    const sent = await desk.as(checker, 'POST', `/vi/desk/cases/${number}/correct`, form(fields));
    const at = sent.headers.get('location') ?? '';
    const page = await (await desk.as(reviewer, 'GET', at)).text();
    const hash = /name="hash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
    const yes = { outcome: 'approved', hash, 'read.vi': 'on', 'read.en': 'on' };
    expect((await desk.as(reviewer, 'POST', at, form(yes))).status).toBe(303);
  };
  await change('en', 'minor');
  expect(await dueOn(desk)).toEqual([]);
  await change('vi', 'update');
  expect(await dueOn(desk)).toMatchObject([{ behind: ['en'] }]);
  expect(await (await desk.as(reviewer, 'GET', '/vi/desk/reviews')).text()).toContain('bản Tiếng Anh chưa sửa theo');
  expect(await (await desk.as(reviewer, 'GET', `/en/checks/${conclusion.slug}`)).text()).toContain(
    'This version was written before the correction of',
  );
  await change('en', 'update');
  expect(await dueOn(desk)).toEqual([]);
});

test('a check that would be past its day on its first day is not handed in', async () => {
  const { world, database, team } = await deskServer();
  const ready = await readyCase(database, { writer: team.checker, approver: team.reviewer });
  await expect(handIn(world, team.checker, ready, { asOf: '2026-10-01', reviewBy: '2026-11-20' })).rejects.toThrow(
    'day-past reviewBy',
  );
});
