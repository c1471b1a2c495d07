// What whoever asked reads once a case was ended without a verdict.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { shippedTemplate } from '../../src/core/template.ts';
import { parseTip } from '../../src/core/tip.ts';
import { decideTemplate, match, proposeTemplate, receive, triage } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';

const message = 'Ngân hàng nhắn tôi chuyển ba triệu vào tài khoản lạ để mở khóa thẻ, có phải lừa đảo không';

/** Somebody asked, and the case was closed for a reason; gives the ticket page. */
const closedAs = async (as: string) => {
  const desk = await deskServer();
  const ask = async () => {
    const input = parseTip({ text: message, lang: 'vi' }, 'web');
    if (!input.ok) throw new Error(input.error.code);
    const received = await receive(desk.world, await match(desk.world, input.value), null);
    if (!received.ok || received.value.ticket === null) throw new Error('not stored');
    return `/tickets/${received.value.ticket}`;
  };
  const ticket = await ask();
  await triage(desk.world);
  const [found] = await desk.database.all<{ number: number }>(sql`select number from cases`);
  const { checker } = desk.team;
  const closed = await desk.as(
    checker,
    'POST',
    `/vi/desk/cases/${found!.number}/close`,
    new URLSearchParams({ as, because: 'advertising' }),
  );
  expect(closed.status).toBe(303);
  const read = async (lang: 'vi' | 'en', path = ticket) =>
    (await desk.as(desk.team.checker, 'GET', `/${lang}${path}`)).text();
  return { desk, read, ask };
};

test.each(['scam-victim', 'crisis', 'emergency'] as const)('%s: the ticket says the public template', async (key) => {
  const { read } = await closedAs(key);
  for (const lang of ['vi', 'en'] as const) {
    const page = await read(lang);
    expect(page).toContain(shippedTemplate(key, lang).text.split('\n')[0]);
    expect(page).not.toContain('[[');
    expect(page).toContain(`href="/${lang}/templates"`);
  }
});

test('the organisation’s own words take the place of the shipped ones', async () => {
  const { desk, read } = await closedAs('crisis');
  const proposed = await proposeTemplate(desk.world, {
    actor: desk.team.editor,
    key: 'crisis',
    lang: 'vi',
    text: 'Gọi cho chúng tôi ở hành lang số ba.',
    base: 0,
  });
  if (!proposed.ok) throw new Error(proposed.error.code);
  expect(await read('vi')).not.toContain('hành lang số ba');
  const yes = { decision: 'approved', reason: '' } as const;
  expect((await decideTemplate(desk.world, desk.team.reviewer, proposed.value.id, yes)).ok).toBe(true);
  expect(await read('vi')).toContain('Gọi cho chúng tôi ở hành lang số ba.');
  expect(await read('en')).toContain(shippedTemplate('crisis', 'en').text.split('\n')[0]);
});

test('spam never punishes whoever asked "is this a scam?": they are thanked, told what to do, and may ask again', async () => {
  const { read, ask } = await closedAs('spam');
  const page = await read('vi');
  expect(page).toContain('Bạn hỏi là đúng.');
  expect(page).toContain('đừng chuyển tiền');
  expect(await read('vi', await ask())).toContain('Bạn hỏi là đúng.');
});
