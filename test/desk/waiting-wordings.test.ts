// A claim wording that waits for a yes: in the list of what waits, and told on its case with whom it waits for.
import { expect, test } from 'vitest';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('a claim wording waits in the list of reviews, with its case, until somebody else decides', async () => {
  const desk = await deskServer();
  const { trainee, checker, reviewer } = desk.team;
  const { number } = await makeCase(desk.database, { title: 'Uống nước lá đu đủ' });
  const path = `/vi/desk/cases/${number}`;
  const list = async (who = reviewer) => plain(await (await desk.as(who, 'GET', '/vi/desk/reviews')).text());
  expect(await list()).not.toContain('Câu kiểm chứng chờ người thứ hai');

  const propose = (text: string) =>
    desk.as(trainee, 'POST', `${path}/wordings`, new URLSearchParams({ 'wording.vi': text }));
  await propose('Nước lá đu đủ chữa khỏi sốt.');
  desk.setClock('2026-11-20T11:00:00Z');
  await propose('Uống nước lá đu đủ chữa khỏi sốt xuất huyết.');
  expect(await list()).toMatch(/Câu kiểm chứng chờ người thứ hai 1 Uống nước lá đu đủ chữa khỏi sốt xuất huyết\./);
  expect(await list(trainee)).toContain('của bạn: cần một người khác đồng ý');

  const lists = await (await desk.as(reviewer, 'GET', '/api/v1/desk/submissions')).json();
  expect(lists).toMatchObject({
    wordings: [{ caseNumber: number, proposedBy: trainee.id, wording: { vi: expect.stringContaining('xuất huyết') } }],
  });

  const draft = new URLSearchParams({ 'vi.title': 'Lá đu đủ không chữa sốt', 'vi.title.base': '0' });
  await desk.as(checker, 'POST', `${path}/drafts`, draft);
  const html = await (await desk.as(checker, 'GET', path)).text();
  const page = plain(html);
  expect(page).toContain(`câu bằng Tiếng Việt của ${trainee.name} đang chờ người khác đồng ý`);
  expect(page).not.toContain('chưa có câu bằng');
  expect(page).toMatch(new RegExp(`Ai đồng ý được: [^:]*${reviewer.name}`));
  expect(html).toContain('<a href="#draft-vi-short">Trả lời ngắn</a>');
  expect(html).not.toContain('<a href="#draft-vi-reply">');

  // Whoever may read what waits finds the way there.
  for (const who of [trainee, checker, reviewer])
    expect(await (await desk.as(who, 'GET', '/vi/desk')).text()).toContain('<a href="/vi/desk/reviews">Chờ duyệt</a>');

  const [{ id }] = (lists as { wordings: [{ id: string }] }).wordings;
  const yes = new URLSearchParams({ decision: 'approved' });
  expect((await desk.as(reviewer, 'POST', `${path}/wordings/${id}`, yes)).status).toBe(303);
  expect(await list()).not.toContain('Câu kiểm chứng chờ người thứ hai');
});
