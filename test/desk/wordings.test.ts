// The page of wordings, for a team: what one proposes waits for another, who finds it, and what a team of one is told.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { proposeAlias } from '../../src/desk/index.ts';
import { type DeskServer, deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

const slug = 'gao-lam-tu-nhua';
const text = 'gạo làm bằng nhựa bán ngoài chợ';
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const page = async (desk: DeskServer, who: keyof DeskServer['team'], path = '/operator/wordings') =>
  (await desk.as(desk.team[who], 'GET', path)).text();

const withCheck = async () => {
  const desk = await deskServer();
  const [check] = await sampleChecks(desk, [slug]);
  return { desk, check: check! };
};
const waiting = async (desk: DeskServer) => (await desk.world.aliases.waiting(9))[0]!;

test('a wording that one proposes waits in the list of what waits, and is in use once another agrees', async () => {
  const { desk } = await withCheck();
  const { reviewer, editor } = desk.team;
  const sent = await desk.as(
    reviewer,
    'POST',
    '/operator/wordings',
    form({ check: `/vi/checks/${slug}`, lang: 'vi', text }),
  );
  expect(sent.headers.get('location')).toBe('/operator/wordings#waiting');
  const { id } = await waiting(desk);
  const own = await page(desk, 'reviewer');
  expect(own).toMatch(/Cần một người khác đồng ý: [^<]*Ngô Minh Biên/);
  expect(own).toContain('Rút lại');
  expect(own).not.toContain('value="confirmed"');
  expect(await page(desk, 'reviewer', '/vi/desk/reviews')).toContain('của bạn: cần một người khác đồng ý');
  const list = await page(desk, 'editor', '/vi/desk/reviews');
  expect(list).toContain(`href="/operator/wordings#${id}"`);
  expect(list).toContain(text);
  expect(await page(desk, 'checker', '/vi/desk/reviews')).not.toContain(text);
  expect(await page(desk, 'editor')).toMatch(/value="confirmed"/);
  const at = `/operator/wordings/proposals/${id}`;
  const tried = await desk.as(reviewer, 'POST', at, form({ decision: 'confirmed' }));
  expect([tried.status, await tried.text()]).toEqual([422, expect.stringContaining('do chính bạn đề xuất')]);
  expect((await desk.as(desk.team.checker, 'POST', at, form({ decision: 'confirmed' }))).status).toBe(403);
  expect((await desk.as(editor, 'POST', at, form({ decision: 'constructor' }))).status).toBe(422);
  expect((await desk.as(editor, 'POST', at, form({ decision: 'confirmed' }))).status).toBe(303);
  const after = await page(desk, 'editor');
  expect(after).toMatch(new RegExp(`${reviewer.name} đề xuất, ${editor.name} đồng ý`));
  const [alias] = (await desk.world.aliases.list(9)).aliases;
  expect(
    (await desk.as(reviewer, 'POST', `/operator/wordings/${alias!.id}`, form({ decision: 'remove' }))).status,
  ).toBe(303);
  expect(await page(desk, 'editor')).toMatch(/Đã gỡ.*Đưa trở lại/s);
  const back = `/operator/wordings/${alias!.id}/use`;
  expect((await desk.as(editor, 'POST', back, form({ decision: 'bring-back' }))).status).toBe(303);
  expect((await desk.world.aliases.list(9)).aliases).toMatchObject([{ removedOn: null }]);
});

test('a refused wording stays in its fields with the reason, and one that was declined says by whom', async () => {
  const { desk } = await withCheck();
  const { reviewer, editor } = desk.team;
  const given = { check: slug, lang: 'vi', text: 'gọi 0912345678 hỏi gạo' };
  const refused = await desk.as(reviewer, 'POST', '/operator/wordings', form(given));
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringMatching(/role="alert"[^>]*>Có số điện thoại.*value="gọi 0912345678 hỏi gạo"/s),
  ]);
  for (const [broken, status] of [
    [{ check: 'https://x/%E0%A4%A' }, 422],
    [{ lang: 'xx' }, 422],
  ] as const)
    expect((await desk.as(reviewer, 'POST', '/operator/wordings', form({ ...given, ...broken }))).status).toBe(status);
  await desk.as(reviewer, 'POST', '/operator/wordings', form({ ...given, text }));
  const { id } = await waiting(desk);
  await desk.as(editor, 'POST', `/operator/wordings/proposals/${id}`, form({ decision: 'declined' }));
  expect(await page(desk, 'reviewer')).toContain(`${editor.name} không đồng ý`);
  expect((await desk.as(editor, 'POST', `/operator/wordings/proposals/${id}/take-back`, form({}))).status).toBe(403);
  expect((await desk.as(reviewer, 'POST', `/operator/wordings/proposals/${id}/take-back`, form({}))).status).toBe(303);
  expect((await desk.world.aliases.list(9)).proposals).toEqual([]);
});

test('where nobody else of the team may agree, the page says so, and there is no way round', async () => {
  const { desk, check } = await withCheck();
  const { reviewer, editor, owner } = desk.team;
  await desk.database.all(sql`update staff set role = 'checker' where id in (${reviewer.id}, ${editor.id})`);
  const proposed = await proposeAlias(desk.world, owner, { check: check.id, lang: 'vi', text });
  if (!proposed.ok) throw new Error(proposed.error.code);
  const alone = await page(desk, 'owner');
  expect(alone).toContain('lời này cứ chờ');
  expect(alone).toContain('href="/vi/desk/team"');
  const at = `/operator/wordings/proposals/${proposed.value}`;
  expect((await desk.as(owner, 'POST', at, form({ decision: 'confirmed' }))).status).toBe(422);
  expect(await waiting(desk)).toMatchObject({ id: proposed.value });
});
