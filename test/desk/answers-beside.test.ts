// Several people put an answer to one appeal forward: nobody's words take the place of somebody else's.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

test('answers of two people to one appeal wait side by side, one of each, and a third agrees to the one they read', async () => {
  const desk = await deskServer();
  const { checker, reviewer, editor, owner } = desk.team;
  await sampleChecks(desk, ['nuoc-chanh-nong-va-ung-thu']);
  const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.' };
  const opened = await desk.as(checker, 'POST', '/api/v1/checks/nuoc-chanh-nong-va-ung-thu/appeals', appeal);
  expect(opened.status).toBe(201);
  const [{ id } = { id: '' }] = await desk.database.all<{ id: string }>(sql`select id from appeals`);
  const answer = (who: typeof editor, words: string) =>
    desk.as(who, 'POST', `/api/v1/desk/appeals/${id}/answer`, {
      outcome: 'not-upheld',
      reasons: { vi: words, en: words },
    });
  const answers = [
    [editor, 'Con số lấy từ nguồn A.'],
    [reviewer, 'Con số lấy từ nguồn B.'],
    [editor, 'Con số lấy từ nguồn C.'],
  ] as const;
  for (const [who, words] of answers) expect((await answer(who, words)).status).toBeLessThan(300);
  const waiting = () =>
    desk.database.all<{ id: string; vi: string }>(sql`
      select id, reasons->>'vi' as vi from appeal_answers_proposed order by reasons->>'vi'`);
  const [second, third] = await waiting();
  expect([second?.vi, third?.vi]).toEqual([answers[1][1], answers[2][1]]);
  const page = await (await desk.as(owner, 'GET', `/vi/desk/appeals/${id}`)).text();
  for (const { vi } of await waiting()) expect(page).toContain(vi);
  const agreed = await desk.as(owner, 'POST', `/api/v1/desk/appeals/${id}/agree`, { proposed: second!.id });
  expect(agreed.status).toBeLessThan(300);
  const [said] = await desk.database.all<{ vi: string }>(sql`select reasons->>'vi' as vi from appeals`);
  expect(said?.vi).toBe(answers[1][1]);
});
