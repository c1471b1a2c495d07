// Where a check came from stands in public: on its page and in the API, and nothing finer than powers of ten of who asked.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { publishedCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';

test('a check says that people asked for it, that the team chose it, or which organisation wanted it', async () => {
  const desk = await deskServer();
  const { checker: writer, reviewer } = desk.team;
  const { id } = await publishedCase(desk.world, desk.database, { writer, reviewer });
  const get = (path: string) => desk.server.fetch(new Request(`http://anything.example${path}`));
  const html = await (await get('/en/checks/nuoc-muoi-da-day')).text();
  expect(html).toContain('We chose to check this ourselves.');
  expect(await (await get('/vi/checks/nuoc-muoi-da-day')).text()).toContain('Chúng tôi tự chọn kiểm chứng điều này.');

  const came = async (origin: string, by: string | null, asked: number) => {
    await desk.database.all(
      sql`update cases set origin = ${origin}, requested_by = ${by}, asked = ${asked} where id = ${id}`,
    );
    return ((await (await get('/api/v1/checks/nuoc-muoi-da-day')).json()) as { origin: unknown }).origin;
  };
  expect(await came('own', null, 0)).toEqual({ kind: 'own', times: null, by: null });
  expect(await came('asked', null, 19)).toEqual({ kind: 'asked', times: null, by: null });
  expect(await came('asked', null, 23)).toEqual({ kind: 'asked', times: '20-99', by: null });
  expect(await came('requested', 'Hội Tiêu hóa', 3)).toEqual({ kind: 'requested', times: null, by: 'Hội Tiêu hóa' });
});
