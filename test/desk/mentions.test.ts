// "@Somebody" reaches them wherever they are on the desk, until they have opened the case.
import { expect, test } from 'vitest';
import type { Member } from '../../src/desk/index.ts';
import { readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

const withRemark = async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { number } = await readyCase(desk.database, { writer: checker, approver: reviewer });
  const page = async (who: Member, path: string) => (await desk.as(who, 'GET', path)).text();
  const say = (text: string) =>
    desk.as(checker, 'POST', `/vi/desk/cases/${number}/remarks`, new URLSearchParams({ text, about: '' }));
  expect((await say(`@${reviewer.name} xem giúp nguồn này`)).status).toBe(303);
  return { desk, number, page, say };
};

test('an unseen mention is told on every page of the desk, and only to whom it speaks', async () => {
  const { desk, page } = await withRemark();
  const { checker, reviewer } = desk.team;
  expect(await page(reviewer, '/vi/desk/team')).toContain('Nhắc đến bạn: 1 mới');
  expect(await page(reviewer, '/en/desk/practice')).toContain('Mentions: 1 new');
  expect(await page(checker, '/vi/desk/team')).not.toMatch(/Nhắc đến bạn: \d/);
});

test('the list leads to the remark on its case; opening the case is seeing it', async () => {
  const { desk, number, page, say } = await withRemark();
  const { checker, reviewer } = desk.team;
  const list = await page(reviewer, '/vi/desk/mentions');
  expect(list).toMatch(/<h2 id="new">Chưa xem/);
  expect(list).toMatch(new RegExp(`href="/vi/desk/cases/${number}#remark-[0-9a-f-]{36}"`));
  expect(list).toContain('xem giúp nguồn này');
  expect(await page(checker, '/vi/desk/mentions')).not.toContain('xem giúp nguồn này');
  expect(await page(reviewer, '/vi/desk/mentions')).toContain('Nhắc đến bạn: 1 mới');
  const opened = await page(reviewer, `/vi/desk/cases/${number}`);
  // Names are chosen: beside the name stands what whoever wrote it is in the team.
  for (const read of [list, opened])
    expect(read).toContain(`<strong>${checker.name}</strong><span>người kiểm chứng</span>`);
  expect(opened).not.toContain('Nhắc đến bạn: 1 mới');
  const seen = await page(reviewer, '/vi/desk/mentions');
  expect(seen).not.toContain('Chưa xem');
  expect(seen).toContain('xem giúp nguồn này');
  await say(`@${reviewer.name} và một lần nữa`);
  const both = await page(reviewer, '/vi/desk/mentions');
  expect(both.indexOf('một lần nữa')).toBeLessThan(both.indexOf('xem giúp nguồn này'));
});

test('with no mention the page says how one comes about', async () => {
  const { desk, page } = await withRemark();
  expect(await page(desk.team.owner, '/en/desk/mentions')).toContain('Nobody has mentioned you yet.');
});
