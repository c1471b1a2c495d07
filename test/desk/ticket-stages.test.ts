// What the ticket says while the case of a claim goes its ways: by the team's own deeds, read by API and on the page.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import {
  closeCase,
  publishDecided,
  refresh,
  reopenCase,
  reviewSubmission,
  submitWords,
  withdrawCheck,
} from '../../src/desk/index.ts';
import { conclusion, handIn, type ReadyCase, readyCase } from './deciding.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const message = 'Ngày mai toàn tỉnh cúp điện ba tuần liền để sửa lưới';

const asked = async () => {
  const desk = await deskServer();
  const { checker, reviewer, trainee } = desk.team;
  const ready = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const ask = async (text: string) => {
    const sent = await desk.as(trainee, 'POST', '/api/v1/tips', { text });
    return ((await sent.json()) as { ticket: { id: string } }).ticket.id;
  };
  const ticket = await ask(message);
  await desk.database.all(sql`
    insert into case_groups (case_id, group_id, asked) select ${ready.id}, coalesce(group_id, id), 1 from claims limit 1`);
  const claim = async (of = ticket) => {
    const reply = await desk.as(trainee, 'GET', `/api/v1/tickets/${of}`);
    return ((await reply.json()) as { claims: { stage: string; declined: unknown; othersAsking: string }[] })
      .claims[0]!;
  };
  const page = async () => (await desk.as(trainee, 'GET', `/vi/tickets/${ticket}`)).text();
  return { desk, ready, ask, ticket, claim, page };
};

const agree = async ({ world, team }: DeskServer, submission: Id) => {
  const { contentHash } = (await world.decisions.submission(submission))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, team.reviewer, submission, yes)).ok).toBe(true);
};

const declines = async (desk: DeskServer, { number }: ReadyCase): Promise<Id> => {
  const handed = await submitWords(desk.world, desk.team.checker, number, {
    kind: 'closing',
    reason: 'out-of-scope',
    claim: { vi: 'Cúp điện', en: 'Power cut' },
    explain: { vi: 'Ngoài lĩnh vực.', en: 'Outside our field.' },
  });
  if (!handed.ok) throw new Error(handed.error.code);
  return handed.value;
};

test('what waits to be declined is not said to be checked, and what was declined says why', async () => {
  const { desk, ready, claim, page } = await asked();
  expect(await claim()).toMatchObject({ stage: 'waiting', declined: null });
  const submission = await declines(desk, ready);
  expect(await claim()).toMatchObject({ stage: 'review-closing', declined: null });
  expect(await page()).not.toContain('dự thảo kết luận');
  await agree(desk, submission);
  expect(await claim()).toMatchObject({ stage: 'decided-closing', declined: null });
  await publishDecided(desk.world);
  expect(await claim()).toMatchObject({
    stage: 'closed-not-checkable',
    declined: { reason: 'out-of-scope', url: expect.stringContaining(`/declined#case-${ready.number}`) },
  });
  expect(await page()).toContain('ngoài lĩnh vực của chúng tôi');
});

test('a check that waits, is agreed to, is public and is taken back: each is said as it is', async () => {
  const { desk, ready, claim, page } = await asked();
  const { checker } = desk.team;
  const { id } = await handIn(desk.world, checker, ready);
  expect((await claim()).stage).toBe('review-check');
  await agree(desk, id);
  expect((await claim()).stage).toBe('decided-check');
  await publishDecided(desk.world);
  const { check } = (await desk.world.decisions.caseByNumber(ready.number))!;
  await refresh(desk.world, [check!.id]);
  expect((await claim()).stage).toBe('answered');
  const taken = await withdrawCheck(desk.world, checker, ready.number, { vi: 'Nguồn sai.', en: 'Wrong source.' });
  if (!taken.ok) throw new Error(taken.error.code);
  await agree(desk, taken.value);
  await publishDecided(desk.world);
  await refresh(desk.world, [check!.id]);
  expect((await claim()).stage).toBe('held-withdrawn');
  const html = await page();
  expect(html).toContain(`href="/vi/checks/${conclusion.slug}"`);
  expect(html).toContain('rồi đã rút lại');
  expect(html).not.toContain('Chờ một bài kiểm chứng');
});

test('what was closed and opened again is said to be looked at again', async () => {
  const { desk, ready, claim, page } = await asked();
  const { checker } = desk.team;
  expect((await closeCase(desk.world, checker, { of: ready.id, as: 'spam', because: 'advertising' })).ok).toBe(true);
  expect((await claim()).stage).toBe('closed-spam');
  expect(await page()).not.toContain('Nhận câu trả lời qua thư');
  expect((await reopenCase(desk.world, checker, ready.id)).ok).toBe(true);
  expect((await claim()).stage).toBe('reopened');
});

test('what was about a private person promises nothing, and says why the words are locked away', async () => {
  const { desk, ready, claim, page } = await asked();
  await closeCase(desk.world, desk.team.checker, { of: ready.id, as: 'private-person' });
  expect((await claim()).stage).toBe('closed-private-person');
  const html = await page();
  expect(html).toContain('chữ của câu hỏi đã được khóa kín: không ai đọc được nữa');
  expect(html).not.toContain('vẫn sẽ hiện ở đây');
  expect(html).not.toContain('cúp điện');
});

test('what is the same as another case stands where that one does, is answered with it, and keeps its words until then', async () => {
  const { desk, ready, claim } = await asked();
  const { checker } = desk.team;
  const original = await readyCase(desk.database, { writer: checker, approver: desk.team.reviewer });
  const closed = await closeCase(desk.world, checker, { of: ready.id, as: 'duplicate', joinedTo: original.id });
  expect(closed.ok).toBe(true);
  expect((await claim()).stage).toBe('waiting');
  const { id } = await handIn(desk.world, checker, original);
  expect((await claim()).stage).toBe('review-check');
  await agree(desk, id);
  await publishDecided(desk.world);
  const { check } = (await desk.world.decisions.caseByNumber(original.number))!;
  await refresh(desk.world, [check!.id]);
  expect((await claim()).stage).toBe('answered');
  expect((await reopenCase(desk.world, checker, ready.id)).ok).toBe(true);
  expect((await claim()).stage).toBe('reopened');
});

test('one’s own second message is never told as somebody else’s', async () => {
  const { ask, claim, page } = await asked();
  await ask(`${message}!`);
  expect((await claim()).othersAsking).toBe('some');
  const html = await page();
  expect(html).toContain('Điều này còn được hỏi thêm vài lần nữa.');
  expect(html).not.toContain('người khác');
});
