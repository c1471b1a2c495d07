// An address that a stranger typed gets one letter that asks whether it is theirs, and nothing else until they say so.
import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { answerWaiting, replyToAskers, retain, sendOutbox } from '../../src/desk/index.ts';
import { dumpTables } from '../../src/store/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { confirmationLetter, leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const slug = 'nuoc-chanh-nong-va-ung-thu';
const form = `/vi/checks/${slug}/subscribe`;
const lan = { email: 'Lan@hoi.example', consent: 'yes' };

const anybody = (desk: DeskServer, method: string, path: string, fields?: Record<string, string>) =>
  desk.server.fetch(new Request(`${origin}${path}`, { method, ...(fields && { body: new URLSearchParams(fields) }) }));
const codeIn = (text: string) => new URL(/https:\S+\/address\?code=\S+/.exec(text)![0]).searchParams.get('code')!;
const corrected = ({ database }: DeskServer, text: string) =>
  database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before)
    select id, (select count(*) from corrections k where k.check_id = c.id), '2026-11-25', 'correction', ${JSON.stringify({ vi: text })}::jsonb, '{}'
    from checks c where slug = ${slug}`);
const begun = async () => {
  const desk = await deskServer();
  await sampleChecks(desk, [slug]);
  return desk;
};

test('a stranger subscribes an address: one letter, nothing stored, and no word more until somebody confirms', async () => {
  const desk = await begun();
  const { world, database } = desk;
  const sent = await anybody(desk, 'POST', form, lan);
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${form}?sent=1`]);
  expect(await (await anybody(desk, 'GET', `${form}?sent=1`)).text()).toContain('Chúng tôi vừa gửi một lá thư');
  const letter = await confirmationLetter(desk, 0);
  expect(letter).toMatchObject({ to: 'Lan@hoi.example' });
  expect(letter.text).toContain('bạn không cần làm gì');
  // A program that looks through mail opens the link, and nothing comes of it.
  const page = await anybody(desk, 'GET', `/vi/address?code=${codeIn(letter.text)}`);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await page.text()).toContain('Đúng, hãy viết cho tôi');
  expect(await database.all(sql`select from subscriptions`)).toEqual([]);
  expect(await database.all(sql`select from contacts union all select from outbox`)).toEqual([]);
  const held: string[] = [];
  await dumpTables(database, async ({ table, rows }) => {
    if (/hoi\.example/i.test((await buffer(rows)).toString())) held.push(table);
  });
  expect(held).toEqual([]);
  await corrected(desk, 'Chúng tôi cộng nhầm.');
  await replyToAskers(world);
  await sendOutbox(world);
  expect(world.mail.letters()).toHaveLength(1);
});

test('confirmed within two days it hears of corrections, once however often it was asked, and one press ends it', async () => {
  const desk = await begun();
  const { world, database, setClock } = desk;
  const own = await leaveAddress(desk, form, lan);
  expect(own).toMatch(/^\/vi\/subscriptions\/[0-9a-f]{32}$/);
  expect(await leaveAddress(desk, form, { ...lan, email: 'lan@hoi.example' })).toBe(own);
  expect(await database.all(sql`select from contacts where sealed is not null`)).toHaveLength(1);
  const before = world.mail.letters().length;
  await corrected(desk, 'Chúng tôi cộng nhầm.');
  await replyToAskers(world);
  await sendOutbox(world);
  expect(world.mail.letters()).toHaveLength(before + 1);
  expect(world.mail.letters()[0]?.text).toContain(own);
  expect((await anybody(desk, 'POST', `${own}/end`)).status).toBe(303);
  expect(await database.all(sql`select from contacts`)).toEqual([]);
  // A letter that was answered begins nothing anew once it was ended.
  const used = codeIn(world.mail.letters()[1]?.text ?? '');
  expect((await anybody(desk, 'POST', '/vi/address', { code: used })).status).toBe(422);
  expect(await database.all(sql`select from contacts`)).toEqual([]);
  // Another still opens the next day; on the third it is over, and so is what somebody made up.
  expect((await anybody(desk, 'POST', form, { ...lan, email: 'minh@hoi.example' })).status).toBe(303);
  const code = codeIn((await confirmationLetter(desk, before + 1)).text);
  setClock('2026-11-21T23:59:00Z');
  for (const _ of [1, 2]) expect((await anybody(desk, 'POST', '/vi/address', { code })).status).toBe(303);
  expect(await database.all(sql`select from contacts where sealed is not null`)).toHaveLength(1);
  setClock('2026-11-22T00:01:00Z');
  for (const over of [code, `${code}x`, 'x']) {
    const late = await anybody(desk, 'POST', '/vi/address', { code: over });
    expect([late.status, await late.text()]).toMatchObject([422, expect.stringContaining('đã hết hạn')]);
  }
});

test('nobody is bombarded: two letters a day go to one mailbox, and the answer is the same for every address', async () => {
  const desk = await begun();
  const { world } = desk;
  const known = await leaveAddress(desk, form, lan);
  expect(known).toContain('/subscriptions/');
  const replies: unknown[] = [];
  const ask = async (email: string) => {
    const reply = await anybody(desk, 'POST', form, { email, consent: 'yes' });
    replies.push([reply.status, Object.fromEntries(reply.headers), await reply.text()]);
  };
  for (const email of ['lan@hoi.example', 'l.a.n+1@hoi.example', 'lan+2@hoi.example', 'LAN@hoi.example'])
    await ask(email);
  await ask('nobody@nowhere.example');
  await vi.waitFor(() => expect(world.mail.letters().map(({ to }) => to)).toContain('nobody@nowhere.example'));
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  const toLan = world.mail.letters().filter(({ to }) => to !== 'nobody@nowhere.example');
  expect(toLan).toHaveLength(2);
  // Overall, too: then whoever comes is told so, whoever it is.
  for (let n = 0; n < 60; n++) await anybody(desk, 'POST', form, { email: `x${n}@hoi.example`, consent: 'yes' });
  const before = world.mail.letters().length;
  const full = await anybody(desk, 'POST', form, { email: 'lan@hoi.example', consent: 'yes' });
  expect([full.status, await full.text()]).toMatchObject([422, expect.stringContaining('quá nhiều thư')]);
  expect(before).toBeLessThanOrEqual(62);
});

test('an address on a ticket is asked first as well: until it is confirmed neither answer nor question goes there', async () => {
  const desk = await deskServer();
  const { world, database } = desk;
  const reply = await (
    await anybody(desk, 'POST', '/vi/ask', { text: 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư' })
  ).text();
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0] ?? '';
  expect((await anybody(desk, 'POST', `/vi/tickets/${'0'.repeat(32)}/contact`, lan)).status).toBe(404);
  const api = await desk.server.fetch(
    new Request(`${origin}/api/v1${ticket.slice(3)}/contact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'lan@hoi.example', consent: true }),
    }),
  );
  expect(api.status).toBe(202);
  const letter = await confirmationLetter(desk, 0);
  expect(letter.text).not.toContain('chanh');
  expect(await database.all(sql`select from contacts`)).toEqual([]);
  await sampleChecks(desk, [slug]);
  expect(await answerWaiting(world)).toBe(1);
  await replyToAskers(world);
  await sendOutbox(world);
  expect(world.mail.letters()).toHaveLength(1);
  const confirmed = await desk.server.fetch(
    new Request(`${origin}/api/v1/addresses/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: codeIn(letter.text) }),
    }),
  );
  // Confirmed before the night, it still gets what the ticket waited for.
  expect(confirmed.status).toBe(200);
  await replyToAskers(world);
  await sendOutbox(world);
  expect(world.mail.letters()[0]?.text).toContain(ticket);
  await retain(world);
  expect(await database.all(sql`select from contacts where sealed is not null`)).toEqual([]);
});

test('an address that was forgotten is not kept again by the letter that was answered before, however often', async () => {
  const desk = await deskServer();
  const { world, database, setClock } = desk;
  const asked = await anybody(desk, 'POST', '/vi/ask', { text: 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư' });
  const ticket = /\/vi\/tickets\/[0-9a-f]{32}/.exec(await asked.text())?.[0] ?? '';
  const api = (method: string, body?: object) =>
    desk.server.fetch(
      new Request(`${origin}/api/v1${ticket.slice(3)}/contact`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    );
  expect((await api('POST', { email: 'lan@hoi.example', consent: true })).status).toBe(202);
  const code = codeIn((await confirmationLetter(desk, 0)).text);
  const confirm = async () => (await anybody(desk, 'POST', '/vi/address', { code })).status;
  const held = () => database.all(sql`select id from contacts where sealed is not null`);
  expect(await Promise.all([confirm(), confirm(), confirm()])).toEqual([303, 303, 303]);
  const first = await held();
  expect(first).toHaveLength(1);
  // Pressed again while it is kept, it says so, and changes nothing.
  expect([await confirm(), await held()]).toEqual([303, first]);
  expect((await api('DELETE')).status).toBe(204);
  expect(await Promise.all([confirm(), confirm()])).toEqual([422, 422]);
  expect(await held()).toEqual([]);
  // What remembers that it was used goes once the letter would open nothing any more.
  setClock('2026-11-22T03:00:00Z');
  expect(await database.all(sql`select from address_codes_used`)).toHaveLength(1);
  await retain(world);
  expect(await database.all(sql`select from address_codes_used`)).toEqual([]);
});
