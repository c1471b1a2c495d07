// What the pages and the API say to accounts of one hand: no button that does nothing, whom to ask, and until when to wait.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { proposeAlias, proposeTemplate, proposeWording } from '../../src/desk/index.ts';
import { makeCase } from './a-case.ts';
import { handIn, readyCase } from './deciding.ts';
import { deskServer } from './desk-server.ts';
import { sampleChecks } from './sample-checks.ts';

/** The editor let the reviewer in yesterday, and wrote one thing of each kind. */
const scene = async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { editor, reviewer, owner } = team;
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${reviewer.id}, ${editor.id}, 'let-in', '2026-11-19')`);
  const submission = await handIn(world, editor, await readyCase(database, { writer: editor, approver: owner }));
  const { id, number } = await makeCase(database, { title: 'Cầu sập' });
  await proposeWording(world, editor, id, { wording: { vi: 'Cầu Long Biên đã sập tối qua' }, saidBy: null });
  const [wording] = (await world.caseWork.gathered(id)).wordings;
  await proposeTemplate(world, { actor: editor, key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 });
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  const text = 'gạo làm bằng nhựa bán ngoài chợ';
  const alias = await proposeAlias(world, editor, { check: check!.id, lang: 'vi', text });
  if (!alias.ok) throw new Error(alias.error.code);
  const [template] = await world.templates.proposals();
  const page = async (path: string) => (await desk.as(reviewer, 'GET', path)).text();
  return { desk, page, submission, number, wording: wording!.id, template: template!.id, alias: alias.value };
};

const why = 'Trong bảy ngày, các bạn được tính như một người';
const when = 'hoặc chờ đến ngày 26.tháng.11';

test('instead of a button the page says why, whom to ask and until when to wait', async () => {
  const { desk, page, submission, number, alias } = await scene();
  const review = await page(`/vi/desk/reviews/${submission.id}`);
  const pages = [review, await page(`/vi/desk/cases/${number}`), await page('/vi/desk/templates/thanks')];
  for (const shown of [...pages, await page('/operator/wordings')]) {
    expect(shown).toContain(why);
    expect(shown).toMatch(new RegExp(`Hãy nhờ [^<]*Đỗ Hải Chủ[^<]*, ${when}`));
    expect(shown).not.toMatch(/value="(approved|confirmed)"/);
  }
  expect(review).not.toContain('name="outcome"');
  // Nor is the writer told to ask somebody who may not.
  const own = await (await desk.as(desk.team.editor, 'GET', '/operator/wordings')).text();
  expect(own).toContain('Cần một người khác đồng ý: Đỗ Hải Chủ.');
  // A no makes nothing public.
  expect(await page('/operator/wordings')).toMatch(
    new RegExp(`proposals/${alias}"[^>]*><input type="hidden" name="decision" value="declined"`),
  );
});

test('sent all the same, it is refused in words by the page, and by the API with the day', async () => {
  const { desk, submission, number, wording, template, alias } = await scene();
  const { reviewer, owner } = desk.team;
  const { id, contentHash } = submission;
  const read = { 'read.vi': 'on', 'read.en': 'on', outcome: 'approved', hash: contentHash };
  const sent = await desk.as(reviewer, 'POST', `/vi/desk/reviews/${id}`, new URLSearchParams(read));
  expect([sent.status, await sent.text()]).toEqual([422, expect.stringContaining('Bạn chưa được quyết định')]);
  const form = new URLSearchParams({ decision: 'confirmed' });
  const said = await desk.as(reviewer, 'POST', `/operator/wordings/proposals/${alias}`, form);
  expect([said.status, await said.text()]).toEqual([422, expect.stringContaining('Bạn chưa được đồng ý')]);
  const all = [
    [`/submissions/${id}/reviews`, { outcome: 'approved', contentHash, read: ['vi', 'en'] }],
    [`/cases/${number}/wordings/${wording}/decision`, { decision: 'approved' }],
    [`/templates/${template}/decision`, { decision: 'approved' }],
    [`/alias-proposals/${alias}/decision`, { decision: 'confirmed' }],
  ] as const;
  for (const [path, body] of all) {
    const refused = await desk.as(reviewer, 'POST', `/api/v1/desk${path}`, body);
    expect([path, refused.status, await refused.json()]).toEqual([
      path,
      403,
      expect.objectContaining({ code: 'let-in-lately', detail: expect.stringContaining('2026-11-26') }),
    ]);
  }
  const told = await desk.as(reviewer, 'GET', `/api/v1/desk/submissions/${id}`);
  expect(await told.json()).toMatchObject({ letIn: [{ member: reviewer.id, until: '2026-11-26', through: true }] });
  for (const [path, body] of all.slice(1)) {
    const done = await desk.as(owner, 'POST', `/api/v1/desk${path}`, body);
    expect([path, done.status < 300]).toEqual([path, true]);
  }
});
