// Asking again: an appeal from the form to its public answer, and an answer by mail from the ticket to the correction.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { mayAnswer } from '../../src/core/check.ts';
import {
  answerAppeal,
  answerWaiting,
  type Mail,
  publishDecided,
  refresh,
  replyToAskers,
  reviewSubmission,
  sendOutbox,
  submitWords,
} from '../../src/desk/index.ts';
import { agreesOnPage, answerByTwo } from '../desk/by-two.ts';
import { readyCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const slug = 'nuoc-chanh-nong-va-ung-thu';
const today = '2026-11-20' as Day;

type Letter = Parameters<Mail['send']>[0];

/** A mail server that keeps what it is handed, and says what it is told to say. */
const mailServer = (says: () => Awaited<ReturnType<Mail['send']>> = () => ({ ok: true, value: null })) => {
  const sent: Letter[] = [];
  const mail: Mail = {
    send: async (letter) => {
      const said = says();
      if (said.ok || said.error.code !== 'mail-unavailable') sent.push(letter);
      return said;
    },
  };
  return { sent, mail };
};

/** A request of somebody who has not signed in. */
const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(
    new Request(`${origin}${path}`, {
      method,
      ...(fields && { body: String(new URLSearchParams(fields)) }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );

const given = {
  reason: 'wrong-fact',
  text: 'Con số ở đoạn hai sai, gọi tôi 0912 345 678.',
  links: 'https://who.int/news',
  email: '',
};
const appealAt = `/vi/checks/${slug}/appeal`;

const withCheck = async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, [slug]);
  const card = async () => {
    await refresh(desk.world, [check!.id]);
    return (await desk.world.cards.get([check!.id])).get(check!.id)!;
  };
  return { desk, check: check!.id, card };
};

const appealOf = async (desk: DeskServer): Promise<Id> =>
  (await desk.database.all<{ id: Id }>(sql`select id from appeals order by opened_on, id limit 1`))[0]!.id;

test('anybody asks to look again; the check page says so, without the words; the answer is public, masked, by somebody else', async () => {
  const { desk, card } = await withCheck();
  expect(await (await anybody(desk, 'GET', appealAt)).text()).toContain('name="reason"');
  const sent = await anybody(desk, 'POST', appealAt, given);
  expect(sent.status).toBe(303);
  const followed = sent.headers.get('location') ?? '';
  expect(await (await anybody(desk, 'GET', followed)).text()).toContain('Con số ở đoạn hai sai');

  expect(mayAnswer(await card(), today)).toBe(false);
  desk.server.invalidate();
  const during = await (await anybody(desk, 'GET', `/vi/checks/${slug}`)).text();
  expect(during).toContain('Đang có đề nghị xem lại từ ngày');
  expect(during).not.toContain('Con số ở đoạn hai sai');

  const id = await appealOf(desk);
  const list = await (await desk.as(desk.team.reviewer, 'GET', '/vi/desk/appeals')).text();
  expect(list).toContain(`/vi/desk/appeals/${id}`);
  const answer = new URLSearchParams({
    outcome: 'partly',
    'reasons-vi': 'Đúng, đoạn hai đã cũ.',
    'reasons-en': 'Yes, that part is old.',
  });
  expect((await desk.as(desk.team.checker, 'POST', `/vi/desk/appeals/${id}`, answer)).status).toBe(403);
  expect((await desk.as(desk.team.reviewer, 'POST', `/vi/desk/appeals/${id}`, answer)).status).toBe(303);
  expect(await agreesOnPage(desk, desk.team.reviewer, id)).toBe(422);
  expect(await (await anybody(desk, 'GET', `/en/checks/${slug}`)).text()).not.toContain('Yes, that part is old.');
  expect(await agreesOnPage(desk, desk.team.editor, id)).toBe(303);
  expect((await desk.as(desk.team.editor, 'POST', `/vi/desk/appeals/${id}`, answer)).status).toBe(422);

  desk.server.invalidate();
  const after = await (await anybody(desk, 'GET', `/en/checks/${slug}`)).text();
  expect(after).toContain('Yes, that part is old.');
  expect(after).toContain(
    'Con số ở đoạn hai sai, gọi tôi <span class="hidden-part" lang="en">phone number hidden</span>.',
  );
  expect(after).not.toContain('0912');
  // They were right, in part: until the check is changed, it answers nobody by itself.
  expect(mayAnswer(await card(), today)).toBe(false);
  expect(await (await anybody(desk, 'GET', followed)).text()).toContain('Đúng, đoạn hai đã cũ.');
});

test('whoever wrote or reviewed a check does not answer an appeal against it: not by the desk, and not by SQL', async () => {
  const { desk, check } = await withCheck();
  await anybody(desk, 'POST', appealAt, given);
  const id = await appealOf(desk);
  const { reviewer, editor } = desk.team;
  await desk.database.atomically(async (tx) => {
    const [made] = await tx.all<{ id: Id }>(sql`
      insert into submissions (id, case_id, kind, content, content_hash, submitted_by, submitted_at)
      select gen_random_uuid(), s.case_id, 'note', '{}', encode(sha256('{}'), 'hex'), ${reviewer.id}, now()
      from checks c join submissions s on s.id = c.submission_id where c.id = ${check} returning id`);
    await tx.all(sql`insert into submission_writers (submission_id, staff_id) values (${made!.id}, ${reviewer.id})`);
  });
  const answer = { appeal: id, outcome: 'not-upheld', reasons: { vi: 'Không.', en: 'No.' } };
  expect(await answerAppeal(desk.world, reviewer, answer, ['vi', 'en'])).toMatchObject({
    error: { code: 'appeal-own-work' },
  });
  expect(await (await desk.as(reviewer, 'GET', `/vi/desk/appeals/${id}`)).text()).not.toContain('name="outcome"');
  const byHand = (who: Id, other: Id | null = desk.team.owner.id) =>
    desk.database.all(
      sql`update appeals set outcome = 'not-upheld', reasons = '{"vi":"x"}', agreed_with = ${who}, answered_by = ${other}, answered_on = '2026-11-21' where id = ${id}`,
    );
  await expect(byHand(reviewer.id)).rejects.toThrow('appeals_answered_by_another');
  await expect(byHand(desk.team.trainee.id)).rejects.toThrow('appeals_answered_by_right');
  await expect(byHand(editor.id, null)).rejects.toThrow('appeals_answered_by_two');
  await expect(byHand(editor.id, editor.id)).rejects.toThrow('appeals_answered_by_two');
  // Who had a part in it agrees no more than they write, while somebody else is there.
  await expect(byHand(editor.id, reviewer.id)).rejects.toThrow('appeals_answered_by_another');
  await expect(byHand(editor.id, desk.team.owner.id)).rejects.toThrow('appeals_answered_together');
  await expect(desk.database.all(sql`delete from appeals`)).rejects.toThrow('appeals_are_kept');
  await expect(desk.database.all(sql`update appeals set text = 'x'`)).rejects.toThrow('appeals_stand');
  expect((await answerByTwo(desk.world, [editor, desk.team.owner], answer)).ok).toBe(true);
  await expect(byHand(editor.id)).rejects.toThrow('appeals_stand');
});

test('what cannot be taken in is said, and what was written stays in the form', async () => {
  const { desk } = await withCheck();
  const refused: readonly [Record<string, string>, string][] = [
    [{ reason: 'because' }, 'Hãy chọn một lý do.'],
    [{ text: ' … ' }, 'Hãy viết điều gì sai hoặc thiếu.'],
    [{ links: 'javascript:alert(1)' }, 'không phải địa chỉ trang'],
    [{ links: 'https://www.facebook.com/somebody/posts/12345' }, 'bài đăng của ai đó'],
    [{ email: 'khong phai thu' }, 'Địa chỉ thư điện tử chưa đúng.'],
  ];
  for (const [wrong, says] of refused) {
    const reply = await anybody(desk, 'POST', appealAt, { ...given, ...wrong });
    expect(reply.status, says).toBe(422);
    const page = await reply.text();
    expect(page).toContain(says);
    expect(page).toContain(wrong.text === undefined ? 'Con số ở đoạn hai sai' : 'https://who.int/news');
  }
  expect(await desk.database.all(sql`select id from appeals`)).toEqual([]);
});

test('the same form twice is one appeal; a flood is told to come back, and nothing of it is dropped silently', async () => {
  const { desk } = await withCheck();
  const key = '0123456789abcdef0123456789abcdef';
  const twice = await Promise.all([1, 2].map(() => anybody(desk, 'POST', appealAt, { ...given, key })));
  expect(new Set(twice.map((reply) => reply.headers.get('location'))).size).toBe(1);
  for (let n = 1; n < 20; n++)
    expect((await anybody(desk, 'POST', appealAt, { ...given, text: `Sai ở điểm ${n}` })).status).toBe(303);
  const late = await anybody(desk, 'POST', appealAt, { ...given, text: 'Một lý do khác hẳn: nguồn đã bị rút.' });
  expect(late.status).toBe(429);
  expect(await late.text()).toContain('Xin gửi lại vào ngày mai');
  // Whoever says what somebody said before is joined to them, and takes nobody's place.
  expect((await anybody(desk, 'POST', appealAt, given)).status).toBe(303);
  desk.setClock('2026-11-21T08:00:00Z');
  expect((await anybody(desk, 'POST', appealAt, given)).status).toBe(303);
});

test('what two people declined can be appealed, too, and the page of what was declined tells it', async () => {
  const desk = await deskServer();
  const { world, team } = desk;
  const ready = await readyCase(desk.database, { writer: team.checker, approver: team.reviewer });
  const at = `/vi/declined/${ready.number}/appeal`;
  expect((await anybody(desk, 'GET', at)).status).toBe(404);
  const claim = { vi: 'Năm sau giá vàng sẽ tăng gấp đôi', en: 'Gold will cost twice as much next year' };
  const explain = { vi: 'Chưa ai biết được.', en: 'Nobody can know.' };
  const handed = await submitWords(world, team.checker, ready.number, {
    kind: 'closing',
    reason: 'prediction',
    claim,
    explain,
  });
  const submission = await world.decisions.submission(handed.ok ? handed.value : ready.id);
  const { id, contentHash } = submission!;
  expect(
    (await reviewSubmission(world, team.reviewer, id, { outcome: 'approved', contentHash, reason: '', remarks: [] }))
      .ok,
  ).toBe(true);
  await publishDecided(world);

  expect(await (await anybody(desk, 'GET', at)).text()).toContain(claim.vi);
  const sent = await anybody(desk, 'POST', at, { ...given, reason: 'wrongly-declined' });
  expect(await (await anybody(desk, 'GET', sent.headers.get('location') ?? '')).text()).toContain(claim.vi);
  expect(await (await anybody(desk, 'GET', '/vi/declined')).text()).toContain('Đang có đề nghị xem lại từ ngày');
  const appeal = await appealOf(desk);
  const answer = { appeal, outcome: 'not-upheld', reasons: { vi: 'Không ai biết trước.', en: 'Nobody knows.' } };
  for (const own of [team.checker, team.reviewer])
    expect((await answerAppeal(world, own, answer, ['vi', 'en'])).ok).toBe(false);
  expect((await answerByTwo(world, [team.editor, team.owner], answer)).ok).toBe(true);
  expect(await (await anybody(desk, 'GET', '/vi/declined')).text()).toContain('Không ai biết trước.');
});

const claim = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư';

/** Asks before there is an answer, and gives the path of the ticket. */
const asked = async (desk: DeskServer): Promise<string> => {
  const reply = await (await anybody(desk, 'POST', '/vi/ask', { text: claim })).text();
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0];
  if (ticket === undefined) throw new Error('no ticket was given');
  return ticket;
};

test('an address left on the ticket is told the answer once, then gone; a wish for corrections becomes a subscription of its own', async () => {
  const desk = await deskServer();
  const { world, database } = desk;
  const ticket = await asked(desk);
  expect(await (await anybody(desk, 'GET', ticket)).text()).toContain('Nhận câu trả lời qua thư');
  const contact = { email: 'lan@hoi.example', consent: 'yes', corrections: 'yes' };
  expect((await anybody(desk, 'POST', `${ticket}/contact`, { email: contact.email })).status).toBe(422);
  await leaveAddress(desk, `${ticket}/contact`, contact);
  const held = await database.all<{ sealed: Buffer }>(sql`select sealed from contacts`);
  expect(held[0]!.sealed.includes('lan@hoi')).toBe(false);

  const [check] = await sampleChecks(desk, [slug]);
  expect(await answerWaiting(world)).toBe(1);
  expect(await replyToAskers(world)).toEqual({ queued: 1, erased: 1 });
  expect(
    await database.all(
      sql`select 1 from tips where text is not null union all select 1 from claims where text is not null`,
    ),
  ).toEqual([]);
  const { sent, mail } = mailServer();
  expect(await sendOutbox({ ...world, mail })).toMatchObject({ sent: 1, away: false });
  expect(sent[0]).toMatchObject({ to: 'lan@hoi.example' });
  expect(sent[0]!.text).toContain(`${origin}/vi/checks/${slug}`);
  expect(sent[0]!.text).toContain(origin + ticket);
  expect(await replyToAskers(world)).toEqual({ queued: 0, erased: 0 });
  expect(await sendOutbox({ ...world, mail })).toMatchObject({ sent: 0 });
  expect(await database.all(sql`select id from contacts where tip_id is not null and sealed is not null`)).toEqual([]);

  await database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before)
    select ${check!.id}, count(*), '2026-11-25', 'update', '{"vi":"Có nghiên cứu mới."}', '{}' from corrections where check_id = ${check!.id}`);
  expect(await replyToAskers(world)).toMatchObject({ queued: 1 });
  await sendOutbox({ ...world, mail });
  expect(sent[1]!.subject).toContain('được cập nhật');
  expect(sent[1]!.text).toContain('Chúng tôi vừa biết thêm điều mới');
  expect(sent[1]!.text).toContain('Có nghiên cứu mới.');
  expect(sent[1]!.text).not.toContain('viết sai');
  desk.server.invalidate();
  expect(await (await anybody(desk, 'GET', `/vi/checks/${slug}`)).text()).toContain(
    '1 người đã được báo, 0 người không liên lạc được',
  );

  await database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before)
    select ${check!.id}, count(*), '2026-11-26', 'correction', '{"vi":"Chúng tôi cộng nhầm."}', '{}' from corrections where check_id = ${check!.id}`);
  expect(await replyToAskers(world)).toMatchObject({ queued: 1 });
  await sendOutbox({ ...world, mail });
  expect(sent[2]!.subject).toContain('được đính chính');
  expect(sent[2]!.text).toContain('Chúng tôi đã viết sai');
  expect(sent[2]!.text).toContain('Chúng tôi cộng nhầm.');

  const end = new URL(/https:\S+subscriptions\/[0-9a-f]{32}/.exec(sent[1]!.text)![0]).pathname;
  expect(await (await anybody(desk, 'GET', end)).text()).toContain('Đừng báo nữa');
  expect((await anybody(desk, 'POST', `${end}/end`)).status).toBe(303);
  expect(await (await anybody(desk, 'GET', end)).text()).toContain('Đã dừng.');
  expect(await database.all(sql`select id from contacts where sealed is not null`)).toEqual([]);
});

test('what nobody took waits; what may have gone out is not sent again, and counts as unknown', async () => {
  const desk = await deskServer();
  const { world, database } = desk;
  const ticket = await asked(desk);
  await leaveAddress(desk, `${ticket}/contact`, { email: 'lan@hoi.example', consent: 'yes' });
  await sampleChecks(desk, [slug]);
  await answerWaiting(world);
  await replyToAskers(world);
  const away = mailServer(() => ({ ok: false, error: { code: 'mail-unavailable' } }));
  expect(await sendOutbox({ ...world, mail: away.mail })).toMatchObject({ sent: 0, away: true });
  // A sender that was killed in the middle leaves the message in hand.
  await world.outbox.next();
  const working = mailServer();
  expect(await sendOutbox({ ...world, mail: working.mail })).toMatchObject({ sent: 0, away: false });
  expect(working.sent).toEqual([]);
  expect(await database.all(sql`select state from outbox`)).toEqual([{ state: 'unknown' }]);
});

test('an address is taken back from the ticket, and goes with the question', async () => {
  const desk = await deskServer();
  const ticket = await asked(desk);
  const contact = { email: 'lan@hoi.example', consent: 'yes' };
  await leaveAddress(desk, `${ticket}/contact`, contact);
  expect((await anybody(desk, 'POST', `${ticket}/contact/forget`)).status).toBe(303);
  expect(await desk.database.all(sql`select id from contacts`)).toEqual([]);
  await leaveAddress(desk, `${ticket}/contact`, contact);
  await anybody(desk, 'POST', `${ticket}/withdraw`);
  expect(await desk.database.all(sql`select id from contacts`)).toEqual([]);
});

test('a request about one’s own data is sealed, has its days, and is answered on the page that only they have', async () => {
  const desk = await deskServer();
  const sent = await anybody(desk, 'POST', '/vi/your-data', { kind: 'erase', text: 'Xin xóa câu hỏi của tôi' });
  const own = sent.headers.get('location') ?? '';
  const [held] = await desk.database.all<{ id: Id; sealed: Buffer; by: Day }>(
    sql`select id, sealed, acknowledge_by as by from data_requests`,
  );
  // A Friday: two working days later it is Tuesday.
  expect(held!.by).toBe('2026-11-24');
  expect(held!.sealed.includes('Xin')).toBe(false);
  const at = `/vi/desk/data-requests/${held!.id}`;
  expect((await desk.as(desk.team.reviewer, 'GET', at)).status).toBe(403);
  expect(await (await desk.as(desk.team.editor, 'GET', at)).text()).toContain('Xin xóa câu hỏi của tôi');
  expect((await desk.as(desk.team.editor, 'POST', `${at}/acknowledge`)).status).toBe(303);
  const reply = new URLSearchParams({ reply: 'Đã xóa.' });
  expect((await desk.as(desk.team.owner, 'POST', at, reply)).status).toBe(303);
  expect(await (await anybody(desk, 'GET', own)).text()).toContain('Đã xóa.');
});

test('asked on a Saturday, a request is confirmed by Tuesday; from Wednesday on both sides read that it is late', async () => {
  const desk = await deskServer();
  const { editor } = desk.team;
  const acknowledged = await anybody(desk, 'POST', '/vi/your-data', { kind: 'other', text: 'Đã nhận chưa' });
  expect(acknowledged.status).toBe(303);
  const [first] = await desk.database.all<{ id: Id }>(sql`select id from data_requests`);
  await desk.as(editor, 'POST', `/vi/desk/data-requests/${first!.id}/acknowledge`);

  desk.setClock('2026-11-21T15:00:00Z');
  const sent = await anybody(desk, 'POST', '/vi/your-data', { kind: 'see', text: 'Tòa soạn giữ gì về tôi' });
  const own = sent.headers.get('location') ?? '';
  const [late] = await desk.database.all<{ id: Id }>(sql`select id from data_requests where id <> ${first!.id}`);
  const asker = async () => (await anybody(desk, 'GET', own)).text();
  const list = async () => (await desk.as(editor, 'GET', '/vi/desk/appeals')).text();
  const one = async () => (await desk.as(editor, 'GET', `/vi/desk/data-requests/${late!.id}`)).text();
  const due = /<time dateTime="2026-11-24">Báo đã nhận chậm nhất ngày 24\s+tháng\s+11/i;
  const overdue =
    /<time class="late" dateTime="2026-11-24">Trễ hẹn: đáng lẽ đã báo nhận chậm nhất ngày 24\s+tháng\s+11/i;
  for (const day of ['2026-11-22', '2026-11-23', '2026-11-24']) {
    desk.setClock(`${day}T23:00:00Z`);
    for (const page of [asker, list, one]) expect(await page(), day).toMatch(due);
  }
  desk.setClock('2026-11-25T00:10:00Z');
  for (const page of [asker, list, one]) expect(await page()).toMatch(overdue);
  // What is due first stands first, though the other one came earlier.
  const shown = await list();
  expect(shown.indexOf(late!.id)).toBeLessThan(shown.indexOf(first!.id));
  await desk.as(editor, 'POST', `/vi/desk/data-requests/${late!.id}/acknowledge`);
  for (const page of [asker, list, one]) expect(await page()).not.toContain('Trễ hẹn');
});
