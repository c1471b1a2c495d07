import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { shippedTemplate } from '../../src/core/template.ts';
import { changeTemplate } from '../../src/desk/index.ts';
import { deskServer } from './desk-server.ts';

const at = '/vi/desk/templates/thanks';
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

test('an editor previews and changes a text; everybody reads it and the one before, but not who changed it', async () => {
  const desk = await deskServer();
  const { editor } = desk.team;
  const text = 'Cảm ơn bạn nhiều.\n[[số ở nơi bạn]]';
  const preview = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text, do: 'preview' }));
  expect(preview.status).toBe(200);
  expect(await preview.text()).toContain('<p class="template-said" lang="vi">Cảm ơn bạn nhiều.</p>');
  expect(await desk.world.templates.current()).toEqual([]);

  const saved = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text, do: 'save' }));
  expect(saved.headers.get('location')).toBe(`${at}?saved=vi`);
  const open = await (await desk.as(editor, 'GET', '/vi/templates')).text();
  expect(open).toContain('Cảm ơn bạn nhiều.');
  expect(open).not.toContain('số ở nơi bạn');
  expect(open).toContain('Nhờ bạn hỏi trước khi chuyển tiếp');
  expect(open).not.toContain(editor.name);
  expect(await (await desk.as(editor, 'GET', '/en/templates')).text()).toContain('Because you asked');
  const told = await desk.database.all<{ data: unknown }>(sql`select data from events where type = 'template.changed'`);
  expect(told).toEqual([{ data: { key: 'thanks', lang: 'vi', n: 1 } }]);

  // Undone by using the text before again; nothing is lost on the way.
  const before = shippedTemplate('thanks', 'vi').text;
  await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '1', text: before, do: 'save' }));
  expect((await desk.world.templates.current())[0]).toMatchObject({ n: 2, text: before });
  expect(await (await desk.as(editor, 'GET', at)).text()).toContain(`${editor.name} đổi ngày`);
});

test('two who write at once: the slower is told, with both texts before their eyes', async () => {
  const desk = await deskServer();
  const { editor, owner } = desk.team;
  const change = { key: 'thanks', lang: 'vi', base: 0 } as const;
  const both = await Promise.all([
    changeTemplate(desk.world, { ...change, actor: editor, text: 'Của biên tập viên.' }),
    changeTemplate(desk.world, { ...change, actor: owner, text: 'Của người phụ trách.' }),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const late = await desk.as(editor, 'POST', at, form({ lang: 'vi', base: '0', text: 'Của tôi.', do: 'save' }));
  expect(late.status).toBe(422);
  const shown = await late.text();
  expect(shown).toContain('Của tôi.');
  expect(shown).toContain('có người khác đã đổi lời này');
  expect(await desk.world.templates.history('thanks')).toHaveLength(1);
});

test('a checker neither sees the editor nor changes a text, and the database keeps what was said', async () => {
  const desk = await deskServer();
  const { checker, editor } = desk.team;
  expect((await desk.as(checker, 'GET', '/vi/desk/templates')).status).toBe(403);
  const change = { key: 'thanks', lang: 'vi', base: 0, text: 'Lời khác.' } as const;
  expect(await changeTemplate(desk.world, { ...change, actor: checker })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await changeTemplate(desk.world, { ...change, actor: editor })).toEqual({ ok: true, value: null });
  for (const statement of ["update templates set text = 'x'", 'delete from templates'])
    await expect(desk.database.pool.query(statement)).rejects.toThrow('what was said stays');
});

test('what cannot go out is refused, and what was typed is kept on the page', async () => {
  const desk = await deskServer();
  const refused = await desk.as(
    desk.team.editor,
    'POST',
    at,
    form({ lang: 'vi', base: '0', text: 'Gọi [[số', do: 'save' }),
  );
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('Gọi [[số');
  expect((await desk.as(desk.team.editor, 'GET', '/vi/desk/templates/nothing')).status).toBe(404);
});
