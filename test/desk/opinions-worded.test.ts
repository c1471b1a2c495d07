// A claim wording that is an opinion, or that says when by "yesterday": refused where it is proposed and where it is agreed to.
// One that only reads like a judgement, or of a private person, is asked about.
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
  expect(page).toContain('Câu kiểm chứng chưa nói khi nào');
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

test('a sentence that reads like a judgement, or of a private person, is agreed to by who says that they looked; that is kept', async () => {
  const desk = await deskServer();
  const { trainee, reviewer } = desk.team;
  const { number } = await makeCase(desk.database);
  const vi = 'Bà Lan ở chợ Đông Ba là người bán phở tốt nhất';
  const { json: made } = await api(desk, trainee, 'POST', `/cases/${number}/wordings`, { wording: { vi } });
  for (const who of [trainee, reviewer]) {
    const page = await (await desk.as(who, 'GET', `/vi/desk/cases/${number}`)).text();
    expect(page).toContain('Chỗ “tốt nhất” nghe như lời khen chê');
    expect(page).toContain('Chỗ “Bà Lan” nghe như nói về một người dân thường');
    expect(page.includes('name="judgement"')).toBe(who === reviewer);
  }
  const at = `/cases/${number}/wordings/${made.id}`;
  const agree = (answers?: readonly string[]) =>
    api(desk, reviewer, 'POST', `${at}/decision`, { decision: 'agree', ...(answers && { answers }) });
  for (const answers of [undefined, [], ['person'], ['judgement']])
    expect(await agree(answers)).toMatchObject({ status: 422, json: { code: 'wording-asks' } });
  const unticked = await press(desk, reviewer, at, { decision: 'approved', person: '1' });
  expect([unticked.status, await unticked.text()]).toEqual([422, expect.stringContaining('một câu hỏi chưa trả lời')]);
  expect((await press(desk, reviewer, at, { decision: 'approved', person: '1', judgement: '1' })).status).toBe(303);
  const whole = await (await desk.as(reviewer, 'GET', `/api/v1/desk/cases/${number}`)).json();
  expect(whole.wordings).toMatchObject([
    { agreedBy: reviewer.id, answered: ['judgement', 'person'], asks: [{ words: 'tốt nhất' }, { words: 'Bà Lan' }] },
  ]);
  const set = (what: string) => desk.database.all(sql.raw(`update case_wordings set ${what}`));
  await expect(set("answered = '{}'")).rejects.toThrow('wording_answers_stand');
});

test('what nobody asked is not kept as answered, and a no answers nothing', async () => {
  const desk = await deskServer();
  const { checker, reviewer } = desk.team;
  const propose = async (vi: string) => {
    const { number } = await makeCase(desk.database);
    const { json } = await api(desk, checker, 'POST', `/cases/${number}/wordings`, { wording: { vi } });
    return {
      number,
      decide: (body: object) => api(desk, reviewer, 'POST', `/cases/${number}/wordings/${json.id}/decision`, body),
    };
  };
  const plain = await propose('Nước chanh chữa khỏi ung thư');
  expect((await plain.decide({ decision: 'agree', answers: ['judgement'] })).status).toBe(204);
  const asked = await propose('Bộ trưởng X nên từ chức');
  expect((await asked.decide({ decision: 'refuse' })).status).toBe(204);
  expect(await desk.database.all(sql`select distinct answered from case_wordings`)).toEqual([{ answered: [] }]);
  await expect(
    desk.database.all(sql`update case_wordings set answered = '{judgement}' where approved_by is null`),
  ).rejects.toThrow('wording_answered');
});
