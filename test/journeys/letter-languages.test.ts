// Letters speak the language of whoever reads them: what was chosen, then the page or the question it is about.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { answerWaiting, replyToAskers, sendOutbox } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { confirmationLetter, leaveAddress } from '../desk/left-address.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { origin } from '../in-memory/server.ts';

const slug = 'nuoc-chanh-nong-va-ung-thu';
const claim = 'Uống nước chanh nóng chữa khỏi ung thư';

/** A program that says nothing of its language. */
const post = async ({ server }: DeskServer, path: string, body: object) => {
  const sent = await server.fetch(
    new Request(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  return { status: sent.status, json: sent.status === 202 ? null : await sent.json() };
};
const asked = async (desk: DeskServer, lang: string): Promise<string> =>
  (await post(desk, '/tips', { text: claim, lang })).json.ticket.id;
const newest = (desk: DeskServer) => desk.world.mail.letters()[0]?.text ?? '';
const goOut = async ({ world }: DeskServer) => {
  await replyToAskers(world);
  await sendOutbox(world);
};

test('whoever asked in English by a program gets the question about the address, the answer and its correction in English', async () => {
  const desk = await deskServer();
  const { database, world } = desk;
  const ticket = await asked(desk, 'en');
  const given = { email: 'lan@hoi.example', consent: true, corrections: true };
  expect((await post(desk, `/tickets/${ticket}/contact`, given)).status).toBe(202);
  const letter = await confirmationLetter(desk, 0);
  const link = new URL(/https:\S+\/address\?code=\S+/.exec(letter.text)![0]);
  expect(link.pathname).toBe('/en/address');
  const confirmed = await post(desk, '/addresses/confirm', { code: link.searchParams.get('code') });
  expect(confirmed).toMatchObject({ status: 200, json: { url: `${origin}/en/tickets/${ticket}` } });

  await sampleChecks(desk, [slug]);
  expect(await answerWaiting(world)).toBe(1);
  await goOut(desk);
  expect(newest(desk)).toContain(`${origin}/en/tickets/${ticket}`);
  expect(newest(desk)).toContain('Hello');

  await database.all(sql`
    insert into corrections (check_id, position, corrected_on, kind, explain, before)
    select c.id, (select count(*) from corrections k where k.check_id = c.id), '2026-11-25', 'correction', '{"vi":"Nguồn sai.","en":"A wrong source."}', '{}'
    from checks c where slug = ${slug}`);
  await goOut(desk);
  expect(newest(desk)).toContain('A wrong source.');
  expect(newest(desk)).toContain(`${origin}/en/subscriptions/`);
  expect(newest(desk)).not.toContain('/vi/');
});

test('a language that was chosen goes before that of the question, and the page it was left on does too', async () => {
  const desk = await deskServer();
  const chosen = { email: 'lan@hoi.example', consent: true, lang: 'vi' };
  expect((await post(desk, `/tickets/${await asked(desk, 'en')}/contact`, chosen)).status).toBe(202);
  expect((await confirmationLetter(desk, 0)).text).toContain('/vi/address?');
  const by = { email: 'mai@hoi.example', consent: 'yes' };
  await leaveAddress(desk, `/en/tickets/${await asked(desk, 'vi')}/contact`, by);
  expect(await desk.database.all(sql`select lang from contacts`)).toEqual([{ lang: 'en' }]);
  expect((await post(desk, `/tickets/${await asked(desk, 'vi')}/contact`, { ...chosen, lang: 'fr' })).status).toBe(422);
});

test('an appeal by a program is followed and answered in the language that it says', async () => {
  const desk = await deskServer();
  await sampleChecks(desk, [slug]);
  const appeal = { reason: 'wrong-fact', text: 'The figure in the second part is wrong.', email: 'lan@hoi.example' };
  const opened = await post(desk, `/checks/${slug}/appeals`, { ...appeal, lang: 'en' });
  expect(opened).toMatchObject({ status: 201, json: { url: expect.stringContaining(`${origin}/en/appeals/`) } });
  expect(await desk.database.all(sql`select lang from contacts`)).toEqual([{ lang: 'en' }]);
});
