// A claim wording that is an opinion, or that says when by "yesterday": refused where it is proposed and where it is agreed to.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { api, press } from '../journeys/an-asked-case.ts';
import { makeCase } from './a-case.ts';
import { deskServer } from './desk-server.ts';

test('opinions and undated sentences are refused by page and API, with what to do; what somebody said is a fact', async () => {
  const desk = await deskServer();
  const { checker } = desk.team;
  const { number } = await makeCase(desk.database);
  for (const [text, reason, words] of [
    ['Tôi nghĩ tòa soạn này rất đáng ghét', 'wording-opinion', 'khép đề tài lại với lý do “ý kiến”'],
    ['Cầu Long Biên đã sập hôm qua', 'wording-undated', 'bằng ngày, tháng hoặc năm'],
  ] as const) {
    const refused = await press(desk, checker, `/cases/${number}/wordings`, { 'wording.vi': text });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(words)]);
    const { status, json } = await api(desk, checker, 'POST', `/cases/${number}/wordings`, { wording: { vi: text } });
    expect([status, json.reason ?? json.code]).toEqual([422, reason]);
  }
  const said = { 'wording.vi': 'Ca sĩ A viết: “Tôi nghĩ tòa soạn này rất đáng ghét”.' };
  expect((await press(desk, checker, `/cases/${number}/wordings`, said)).status).toBe(303);
  const page = await (await desk.as(checker, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(page).toContain('Câu kiểm chứng nói rõ khi nào');
  expect(page).toContain('câu bằng Tiếng Việt chưa có ngày, tháng hay năm');
});

test('an opinion that was proposed before is not agreed to any more, and can be declined; an undated one stays valid', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const propose = async (text: string) => {
    const { id: of, number } = await makeCase(desk.database, { title: text });
    const id = randomUUID();
    await desk.database.all(sql`
      insert into case_wordings (id, case_id, wording, proposed_by, proposed_at)
      values (${id}, ${of}, ${JSON.stringify({ vi: text })}::jsonb, ${checker.id}, '2026-11-19')`);
    return (decision: string) => api(desk, reviewer, 'POST', `/cases/${number}/wordings/${id}/decision`, { decision });
  };
  const opinion = await propose('Theo tôi, tòa soạn này dở');
  expect(await opinion('agree')).toMatchObject({ status: 422, json: { code: 'wording-opinion' } });
  expect((await opinion('refuse')).status).toBe(204);
  const undated = await propose('Cầu Long Biên đã sập hôm qua');
  expect((await undated('agree')).status).toBe(204);
});
