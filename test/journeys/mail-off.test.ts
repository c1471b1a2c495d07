// Without a mail server a trial shows every letter to its owners; elsewhere nothing is promised, and that is said in words.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { answerWaiting, replyToAskers, sendOutbox } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';

const slug = 'nuoc-chanh-nong-va-ung-thu';
const asked = async ({ as, team }: DeskServer): Promise<string> => {
  const tip = { text: 'Uống nước chanh nóng chữa khỏi ung thư', lang: 'vi' };
  return (await (await as(team.checker, 'POST', '/api/v1/tips', tip)).json()).ticket.id;
};

test('a trial shows its owner what askers are written: whether the address is theirs, and the answer', async () => {
  const desk: DeskServer = await deskServer({ mailbox: () => desk.world.mail.letters() });
  const ticket = `/vi/tickets/${await asked(desk)}`;
  await leaveAddress(desk, `${ticket}/contact`, { email: 'lan@hoi.example', consent: 'yes' });
  await sampleChecks(desk, [slug]);
  await answerWaiting(desk.world);
  await replyToAskers(desk.world);
  await sendOutbox(desk.world);
  const page = await (await desk.as(desk.team.owner, 'GET', '/vi/desk/mailbox')).text();
  expect(page).toContain('/address?code=');
  expect(page).toContain('Đây là câu trả lời.');
  expect(page.match(/lan@hoi\.example/g)).toHaveLength(2);
});

test('where no mail goes out, leaving an address is refused in words, by form and by API, and nothing is kept', async () => {
  const desk = await deskServer({ mails: false });
  const { as, team, database } = desk;
  const token = await asked(desk);
  await sampleChecks(desk, [slug]);
  const wish = { email: 'lan@hoi.example', consent: true };
  const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.', email: wish.email };
  for (const [path, body] of [
    [`/tickets/${token}/contact`, wish],
    [`/checks/${slug}/subscriptions`, wish],
    [`/checks/${slug}/appeals`, appeal],
  ] as const) {
    const refused = await as(team.checker, 'POST', `/api/v1${path}`, body);
    expect([refused.status, (await refused.json()).code], path).toEqual([409, 'mail-off']);
  }
  for (const [lang, words] of [
    ['vi', 'Ở đây chưa gửi được thư'],
    ['en', 'No mail goes out from here'],
  ] as const) {
    const form = new URLSearchParams({ email: wish.email, consent: 'yes' });
    const refused = await as(team.checker, 'POST', `/${lang}/tickets/${token}/contact`, form);
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining(words)]);
  }
  expect(
    (
      await as(
        team.checker,
        'POST',
        `/vi/tickets/${'0'.repeat(32)}/contact`,
        new URLSearchParams({ email: wish.email }),
      )
    ).status,
  ).toBe(404);
  expect(await database.all(sql`select from contacts union all select from appeals`)).toEqual([]);
  const mailbox = await (await as(team.owner, 'GET', '/en/desk/mailbox')).text();
  expect(mailbox).toContain('This is no trial');
});
