// One question to those who asked: from the page of the case to the private pages, and back; and then forgotten.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { ok } from '../../src/base/result.ts';
import { shippedTemplate } from '../../src/core/template.ts';
import {
  decideTemplate,
  endCases,
  eraseTexts,
  type Mail,
  mergeCases,
  proposeTemplate,
  replyToAskers,
  sendOutbox,
  triage,
} from '../../src/desk/index.ts';
import { documentOf } from '../api-desk/document.ts';
import { judge } from '../api-desk/judge.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { leaveAddress } from '../desk/left-address.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const claim = 'Trạm xe buýt ở phố tôi sẽ dời sang bờ hồ vào tháng sau';

/** Somebody without an account asks by API; gives the ticket. */
const ask = async (desk: DeskServer, text = claim): Promise<string> => {
  const reply = await api(desk, 'POST', '/tips', { text });
  return ((await reply.json()) as { ticket: { id: string } }).ticket.id;
};

const api = (desk: DeskServer, method: string, path: string, body?: object): Promise<Response> =>
  desk.server.fetch(
    new Request(`http://x.example/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    }),
  );

const post = (desk: DeskServer, path: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> =>
  desk.server.fetch(new Request(`http://x.example${path}`, { method: 'POST', body: form(fields) }));

const page = async (desk: DeskServer, path: string): Promise<string> =>
  (await desk.server.fetch(new Request(`http://x.example${path}`))).text();

/** Two who ask the same, and the case it becomes. */
const asked = async (): Promise<{ desk: DeskServer; tickets: readonly [string, string]; number: number }> => {
  const desk = await deskServer();
  const tickets = [await ask(desk), await ask(desk)] as const;
  await triage(desk.world);
  const [of] = await desk.database.all<{ number: number }>(sql`select number from cases`);
  return { desk, tickets, number: of!.number };
};

const askBack = (desk: DeskServer, number: number, template = 'question-where', who = desk.team.checker) =>
  desk.as(who, 'POST', `/vi/desk/cases/${number}/question`, form({ template }));

const questionOf = async (desk: DeskServer): Promise<string> =>
  (await desk.database.all<{ id: string }>(sql`select id from case_questions where undone_on is null`))[0]!.id;

const where = shippedTemplate('question-where', 'vi').text.split('\n')[0]!;

test('a checker asks those who asked one thing; each may reply on the private page, and the team reads it masked', async () => {
  const { desk, tickets, number } = await asked();
  const { checker, trainee } = desk.team;
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).not.toContain(where);
  expect((await askBack(desk, number)).headers.get('location')).toBe(`/vi/desk/cases/${number}#askback`);
  const question = await questionOf(desk);
  for (const ticket of tickets) expect(await page(desk, `/vi/tickets/${ticket}`)).toContain(where);
  expect(await page(desk, `/en/tickets/${tickets[0]}`)).toContain('Where did you see this');

  const at = `/vi/tickets/${tickets[0]}/questions/${question}`;
  const told = await post(desk, at, {
    text: 'Trong nhóm chat, số 0912 345 678, https://www.facebook.com/nguoi.nao/posts/1234567890',
  });
  expect(told.headers.get('location')).toBe(`/vi/tickets/${tickets[0]}#question`);
  const mine = await page(desk, `/vi/tickets/${tickets[0]}`);
  expect(mine).toContain('Trong nhóm chat, số ');
  for (const hidden of ['0912', '345 678', 'facebook', 'nguoi.nao']) expect(mine).not.toContain(hidden);
  // The other one's page shows nothing of it, and the case no word of who wrote it.
  expect(await page(desk, `/vi/tickets/${tickets[1]}`)).not.toContain('Trong nhóm chat');
  for (const who of [checker, trainee]) {
    const seen = await (await desk.as(who, 'GET', `/vi/desk/cases/${number}`)).text();
    expect(seen).toContain('Trong nhóm chat, số ');
    expect(seen).toContain('1 người đã trả lời');
    expect(seen).not.toContain('0912');
  }
  const [row] = await desk.database.all<{ columns: number }>(
    sql`select count(*)::int as columns from information_schema.columns where table_name = 'tip_replies'`,
  );
  expect(row).toEqual({ columns: 4 });
  // Nothing of it is public: not on the shareable answer, not in the log of events.
  const events = await desk.database.all<{ type: string; at: string | null; data: object }>(
    sql`select type, at, data from events where type in ('case.asked-back', 'tip.replied') order by id`,
  );
  expect(events.map(({ type }) => type)).toEqual(['case.asked-back', 'tip.replied']);
  expect(events[1]!.at).toBeNull();
  expect(JSON.stringify(events)).not.toContain('nhóm');
});

test('a case is asked about once; the question is taken back until somebody replied, and then stands', async () => {
  const { desk, tickets, number } = await asked();
  const { trainee } = desk.team;
  expect((await askBack(desk, number, 'question-where', trainee)).status).toBe(403);
  expect((await askBack(desk, number, 'thanks')).status).toBe(422);
  await askBack(desk, number, 'question-when');
  expect((await askBack(desk, number)).status).toBe(409);
  const undo = () => desk.as(desk.team.checker, 'POST', `/vi/desk/cases/${number}/question/undo`, form({}));
  const at = () => desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${number}`).then((reply) => reply.text());
  expect(await at()).toContain('Rút câu hỏi lại');
  expect((await undo()).status).toBe(303);
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).not.toContain('Nhóm kiểm chứng hỏi lại');
  await askBack(desk, number);
  const question = await questionOf(desk);
  await post(desk, `/vi/tickets/${tickets[0]}/questions/${question}`, { text: 'Trên báo' });
  expect((await undo()).status).toBe(409);
  expect(await at()).not.toContain('Rút câu hỏi lại');
  const did = await desk.database.all<{ what: string; day: string }>(
    sql`select what, (at at time zone 'utc')::time::text as day from case_history where what like '%asked-back%' or what = 'question-replied' order by id`,
  );
  expect(did.map(({ what }) => what)).toEqual(['asked-back', 'asked-back-undone', 'asked-back', 'question-replied']);
  // Nobody's hour: the line about a reply stands at the start of its day.
  expect(did.at(-1)!.day).toBe('00:00:00');
});

test('a reply is bounded, comes once, can be erased and written anew, and a stranger cannot reply', async () => {
  const { desk, tickets, number } = await asked();
  await askBack(desk, number);
  const at = `/vi/tickets/${tickets[0]}/questions/${await questionOf(desk)}`;
  for (const [text, said] of [
    ['', 'Bạn chưa viết gì.'],
    ['x'.repeat(2001), 'Câu trả lời dài quá'],
  ] as const) {
    const refused = await post(desk, at, { text });
    expect(refused.status).toBe(422);
    const shown = await refused.text();
    expect(shown).toContain(said);
    expect(shown).toContain(text);
  }
  const typed = '<script>alert(1)</script> Ở chợ';
  await post(desk, at, { text: typed });
  // Sent twice, it is one.
  expect((await post(desk, at, { text: 'Khác' })).status).toBe(303);
  const shown = await page(desk, `/vi/tickets/${tickets[0]}`);
  expect(shown).toContain('&lt;script>alert(1)&lt;/script> Ở chợ');
  expect(shown).not.toContain('Khác');
  expect((await post(desk, `${at}/forget`)).status).toBe(303);
  expect((await post(desk, `${at}/forget`)).status).toBe(404);
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).not.toContain('Ở chợ');
  // Somebody did reply: the team is not told that nobody has.
  const { checker } = desk.team;
  const emptied = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(emptied).toContain('Đã có người trả lời, nhưng câu trả lời không còn');
  expect(emptied).not.toContain('Chưa có ai trả lời.');
  await post(desk, at, { text: 'Ở bến xe' });
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).toContain('Ở bến xe');
  const elsewhere = await ask(desk, 'Cầu Long Biên sẽ đóng cửa hai năm để sửa chữa lớn từ tháng tới');
  await triage(desk.world);
  for (const ticket of [elsewhere, 'f'.repeat(32), 'x'])
    expect((await post(desk, at.replace(tickets[0], ticket), { text: 'Tôi nữa' })).status).toBe(404);
  expect((await desk.database.all(sql`select from tip_replies`)).length).toBe(1);
});

test('both sides by API, as the document tells it; a program asks nobody', async () => {
  const { desk, tickets, number } = await asked();
  const spec = await documentOf(desk.server);
  const judged = async (path: string, method: string, response: Response): Promise<Response> => {
    const op = spec.operations.find((one) => one.method === method && one.path === `/api/v1${path}`);
    await judge(op!, { method, path }, response.clone(), spec);
    return response;
  };
  const { checker } = desk.team;
  const questions = async () => {
    const reply = await judged('/tickets/{token}', 'GET', await api(desk, 'GET', `/tickets/${tickets[0]}`));
    return ((await reply.json()) as { questions: { id: string; text: string; reply: string | null }[] }).questions;
  };
  expect(await questions()).toEqual([]);
  const made = await desk.as(checker, 'POST', `/api/v1/desk/cases/${number}/question`, { template: 'question-post' });
  await judged('/desk/cases/{number}/question', 'POST', made);
  expect(made.status).toBe(201);
  const again = await desk.as(checker, 'POST', `/api/v1/desk/cases/${number}/question`, { template: 'question-when' });
  await judged('/desk/cases/{number}/question', 'POST', again);
  expect(await again.json()).toMatchObject({ status: 409, code: 'question-asked-before' });
  const [question] = await questions();
  expect(question).toMatchObject({ template: 'question-post', reply: null });
  const at = `/tickets/${tickets[0]}/questions/${question!.id}/reply`;
  const inDocument = '/tickets/{token}/questions/{id}/reply';
  const told = await judged(inDocument, 'POST', await api(desk, 'POST', at, { text: 'Bài nói có người bị giết chết' }));
  expect(told.status).toBe(204);
  const twice = await judged(inDocument, 'POST', await api(desk, 'POST', at, { text: 'Hai' }));
  expect(await twice.json()).toMatchObject({ code: 'question-replied' });
  const empty = await judged(inDocument, 'POST', await api(desk, 'POST', at, { text: ' ' }));
  expect(await empty.json()).toMatchObject({ code: 'invalid-input', reason: 'reply-empty', field: 'text' });
  const seen = await judged(
    '/desk/cases/{number}',
    'GET',
    await desk.as(checker, 'GET', `/api/v1/desk/cases/${number}`),
  );
  const { question: held } = (await seen.json()) as { question: { replied: number; replies: { harsh: string }[] } };
  expect(held).toMatchObject({ replied: 1, replies: [{ harsh: 'violence', day: '2026-11-20' }] });
  const undone = await desk.as(checker, 'POST', `/api/v1/desk/cases/${number}/question/undo`);
  expect(await undone.json()).toMatchObject({ code: 'question-replied' });
  expect((await judged(inDocument, 'DELETE', await api(desk, 'DELETE', at))).status).toBe(204);
  expect((await judged(inDocument, 'DELETE', await api(desk, 'DELETE', at))).status).toBe(404);
  expect((await desk.as(checker, 'POST', `/api/v1/desk/cases/${number}/question/undo`)).status).toBe(204);
  const byToken = spec.operations.find(({ path }) => path === '/api/v1/desk/cases/{number}/question');
  expect(byToken?.security).toEqual([{ session: [] }]);
});

test('a reply with words that hurt is covered on the case until somebody opens it', async () => {
  const { desk, tickets, number } = await asked();
  await askBack(desk, number);
  const at = `/questions/${await questionOf(desk)}`;
  await post(desk, `/vi/tickets/${tickets[0]}${at}`, { text: 'Video có người bị chặt đầu' });
  await post(desk, `/vi/tickets/${tickets[1]}${at}`, { text: 'Trên báo' });
  const seen = await (await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(seen).toMatch(/<details class="veiled"><summary>Có lời tả bạo lực<\/summary><q [^>]*>Video có người/);
  expect(seen).toMatch(/<li><q [^>]*>Trên báo/);
});

type Sent = { readonly to: string; readonly text: string };
const mailTo = (sent: Sent[]): Mail => ({
  send: async ({ to, text }) => {
    sent.push({ to, text });
    return ok(null);
  },
});

test('whoever left an address gets one letter that a question waits, in the words in use; the address stays for the answer', async () => {
  const { desk, tickets, number } = await asked();
  const { world } = desk;
  const contact = { email: 'lan@hoi.example', consent: 'yes' };
  await leaveAddress(desk, `/vi/tickets/${tickets[0]}/contact`, contact);
  const proposed = await proposeTemplate(world, {
    actor: desk.team.editor,
    key: 'question-where',
    lang: 'vi',
    base: 0,
    text: 'Bạn thấy tin này ở đâu vậy?',
  });
  if (!proposed.ok) throw new Error(proposed.error.code);
  await decideTemplate(world, desk.team.reviewer, proposed.value.id, { decision: 'approved', reason: '' });
  await askBack(desk, number);
  const sent: Sent[] = [];
  expect(await replyToAskers(world)).toMatchObject({ queued: 1 });
  expect(await replyToAskers(world)).toMatchObject({ queued: 0 });
  expect(await sendOutbox({ ...world, mail: mailTo(sent) })).toMatchObject({ sent: 1 });
  expect(sent.map(({ to }) => to)).toEqual(['lan@hoi.example']);
  expect(sent[0]!.text).toContain('Bạn thấy tin này ở đâu vậy?');
  expect(sent[0]!.text).toContain(`/vi/tickets/${tickets[0]}`);
  expect(sent[0]!.text).toContain('còn được giữ');
  expect(sent[0]!.text).not.toContain('bị hủy');
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).toContain('Bỏ địa chỉ của tôi');
  // Asked anew after it was taken back, it is another question and another letter; a reply makes it needless.
  await desk.as(desk.team.checker, 'POST', `/vi/desk/cases/${number}/question/undo`, form({}));
  await askBack(desk, number);
  expect(await replyToAskers(world)).toMatchObject({ queued: 1 });
  await post(desk, `/vi/tickets/${tickets[0]}/questions/${await questionOf(desk)}`, { text: 'Trên báo' });
  await replyToAskers(world);
  expect(await sendOutbox({ ...world, mail: mailTo(sent) })).toMatchObject({ sent: 0 });
  expect(sent).toHaveLength(1);
});

const held = async ({ database }: DeskServer): Promise<readonly string[]> =>
  (await database.all<{ text: string }>(sql`select text from tip_replies order by text`)).map(({ text }) => text);

test('taking the message back, its retention, and the end of the case each erase the reply', async () => {
  const { desk, tickets, number } = await asked();
  await askBack(desk, number);
  const at = `/questions/${await questionOf(desk)}`;
  const say = (ticket: string, text: string) => post(desk, `/vi/tickets/${ticket}${at}`, { text });
  await say(tickets[0], 'Ở chợ');
  await say(tickets[1], 'Trên báo');
  await post(desk, `/vi/tickets/${tickets[0]}/withdraw`);
  expect(await held(desk)).toEqual(['Trên báo']);
  desk.setClock('2027-02-18T10:00:00Z');
  await eraseTexts(desk.world);
  expect(await held(desk)).toEqual(['Trên báo']);
  desk.setClock('2027-02-19T10:00:00Z');
  await eraseTexts(desk.world);
  expect(await held(desk)).toEqual([]);
  // Without its words a ticket is asked nothing any more.
  expect((await say(tickets[1], 'Nữa')).status).toBe(404);

  const late = await ask(desk);
  await triage(desk.world);
  await say(late, 'Nghe kể');
  expect(await held(desk)).toEqual(['Nghe kể']);
  const closed = await desk.as(
    desk.team.checker,
    'POST',
    `/vi/desk/cases/${number}/close`,
    form({ as: 'spam', because: 'advertising' }),
  );
  expect(closed.status).toBe(303);
  // As long as the ending can be undone whole, so can this.
  expect(await held(desk)).toEqual(['Nghe kể']);
  desk.setClock('2027-02-20T10:00:00Z');
  await endCases(desk.world);
  expect(await held(desk)).toEqual([]);
});

test('a case that is joined to another takes its question and its replies along', async () => {
  const { desk, tickets, number } = await asked();
  await askBack(desk, number);
  await post(desk, `/vi/tickets/${tickets[0]}/questions/${await questionOf(desk)}`, { text: 'Trên báo' });
  const other = await ask(desk, 'Cầu Long Biên sẽ đóng cửa hai năm để sửa chữa lớn từ tháng tới');
  await triage(desk.world);
  const [into] = await desk.database.all<{ id: Id; number: number }>(
    sql`select id, number from cases where number <> ${number}`,
  );
  const [from] = await desk.database.all<{ id: Id }>(sql`select id from cases where number = ${number}`);
  expect(await mergeCases(desk.world, desk.team.checker, { from: [from!.id], into: into!.id })).toMatchObject({
    ok: true,
  });
  const seen = await (await desk.as(desk.team.checker, 'GET', `/vi/desk/cases/${into!.number}`)).text();
  expect(seen).toContain('Trên báo');
  expect((await askBack(desk, into!.number)).status).toBe(409);
  // All who ask the joined case are asked the same; what was replied stays on its page.
  expect(await page(desk, `/vi/tickets/${other}`)).toContain(where);
  expect(await page(desk, `/vi/tickets/${tickets[0]}`)).toContain('Trên báo');
});
