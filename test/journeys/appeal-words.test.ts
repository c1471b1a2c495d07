// The words of an answer to an appeal, and of settling it, are ours and public: they lead to nobody's phone and to nobody's shop.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { agreesOnPage } from '../desk/by-two.ts';
import { conclusion, publishedCase } from '../desk/deciding.ts';
import { addColleague, type DeskServer, deskServer } from '../desk/desk-server.ts';
import { origin } from '../in-memory/server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const appealed = async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  const words = { reason: 'wrong-fact', text: 'Con số sai.', links: '', email: '' };
  const sent = await desk.as(desk.team.trainee, 'POST', `/vi/checks/${conclusion.slug}/appeal`, form(words));
  expect(sent.status).toBe(303);
  const [{ id } = { id: '' as Id }] = await desk.database.all<{ id: Id }>(sql`select id from appeals`);
  const [{ url } = { url: '' }] = (await desk.world.reads.check(conclusion.slug))!.evidence;
  return { desk, id, host: new URL(url ?? '').host };
};
const answered = async (desk: DeskServer, id: Id, vi: string) => {
  const given = { outcome: 'upheld', reasons: { vi, en: 'You are right.' } };
  const reply = await desk.as(desk.team.editor, 'POST', `/api/v1/desk/appeals/${id}/answer`, given);
  return { status: reply.status, ...((await reply.json()) as { reason?: string; field?: string }) };
};

test('an answer with a phone number, an address, an account or a link elsewhere is refused, and names the field', async () => {
  const { desk, id, host } = await appealed();
  const wrong = [
    'Đúng. Hãy gọi 0912 345 678 để được giúp.',
    'Đúng. Viết cho lan.mua@cuahang.example nhé.',
    'Đúng. Chuyển vào số tài khoản 19034567890123 Techcombank.',
    'Đúng. Xem https://cuahang.example/thuoc-la.',
    'Đúng. Mua tại cuahang.com/thuoc.',
    `Đúng. Xem https://cuahang.example/?u=https://${host}/`,
    `Đúng. Xem https://${host}/?goi=0912345678`,
    'Đúng. Hỏi https://www.facebook.com/lan.ban.thuoc/posts/12345',
  ];
  for (const words of wrong)
    expect({ words, ...(await answered(desk, id, words)) }).toMatchObject({
      ...{ words, status: 422, reason: 'appeal-reasons-contact', field: 'reasons-vi' },
    });
  const typed = { outcome: 'upheld', 'reasons-vi': 'Đúng.', 'reasons-en': 'Right, call 0912 345 678.' };
  const page = await desk.as(desk.team.editor, 'POST', `/en/desk/appeals/${id}`, form(typed));
  expect(page.status).toBe(422);
  const text = await page.text();
  expect(text).toContain('The reasons hold a phone number');
  expect(text).toContain('Right, call 0912 345 678.');
  expect(await desk.world.appeals.appeal(id)).toMatchObject({ answer: null });
});

test('it may lead to our own pages and to the hosts of the evidence; settling is held to the same', async () => {
  const { desk, id, host } = await appealed();
  const words = `Đúng, 3 trong 5 nghiên cứu năm 2019. Xem ${origin}/vi/checks/${conclusion.slug} và https://${host}/nghien-cuu/2019.`;
  expect((await answered(desk, id, words)).status).toBe(200);
  expect(await agreesOnPage(desk, desk.team.owner, id)).toBe(303);
  const other = await addColleague(desk.database, 'editor', 'Người mới');
  const settle = async (en: string) => {
    const because = { vi: 'Đã có ở nguồn hai.', en };
    const reply = await desk.as(other, 'POST', `/api/v1/desk/appeals/${id}/settle`, { because });
    return { status: reply.status, ...((await reply.json()) as object) };
  };
  expect(await settle('It is sold at https://shop.example.com/pills')).toMatchObject({
    ...{ status: 422, reason: 'appeal-reasons-contact', field: 'because-en' },
  });
  const typed = { 'because-vi': 'Gọi 0912 345 678.', 'because-en': 'It stands.' };
  expect((await desk.as(other, 'POST', `/vi/desk/appeals/${id}/settle`, form(typed))).status).toBe(422);
  expect((await settle('It is in the second source.')).status).toBe(200);
});

test('what was put forward for a second person is held to it when it is agreed to as well', async () => {
  const desk = await deskServer();
  const { owner: writer, reviewer, checker, editor } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  await desk.database.all(
    sql`update staff set state = 'removed', email = null where id in (${checker.id}, ${editor.id})`,
  );
  const words = { reason: 'wrong-fact', text: 'Con số sai.', links: '', email: '' };
  await desk.as(desk.team.trainee, 'POST', `/vi/checks/${conclusion.slug}/appeal`, form(words));
  const [{ id } = { id: '' as Id }] = await desk.database.all<{ id: Id }>(sql`select id from appeals`);
  const reasons = { vi: 'Đúng.', en: 'Right.' };
  expect(
    (await desk.as(writer, 'POST', `/api/v1/desk/appeals/${id}/answer`, { outcome: 'upheld', reasons })).status,
  ).toBe(200);
  const proposed = (await desk.world.appeals.appeal(id))!.proposed[0]!.id;
  // As it may stand from before the rule.
  await desk.database.all(
    sql`update appeal_answers_proposed set reasons = '{"vi": "Gọi 0912 345 678.", "en": "Right."}'`,
  );
  const agree = await desk.as(reviewer, 'POST', `/api/v1/desk/appeals/${id}/agree`, { proposed });
  expect([agree.status, await agree.json()]).toEqual([
    422,
    expect.objectContaining({ reason: 'appeal-reasons-contact', field: 'reasons-vi' }),
  ]);
});
