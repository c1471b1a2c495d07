// An address that an asker left: letter and page say for what it is held, and it is taken back wherever it is.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { answerWaiting, type Mail, replyToAskers, retain, sendOutbox } from '../../src/desk/index.ts';
import { documentOf } from '../api-desk/document.ts';
import { judge } from '../api-desk/judge.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { confirmationLetter, leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const slug = 'nuoc-chanh-nong-va-ung-thu';
const lemon = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư';
const bus = 'Trạm xe buýt ở phố tôi sẽ dời sang bờ hồ vào tháng sau';

const destroyed = 'Gửi xong thư này, địa chỉ của bạn bị hủy.';
const waits = 'Địa chỉ của bạn còn được giữ, mã hóa, vì chúng tôi còn phải báo câu trả lời cho bạn.';
const follows = 'Như bạn muốn, chúng tôi còn giữ địa chỉ của bạn, mã hóa, để báo khi câu trả lời được đính chính.';
const button = 'Bỏ địa chỉ của tôi';

const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(new Request(`${origin}${path}`, { method, ...(fields && { body: new URLSearchParams(fields) }) }));
const page = async (desk: DeskServer, path: string): Promise<string> => (await anybody(desk, 'GET', path)).text();

/** Somebody asks before there is an answer and leaves an address; gives the path of the ticket. */
const asked = async (text: string, wish: boolean): Promise<{ desk: DeskServer; ticket: string }> => {
  const desk = await deskServer();
  const reply = await (await anybody(desk, 'POST', '/vi/ask', { text })).text();
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0] ?? '';
  await leave(desk, ticket, wish);
  return { desk, ticket };
};

const leave = async (desk: DeskServer, ticket: string, wish: boolean): Promise<void> => {
  const fields = { email: 'lan@hoi.example', consent: 'yes', ...(wish ? { corrections: 'yes' } : {}) };
  await leaveAddress(desk, `${ticket}/contact`, fields);
};

/** The check comes, and what became due is sent; gives the letters. */
const answered = async (desk: DeskServer): Promise<readonly string[]> => {
  await sampleChecks(desk, [slug]);
  expect(await answerWaiting(desk.world)).toBe(1);
  return sentNow(desk);
};

const sentNow = async ({ world }: DeskServer): Promise<readonly string[]> => {
  const letters: string[] = [];
  const mail: Mail = {
    send: async ({ text }) => {
      letters.push(text);
      return ok(null);
    },
  };
  await replyToAskers(world);
  await sendOutbox({ ...world, mail });
  return letters;
};

/** The same message says something else, too, which waits. */
const andAlso = async ({ database }: DeskServer, text: string): Promise<void> => {
  const claim = randomUUID();
  await database.all(
    sql`insert into claims (id, fingerprint, text, first_day) values (${claim}, ${claim}, ${text}, '2026-11-20')`,
  );
  await database.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers)
    select id, 1, ${claim}::uuid, 0, 1, 'new', '[]' from tips`);
};

const held = async ({ database }: DeskServer): Promise<number> =>
  (await database.all(sql`select from contacts where sealed is not null`)).length;

test('without a wish the letter says that the address is destroyed; it is, and the page says so', async () => {
  const { desk, ticket } = await asked(lemon, false);
  const before = await page(desk, ticket);
  expect(before).toContain('Gửi xong, địa chỉ bị hủy.');
  expect(before).toContain(button);
  const [letter] = await answered(desk);
  expect(letter).toContain(destroyed);
  expect(letter).not.toContain(waits);
  expect(letter).not.toContain('subscriptions');
  expect(await held(desk)).toBe(0);
  const after = await page(desk, ticket);
  expect(after).toMatch(/Địa chỉ bạn để lại đã bị hủy ngày 20\s+tháng\s+11,\s+2026\./);
  expect(after).not.toContain(button);
  desk.setClock('2026-11-21T03:17:00Z');
  await retain(desk.world);
  expect(await page(desk, ticket)).not.toContain('Địa chỉ bạn để lại');
});

test('with a wish for corrections letter and page say that it is kept, and the ticket takes it back', async () => {
  const { desk, ticket } = await asked(lemon, true);
  expect(await page(desk, ticket)).toContain('Gửi xong, như bạn muốn, địa chỉ còn được giữ');
  const [letter] = await answered(desk);
  expect(letter).toContain(follows);
  expect(letter).not.toContain(destroyed);
  const end = new URL(/https:\S+subscriptions\/[0-9a-f]{32}/.exec(letter!)![0]).pathname;
  expect(await page(desk, end)).toContain('Đừng báo nữa');
  expect(await held(desk)).toBe(1);
  // Nights later, when nothing of the ticket's own contact is left, the ticket still finds what is held.
  desk.setClock('2026-11-25T03:17:00Z');
  await retain(desk.world);
  const after = await page(desk, ticket);
  expect(after).toMatch(/từ ngày 20\s+tháng\s+11,\s+2026 chúng tôi giữ địa chỉ của bạn/);
  expect(after).toContain(button);
  expect((await anybody(desk, 'POST', `${ticket}/contact/forget`)).status).toBe(303);
  expect(await held(desk)).toBe(0);
  expect(await page(desk, ticket)).not.toContain(button);
  expect(await page(desk, end)).toContain('Đã dừng.');
  expect((await anybody(desk, 'POST', `${ticket}/contact/forget`)).status).toBe(404);
});

test('ended on the page of the subscription, the ticket offers nothing to take back', async () => {
  const { desk, ticket } = await asked(lemon, true);
  const [letter] = await answered(desk);
  const end = new URL(/https:\S+subscriptions\/[0-9a-f]{32}/.exec(letter!)![0]).pathname;
  await anybody(desk, 'POST', `${end}/end`);
  expect(await page(desk, ticket)).not.toContain(button);
});

test('taking the question back takes the address back, too, where it is kept for corrections', async () => {
  const { desk, ticket } = await asked(lemon, true);
  await answered(desk);
  await anybody(desk, 'POST', `${ticket}/withdraw`);
  expect(await held(desk)).toBe(0);
  expect(await desk.database.all(sql`select from subscriptions where ended_on is null`)).toEqual([]);
});

test('while a part still waits the letter says that the address is held, and what it is held for is taken back as one', async () => {
  const { desk, ticket } = await asked(lemon, true);
  await andAlso(desk, bus);
  const [letter] = await answered(desk);
  expect(letter).toContain(waits);
  expect(letter).toContain(follows);
  expect(letter).not.toContain(destroyed);
  expect(await held(desk)).toBe(2);
  const shown = await page(desk, ticket);
  expect(shown).toContain('Câu trả lời sẽ được gửi tới địa chỉ bạn để lại');
  expect(shown).toContain('chúng tôi giữ địa chỉ của bạn');
  await anybody(desk, 'POST', `${ticket}/contact/forget`);
  expect(await held(desk)).toBe(0);
  // Left once more, the wish begins anew, and both are held again.
  await leave(desk, ticket, true);
  expect(await sentNow(desk)).toEqual([]);
  expect(await held(desk)).toBe(2);
  expect(await desk.database.all(sql`select from subscriptions`)).toHaveLength(1);
});

test('nothing that is stored ties a subscription to the ticket it came from', async () => {
  const { desk } = await asked(lemon, true);
  await answered(desk);
  desk.setClock('2026-11-25T03:17:00Z');
  await retain(desk.world);
  const [tip] = await desk.database.all<{ id: string; hash: string }>(sql`select id, ticket_hash as hash from tips`);
  const rows = await desk.database.all<{ row: string }>(
    sql`select s::text as row from subscriptions s union all select c::text from contacts c`,
  );
  expect(rows).toHaveLength(2);
  for (const { row } of rows) for (const of of [tip!.id, tip!.hash]) expect(row).not.toContain(of);
});

test('by API an address is left with consent, told for what it is held, and taken back', async () => {
  const { desk, ticket } = await asked(lemon, true);
  const spec = await documentOf(desk.server);
  const at = `/api/v1${ticket.replace(/^\/vi/, '')}`;
  const call = async (method: string, path = '', body?: object): Promise<Response> => {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await desk.server.fetch(
      new Request(origin + at + path, {
        method,
        ...(sent === undefined ? {} : { body: sent, headers: { 'content-type': 'application/json' } }),
      }),
    );
    const op = spec.operations.find((one) => one.method === method && one.path === `/api/v1/tickets/{token}${path}`);
    await judge(op!, { method, path: at + path }, response.clone(), spec);
    return response;
  };
  const contact = async () => ((await (await call('GET')).json()) as { contact: object }).contact;
  expect(await contact()).toEqual({ answer: '2026-11-20', corrections: null });
  expect((await call('DELETE', '/contact')).status).toBe(204);
  expect((await call('DELETE', '/contact')).status).toBe(404);
  expect(await contact()).toEqual({ answer: null, corrections: null });
  const email = 'lan@hoi.example';
  expect((await call('POST', '/contact', { email })).status).toBe(422);
  expect((await call('POST', '/contact', { email, consent: false })).status).toBe(422);
  expect(await (await call('POST', '/contact', { email: 'lan', consent: true })).json()).toMatchObject({
    reason: 'contact-not-an-address',
  });
  const before = desk.world.mail.letters().length;
  expect((await call('POST', '/contact', { email, consent: true, corrections: true })).status).toBe(202);
  // Nothing is held before its reader said yes.
  expect(await contact()).toEqual({ answer: null, corrections: null });
  const code = /code=(\S+)/.exec((await confirmationLetter(desk, before)).text)?.[1] ?? '';
  expect((await anybody(desk, 'POST', '/vi/address', { code })).status).toBe(303);
  await answered(desk);
  expect(await contact()).toEqual({ answer: null, corrections: '2026-11-20' });
  expect((await call('DELETE', '/contact')).status).toBe(204);
  expect(await contact()).toEqual({ answer: null, corrections: null });
  expect(await held(desk)).toBe(0);
});
