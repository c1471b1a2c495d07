// Whoever works on a case does not have to read what hurts before they choose to.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { parseTip } from '../../src/core/tip.ts';
import { match, receive, triage } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';

const asked = async (text: string) => {
  const desk = await deskServer();
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  await receive(desk.world, await match(desk.world, input.value), null);
  await triage(desk.world);
  const [found] = await desk.database.all<{ number: number }>(sql`select number from cases`);
  return async (lang: 'vi' | 'en') =>
    (await desk.as(desk.team.checker, 'GET', `/${lang}/desk/cases/${found!.number}`)).text();
};

test('a text with words of violence is covered, named, and opened without a script', async () => {
  const page = await asked('Có video một người bị chặt đầu giữa chợ hôm qua, có thật không');
  expect(await page('vi')).toMatch(
    /<details class="veiled"><summary>Có lời tả bạo lực<\/summary><q dir="auto">[^<]*chặt đầu[^<]*<\/q><\/details>/,
  );
  expect(await page('vi')).toMatch(/<h1>Có lời tả bạo lực<\/h1>/);
  expect(await page('en')).toContain('<summary>Has words of violence in it</summary>');
});

test('any other text is simply there', async () => {
  const page = await asked('Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường chỉ sau hai tuần');
  expect(await page('vi')).not.toContain('veiled');
});
