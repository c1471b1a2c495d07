// An ending that one person gave is undone whole for a day, with every job that follows run in between; then words are erased.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { endCases, eraseTexts, type Member, retain, tendCases } from '../../src/desk/index.ts';
import { makeCase } from '../desk/a-case.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { allOf, canary, work } from './a-worked-case.ts';
import { addresses, anybody, api, begin, press, sent, stateOf, wrong } from './an-asked-case.ts';

/** What else a case is told by: its title, and the words of claims and tips. */
const wordsOf = ({ database }: DeskServer) =>
  database.all(sql`
    select title as text from cases where title is not null and origin = 'asked' union all select text from claims where text is not null
    union all select text from tips where text is not null order by 1`);

test.each(['scam-victim', 'crisis', 'emergency', 'spam'])(
  'one person ends a case as %s: the job runs at once, and for a day opening it again brings back all work and every word',
  async (as) => {
    const { desk, ticket, number } = await begin();
    const { checker, reviewer } = desk.team;
    await work(desk, number);
    const before = [await allOf(desk), await wordsOf(desk)];
    const read = async () => (await api(desk, checker, 'GET', `/cases/${number}`)).json;
    await press(desk, checker, `/cases/${number}/close`, { as, because: 'flood' });
    const letters = await sent(desk);
    // Who needs help hears at once, of the agreed words and nothing of theirs; spam is told on the ticket alone.
    expect(letters).toHaveLength(as === 'spam' ? 0 : 1);
    expect(letters.join()).not.toContain(canary);
    expect(letters.join()).toContain(as === 'spam' ? '' : 'thêm một ngày');
    expect(await addresses(desk)).toHaveLength(1);
    expect(await read()).toMatchObject({ closedAs: as, undoUntil: '2026-11-21T10:00:00.000Z' });
    const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
    expect(page).toContain('Đến 2026-11-21 10:00 (giờ UTC), mở lại thì mọi thứ trở về như cũ.');

    // A night goes by, and it is the last minute.
    desk.setClock('2026-11-21T09:59:00Z');
    await eraseTexts(desk.world);
    await tendCases(desk.world);
    await retain(desk.world);
    expect(await endCases(desk.world)).toMatchObject({ undoOver: 0 });
    expect(await sent(desk)).toEqual([]);
    expect((await api(desk, reviewer, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
    expect([await allOf(desk), await wordsOf(desk)]).toEqual(before);
    expect(await read()).toMatchObject({ state: 'open', undoUntil: null });
    expect(await (await anybody(desk, 'GET', ticket)).text()).toContain('Trạm xe buýt');
    expect(await addresses(desk)).toHaveLength(1);
  },
);

test.each(['scam-victim', 'crisis', 'emergency'])(
  'ended as %s by whoever took a session over, a question still has its address: opened again it is answered, and only then is that used up',
  async (as) => {
    const { desk, ticket, number } = await begin();
    const { checker, reviewer } = desk.team;
    const close = (who: Member, body: object) => api(desk, who, 'POST', `/cases/${number}/close`, body);
    const page = async () => (await anybody(desk, 'GET', ticket)).text();
    expect((await close(checker, { as })).status).toBe(204);
    const [letter] = await sent(desk);
    expect(letter).toContain('Địa chỉ của bạn còn được giữ, mã hóa, thêm một ngày');
    const shown = await page();
    expect(shown).toContain('Chúng tôi đã gửi thư cho bạn. Địa chỉ còn được giữ');
    expect(shown).not.toContain('Câu trả lời sẽ được gửi tới');
    // Not even a statement of its own takes it away before the day is over.
    await expect(
      desk.database.all(sql`update contacts set sealed = null, key_day = null, used_on = '2026-11-20'`),
    ).rejects.toThrow('contact_outlasts_undo');

    expect((await api(desk, reviewer, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
    expect(await sent(desk)).toEqual([]);
    expect(await page()).toContain('Câu trả lời sẽ được gửi tới');
    const asked = await close(checker, { as: 'duplicate', check: wrong });
    expect(asked.status).toBe(202);
    const yes = { closing: asked.json.id, decision: 'agree' };
    expect((await api(desk, reviewer, 'POST', `/cases/${number}/closing/decision`, yes)).status).toBe(204);
    const [answer] = await sent(desk);
    expect(answer).toContain(wrong);
    expect(answer).toContain('Gửi xong thư này, địa chỉ của bạn bị hủy.');
    expect(await addresses(desk)).toEqual([]);
  },
);

test('what is ended once more is told once more, and at most three letters say to one ticket that it is over', async () => {
  const { desk, number } = await begin();
  const { checker } = desk.team;
  const ends = ['crisis', 'emergency', 'scam-victim', 'crisis', 'crisis'];
  const letters: number[] = [];
  for (const as of ends) {
    expect((await api(desk, checker, 'POST', `/cases/${number}/close`, { as })).status).toBe(204);
    letters.push((await sent(desk)).length, (await sent(desk)).length);
    expect((await api(desk, checker, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
  }
  expect(letters).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
  expect(await addresses(desk)).toHaveLength(1);
  const [ticket] = await desk.database.all<{ id: string }>(sql`select tip_id as id from outbox limit 1`);
  await expect(
    desk.database.all(sql`
      insert into outbox (kind, tip_id, lang, template, queued_on) values ('ticket', ${ticket!.id}, 'vi', 'ticket-closed', '2026-11-20')`),
  ).rejects.toThrow('outbox_');
});

test('of one kind of help an asker gets one letter, however often a case is closed so and opened again', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const round = async (who: Member, as: string) => {
    expect((await api(desk, who, 'POST', `/cases/${number}/close`, { as })).status).toBe(204);
    const letters = (await sent(desk)).length;
    expect((await api(desk, who, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
    return letters;
  };
  const rounds = [];
  for (const as of ['crisis', 'crisis', 'crisis', 'scam-victim', 'scam-victim', 'crisis'])
    rounds.push(await round(rounds.length % 2 === 0 ? checker : reviewer, as));
  expect(rounds).toEqual([1, 0, 0, 1, 0, 0]);
  expect(await addresses(desk)).toHaveLength(1);
  // The database holds it, whoever writes.
  await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'crisis' });
  await expect(
    desk.database.all(sql`
      insert into outbox (kind, tip_id, lang, template, occasion, help, queued_on)
      select o.kind, o.tip_id, o.lang, o.template, c.reopened_as, o.help, o.queued_on
      from outbox o, cases c where o.help = 'crisis' and c.number = ${number}`),
  ).rejects.toThrow('outbox_helps_once');
});

test('one account ends at most twenty cases for people in need within an hour, undone ones too, by page, API and database', async () => {
  const { desk, number } = await begin();
  const { checker, reviewer } = desk.team;
  const close = (who: Member) => api(desk, who, 'POST', `/cases/${number}/close`, { as: 'crisis' });
  for (let n = 0; n < 20; n++) {
    expect((await close(checker)).status).toBe(204);
    expect((await api(desk, checker, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
  }
  expect(await close(checker)).toMatchObject({
    status: 429,
    json: { code: 'rate-limited', reason: 'closings-too-many' },
  });
  const refused = await press(desk, checker, `/cases/${number}/close`, { as: 'crisis' });
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('đã khép 20 đề tài')]);
  expect(await stateOf(desk, number)).toBe('open');
  await expect(
    desk.database.all(sql`
      insert into case_history (case_id, at, done_by, what, detail)
      select id, '2026-11-20T10:00:00Z', ${checker.id}, 'closed', '{"as": "emergency"}' from cases where number = ${number}`),
  ).rejects.toThrow('needs_are_bounded');
  // Whoever else is there goes on, spam is not counted, and an hour later so may the first.
  expect((await close(reviewer)).status).toBe(204);
  expect((await api(desk, reviewer, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
  desk.setClock('2026-11-20T11:00:01Z');
  expect((await close(checker)).status).toBe(204);
});

test.each(['crisis', 'spam'])(
  'closed as %s and left so for a day, the words of whoever asked are gone, and the address with them',
  async (as) => {
    const { desk, number } = await begin();
    const { checker } = desk.team;
    await press(desk, checker, `/cases/${number}/close`, { as, because: 'flood' });
    await sent(desk);
    desk.setClock('2026-11-21T10:00:00Z');
    expect(await endCases(desk.world)).toMatchObject({ undoOver: 1 });
    expect(await endCases(desk.world)).toMatchObject({ undoOver: 0 });
    const jobs = await desk.database.all(sql`select data ->> 'case' as of from events where type = 'case.undo-over'`);
    expect(jobs).toHaveLength(1);
    expect(await sent(desk)).toEqual([]);
    expect(await wordsOf(desk)).toEqual([]);
    expect(await addresses(desk)).toEqual([]);
    expect((await api(desk, checker, 'GET', `/cases/${number}`)).json).toMatchObject({ undoUntil: null });
    const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
    expect(page).toContain('chữ của người hỏi đã bị xóa thì không lấy lại được');
    expect((await api(desk, checker, 'POST', `/cases/${number}/reopen`)).status).toBe(204);
    expect(await wordsOf(desk)).toEqual([]);
  },
);

test('spam says why, by page and API, in the history of the case and nowhere else', async () => {
  const { desk, ticket, number } = await begin();
  const { checker } = desk.team;
  const at = `/cases/${number}/close`;
  for (const [fields, words] of [
    [{ as: 'spam' }, 'Hãy chọn vì sao là thư rác'],
    [{ as: 'spam', because: 'they' }, 'Hãy chọn vì sao là thư rác'],
    [{ as: 'spam', because: 'other', words: '  ' }, 'Lý do khác thì cần một câu'],
    [{ as: 'spam', because: 'other', words: 'x'.repeat(301) }, 'dài quá 300 ký tự'],
  ] as const) {
    const refused = await press(desk, checker, at, fields);
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words)]);
  }
  expect((await api(desk, checker, 'POST', at, { as: 'spam' })).json).toMatchObject({
    code: 'invalid-input',
    field: 'because',
    reason: 'spam-needs-reason',
  });
  expect((await api(desk, checker, 'POST', at, { as: 'spam', because: 'other' })).json).toMatchObject({
    reason: 'spam-needs-words',
  });
  expect(await stateOf(desk, number)).toBe('open');
  const why = { as: 'spam', because: 'other', words: 'Cùng một lời rao từ số 0912345678.' };
  expect((await api(desk, checker, 'POST', at, why)).status).toBe(204);
  const { history } = (await api(desk, checker, 'GET', `/cases/${number}`)).json;
  expect(history[0]).toMatchObject({ what: 'closed', detail: { as: 'spam', because: 'other' } });
  expect(history[0].detail.words).toContain('Cùng một lời rao');
  expect(history[0].detail.words).not.toContain('0912345678');
  const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(page).toMatch(/lý do khác · Cùng một lời rao/);
  expect(await (await anybody(desk, 'GET', ticket)).text()).not.toContain('lời rao');

  // It may name somebody, and goes with what is about a private person.
  await press(desk, checker, `/cases/${number}/reopen`, {});
  await press(desk, checker, at, { as: 'private-person' });
  const kept = await desk.database.all(sql`select from case_history where detail::text like '%lời rao%'`);
  expect(kept).toEqual([]);
});

test('what was joined to another case keeps its words as long as the ending of that one can be undone', async () => {
  const { desk, number } = await begin();
  const { checker } = desk.team;
  const into = await makeCase(desk.database, { title: 'Trạm xe buýt sẽ dời' });
  expect(
    (await api(desk, checker, 'POST', `/cases/${number}/close`, { as: 'duplicate', case: into.number })).status,
  ).toBe(204);
  desk.setClock('2026-11-22T10:00:00Z');
  expect(await endCases(desk.world)).toMatchObject({ undoOver: 1 });
  const before = await wordsOf(desk);
  await press(desk, checker, `/cases/${into.number}/close`, { as: 'spam', because: 'advertising' });
  await sent(desk);
  expect(await wordsOf(desk)).toEqual(before);
  desk.setClock('2026-11-23T10:00:00Z');
  expect(await endCases(desk.world)).toMatchObject({ undoOver: 1 });
  await sent(desk);
  expect(before.length).toBeGreaterThan(0);
  expect(await wordsOf(desk)).toEqual([{ text: 'Trạm xe buýt sẽ dời' }]);
});
