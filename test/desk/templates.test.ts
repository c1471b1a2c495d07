import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { shippedTemplate } from '../../src/core/template.ts';
import { decideTemplate, type Member, proposeTemplate } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from './desk-server.ts';

const at = '/vi/desk/templates/thanks';
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const change = { key: 'thanks', lang: 'vi', base: 0 } as const;
const yes = { decision: 'approved', reason: '' } as const;

const waiting = async (desk: DeskServer) =>
  (await desk.world.templates.proposals()).find(({ state }) => state === 'waiting');
const propose = async (desk: DeskServer, actor: Member, text: string, base = 0): Promise<Id> => {
  const proposed = await proposeTemplate(desk.world, { ...change, base, actor, text });
  if (!proposed.ok) throw new Error(proposed.error.code);
  return proposed.value.id;
};
const publicText = async (desk: DeskServer) => (await desk.as(desk.team.trainee, 'GET', '/vi/templates')).text();

test('an editor proposes a text, a reviewer agrees; everybody reads it and the one before, but not who wrote it', async () => {
  const desk = await deskServer();
  const { editor, reviewer } = desk.team;
  const text = 'Cảm ơn bạn nhiều.\n[[số ở nơi bạn]]';
  const preview = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text, do: 'preview' }));
  expect(preview.status).toBe(200);
  expect(await preview.text()).toContain('lang="vi">Cảm ơn bạn nhiều.</p>');
  expect(await desk.world.templates.proposals()).toEqual([]);

  const proposed = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text, do: 'save' }));
  expect(proposed.headers.get('location')).toBe(`${at}?done=proposed&of=vi`);
  expect(await publicText(desk)).not.toContain('Cảm ơn bạn nhiều.');
  expect(await (await desk.as(reviewer, 'GET', '/vi/desk/templates')).text()).toContain('có lời chờ duyệt');
  const { id } = (await waiting(desk))!;
  const read = await (await desk.as(reviewer, 'GET', at)).text();
  expect(read).toContain(`${editor.name} đề xuất ngày`);
  expect(read).toContain(id);
  // Whoever wrote it is offered no yes, and a form of their own making does nothing.
  expect(await (await desk.as(editor, 'GET', at)).text()).not.toContain(`${at}/decide`);
  const own = await desk.as(editor, 'POST', `${at}/decide`, form({ proposal: id, do: 'approved' }));
  expect([own.status, await desk.world.templates.current()]).toEqual([422, []]);

  const agreed = await desk.as(reviewer, 'POST', `${at}/decide`, form({ proposal: id, do: 'approved' }));
  expect(agreed.headers.get('location')).toBe(`${at}?done=approved&of=vi`);
  const open = await publicText(desk);
  expect(open).toContain('Cảm ơn bạn nhiều.');
  expect(open).not.toContain('số ở nơi bạn');
  expect(open).toContain('Nhờ bạn hỏi trước khi chuyển tiếp');
  for (const { name } of [editor, reviewer]) expect(open).not.toContain(name);
  expect(await (await desk.as(editor, 'GET', '/en/templates')).text()).toContain('Because you asked');
  const told = await desk.database.all<{ data: unknown }>(sql`select data from events where type = 'template.changed'`);
  expect(told).toEqual([{ data: { key: 'thanks', lang: 'vi', n: 1 } }]);

  // Undone by using the text before again, by two as well; nothing is lost on the way.
  const before = shippedTemplate('thanks', 'vi').text;
  await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '1', text: before, do: 'save' }));
  await decideTemplate(desk.world, reviewer, (await waiting(desk))!.id, yes);
  expect((await desk.world.templates.current())[0]).toMatchObject({ n: 2, text: before });
  expect(await (await desk.as(editor, 'GET', at)).text()).toContain(`${editor.name} viết, ${reviewer.name} đồng ý`);
});

test('one text waits at a time: the slower of two is told, and one’s own is replaced by a newer one', async () => {
  const desk = await deskServer();
  const { editor, owner, reviewer } = desk.team;
  const both = await Promise.all([
    proposeTemplate(desk.world, { ...change, actor: editor, text: 'Của biên tập viên.' }),
    proposeTemplate(desk.world, { ...change, actor: owner, text: 'Của người phụ trách.' }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'template-waiting' } });
  const first = both[0]?.ok ? editor : owner;
  const second = both[0]?.ok ? owner : editor;
  const late = await desk.as(second, 'POST', at, form({ lang: 'vi', base: '0', text: 'Của tôi.', do: 'save' }));
  expect(late.status).toBe(422);
  expect(await late.text()).toContain('đã có lời của một người khác đang chờ');
  const newer = await propose(desk, first, 'Của tôi, viết lại.');
  expect((await waiting(desk))?.id).toBe(newer);
  expect(await desk.world.templates.proposals()).toHaveLength(2);

  expect(await decideTemplate(desk.world, reviewer, newer, yes)).toEqual({ ok: true, value: null });
  expect(await decideTemplate(desk.world, owner, newer, yes)).toMatchObject({ ok: false });
  // Written over a text that is no longer in use: what was typed stays on the page.
  const stale = await desk.as(second, 'POST', at, form({ lang: 'vi', base: '0', text: 'Chậm mất rồi.', do: 'save' }));
  const shown = await stale.text();
  expect(shown).toContain('Chậm mất rồi.');
  expect(shown).toContain('có người khác đã đổi lời này');
  expect(await waiting(desk)).toBeUndefined();
});

test('a text is declined with a reason that its author reads, or taken back by its author alone', async () => {
  const desk = await deskServer();
  const { editor, owner, reviewer } = desk.team;
  const id = await propose(desk, editor, 'Lời khác.');
  const mute = await desk.as(reviewer, 'POST', `${at}/decide`, form({ proposal: id, do: 'declined', reason: ' ' }));
  expect([mute.status, (await waiting(desk))?.id]).toEqual([422, id]);
  await desk.as(reviewer, 'POST', `${at}/decide`, form({ proposal: id, do: 'declined', reason: 'Ngắn quá.' }));
  const read = await (await desk.as(editor, 'GET', at)).text();
  expect(read).toContain('Lý do: Ngắn quá.');
  expect(read).toContain(`${reviewer.name} không đồng ý`);

  const again = await propose(desk, editor, 'Lời khác nữa.');
  expect((await desk.as(owner, 'POST', `${at}/take-back`, form({ proposal: again }))).status).toBe(422);
  const back = await desk.as(editor, 'POST', `${at}/take-back`, form({ proposal: again }));
  expect(back.headers.get('location')).toBe(`${at}?done=withdrawn&of=vi`);
  expect(await waiting(desk)).toBeUndefined();
  expect(await desk.world.templates.current()).toEqual([]);
});

test('who may: a checker sees nothing of it, a reviewer agrees but proposes nothing', async () => {
  const desk = await deskServer();
  const { checker, editor, reviewer } = desk.team;
  expect((await desk.as(checker, 'GET', '/vi/desk/templates')).status).toBe(403);
  expect((await desk.as(reviewer, 'POST', at, form({ lang: 'vi', base: '0', text: 'x', do: 'save' }))).status).toBe(
    403,
  );
  for (const actor of [checker, reviewer])
    expect(await proposeTemplate(desk.world, { ...change, actor, text: 'Lời khác.' })).toMatchObject({
      error: { code: 'forbidden' },
    });
  const id = await propose(desk, editor, 'Lời khác.');
  expect(await decideTemplate(desk.world, checker, id, yes)).toMatchObject({ error: { code: 'forbidden' } });
  expect(await decideTemplate(desk.world, editor, id, yes)).toMatchObject({ error: { code: 'template-own' } });
});

test('both steps ask for the second factor', async () => {
  const desk = await deskServer({}, () => null);
  const { editor, reviewer } = desk.team;
  const sent = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text: 'Lời khác.', do: 'save' }));
  expect([sent.status, await desk.world.templates.proposals()]).toEqual([200, []]);
  const id = await propose(desk, editor, 'Lời khác.');
  const asked = await desk.as(reviewer, 'POST', `${at}/decide`, form({ proposal: id, do: 'approved' }));
  expect(await asked.text()).toContain('name="proposal"');
  expect(await desk.world.templates.current()).toEqual([]);
});

test('the database takes no text without another account’s yes, and keeps what was said and what was proposed', async () => {
  const desk = await deskServer();
  const { editor, reviewer, checker } = desk.team;
  const id = await propose(desk, editor, 'Lời khác.');
  const refuses = (statement: string, why: string) =>
    expect(desk.database.pool.query(statement), statement).rejects.toThrow(why);
  const decidedBy = (who: Member) =>
    `update template_proposals set state = 'approved', decided_by = '${who.id}', decided_on = '2026-11-20' where id = '${id}'`;
  const row = (by: Member, approver: string, proposal: string) =>
    `insert into templates (key, lang, n, text, current, changed_by, changed_on, approved_by, proposal_id)
     values ('thanks', 'vi', 1, 'Lời khác.', true, '${by.id}', '2026-11-20', ${approver}, ${proposal})`;
  await refuses(decidedBy(editor), 'template_by_another');
  await refuses(decidedBy(checker), 'this account does not decide');
  await refuses(row(editor, 'null', 'null'), 'nobody else has agreed to this text');
  await refuses(row(editor, `'${reviewer.id}'`, `'${id}'`), 'nobody else has agreed to this text');
  await refuses(row(editor, `'${editor.id}'`, `'${id}'`), 'nobody else has agreed to this text');
  await refuses(
    `insert into template_proposals (id, key, lang, base, text, proposed_by, proposed_on, state, decided_by, decided_on)
     values ('${randomUUID()}', 'crisis', 'vi', 0, 'x', '${editor.id}', '2026-11-20', 'approved', '${reviewer.id}', '2026-11-20')`,
    'nobody else has agreed',
  );
  await refuses(`update template_proposals set text = 'x' where id = '${id}'`, 'what was proposed stays');
  expect(await decideTemplate(desk.world, reviewer, id, yes)).toEqual({ ok: true, value: null });
  for (const statement of ["update templates set text = 'x'", 'delete from templates'])
    await refuses(statement, 'what was said stays');
  await refuses('delete from template_proposals', 'what was proposed stays');
  await refuses("update template_proposals set state = 'declined', reason = 'x'", 'what was proposed stays');
});

test('what cannot go out is refused, and what was typed is kept on the page', async () => {
  const desk = await deskServer();
  const { editor } = desk.team;
  const send = (text: string) => desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text, do: 'save' }));
  const refused = await send('Gọi [[số');
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Gọi [[số');
  expect(await (await send(shippedTemplate('thanks', 'vi').text)).text()).toContain('giống hệt lời đang dùng');
  expect((await desk.as(editor, 'GET', '/vi/desk/templates/nothing')).status).toBe(404);
});
