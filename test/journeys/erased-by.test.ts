// A ticket says until when its words are kept, and nothing of a day to come once they are gone.
import { expect, test } from 'vitest';
import { answerWaiting, replyToAskers } from '../../src/desk/index.ts';
import { deskServer } from '../desk/desk-server.ts';
import { sampleChecks } from '../desk/sample-checks.ts';

test('a ticket whose words were erased names no later day for it, by API and on its page', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const given = { text: 'Uống nước chanh nóng chữa khỏi ung thư', lang: 'vi' };
  const { ticket } = await (await desk.as(checker, 'POST', '/api/v1/tips', given)).json();
  const read = async () => (await desk.as(checker, 'GET', `/api/v1/tickets/${ticket.id}`)).json();
  const page = async () => (await desk.as(checker, 'GET', `/vi/tickets/${ticket.id}`)).text();
  expect(await read()).toMatchObject({ text: given.text, erasedBy: expect.stringMatching(/^2027-/) });
  expect(await page()).toContain('được xóa muộn nhất');
  await sampleChecks(desk, ['nuoc-chanh-nong-va-ung-thu']);
  await answerWaiting(desk.world);
  expect(await replyToAskers(desk.world)).toMatchObject({ erased: 1 });
  expect(await read()).toMatchObject({ text: null, erasedBy: null });
  expect(await page()).not.toContain('được xóa muộn nhất');
});
