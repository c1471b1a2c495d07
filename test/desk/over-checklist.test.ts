// What is missing stands on the page of a case only as long as somebody can still add it.
import { expect, test } from 'vitest';
import { closeCase, proposeWording } from '../../src/desk/index.ts';
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
  const closed = await pageOf(made.number);
  expect(closed).not.toContain('Còn thiếu gì');
  // Nothing follows of it: no box without words, and no draft that nobody wrote.
  expect(closed).not.toContain('case-checklist');
  expect(closed).not.toContain('Chưa ai viết bản thảo.');
  expect(closed).not.toContain('data-drafts');
  const { number } = await publishedCase(desk.world, desk.database, { writer: checker, reviewer });
  const published = await pageOf(number);
  expect(published).not.toContain('Còn thiếu gì');
  expect(published).toContain('Đính chính bài đã đăng');
  expect(published).toContain('<h2 id="checklist">Có thể làm tiếp</h2>');
});

test('the first step is to write the sentence, then for another to agree; what is not so yet is called so', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const { id, number } = await makeCase(desk.database);
  const nextFor = async (who: typeof checker) => {
    const page = await (await desk.as(who, 'GET', `/vi/desk/cases/${number}`)).text();
    return /class="case-next">.*?<a [^>]*>([^<]*)</s.exec(page)?.[1];
  };
  expect(await nextFor(checker)).toBe('viết câu kiểm chứng');
  const given = { wording: { vi: 'Uống nước lá đu đủ chữa khỏi sốt xuất huyết' }, saidBy: null };
  expect((await proposeWording(desk.world, checker, id, given)).ok).toBe(true);
  expect(await nextFor(checker)).toBe('nhờ người khác duyệt câu kiểm chứng');
  expect(await nextFor(reviewer)).toBe('duyệt câu kiểm chứng');
  const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(page).toContain('Chưa có nguồn độc lập');
  expect(page).toContain('Câu kiểm chứng chưa nói khi nào');
});
