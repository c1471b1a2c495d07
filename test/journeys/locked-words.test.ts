// What is about a private person: the pages say locked while it is locked, and erased once it is erased.
import { expect, test } from 'vitest';
import { sealsAreDue } from '../desk/a-case.ts';
import { anybody, api, begin } from './an-asked-case.ts';

test('closed as about a private person, a question is said to be locked away, and erased only once its words are', async () => {
  const { desk, ticket, number } = await begin();
  const { checker, editor } = desk.team;
  const page = async () => (await anybody(desk, 'GET', ticket)).text();
  expect((await api(desk, editor, 'POST', `/cases/${number}/close`, { as: 'private-person' })).status).toBe(204);
  expect(await page()).toContain('đã được khóa kín: không ai đọc được nữa, và sẽ bị xóa hẳn trong vòng một ngày');
  expect(await page()).not.toContain('đã được xóa vì');
  const ended = await (await desk.as(checker, 'GET', '/vi/desk?state=closed')).text();
  expect(ended).toContain(`Đề tài ${number}: chữ đã được khóa kín`);
  const head = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(head).toContain('Lời của người hỏi đã được khóa kín');
  await sealsAreDue(desk.database);
  await desk.world.cases.forgetSealed(desk.world.now());
  expect(await page()).toContain('đã được xóa vì có phần nói về một cá nhân');
  expect(await page()).not.toContain('khóa kín');
});
