// What is missing stands on the page of a case only as long as somebody can still add it.
import { expect, test } from 'vitest';
import { closeCase } from '../../src/desk/index.ts';
import { makeCase } from './a-case.ts';
import { publishedCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

test('an open case says what is missing; a closed or a published one does not, and keeps its ways on', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const pageOf = async (number: number) => (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  const made = await makeCase(desk.database);
  expect(await pageOf(made.number)).toContain('Còn thiếu gì');
  expect((await closeCase(desk.world, checker, { of: made.id, as: 'spam', because: 'advertising' })).ok).toBe(true);
  expect(await pageOf(made.number)).not.toContain('Còn thiếu gì');
  const { number } = await publishedCase(desk.world, desk.database, { writer: checker, reviewer });
  const published = await pageOf(number);
  expect(published).not.toContain('Còn thiếu gì');
  expect(published).toContain('Đính chính bài đã đăng');
});
