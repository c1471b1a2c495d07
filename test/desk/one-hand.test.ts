// What the pages and the API say to accounts of one hand: no button that does nothing, whom to ask, and until when to wait.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import {
  answerAppeal,
  decideClosing,
  decideImport,
  decideOptIn,
  lookAtAppeal,
  openAppeal,
  proposeAlias,
  proposeTemplate,
  proposeWording,
} from '../../src/desk/index.ts';
import { brought } from '../browser/brought.ts';
import { makeCase } from './a-case.ts';
import { answerByTwo, settleByTwo } from './by-two.ts';
import { conclusion, handIn, publishedCase, readyCase } from './deciding.ts';
import { addColleague, deskServer } from './desk-server.ts';
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
  await proposeWording(world, editor, id, { wording: { vi: 'Cầu Long Biên đã sập tối 19/11/2026' }, saidBy: null });
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

test('in a first week, where the owner let in everybody, the page names whoever came in first', async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { owner, reviewer, editor, checker } = team;
  const fresh = await addColleague(database, 'reviewer', 'Lý Thị Mới');
  for (const { id } of [checker, reviewer, editor, fresh])
    await database.all(sql`
      insert into team_deeds (member, made_by, deed, done_on) values (${id}, ${owner.id}, 'let-in', '2026-11-20')`);
  const { id } = await handIn(world, owner, await readyCase(database, { writer: owner, approver: reviewer }));
  const shown = async (to: typeof owner) => (await desk.as(to, 'GET', `/vi/desk/reviews/${id}`)).text();
  const [name] = await database.all<{ name: string }>(sql`select name from staff where id = ${reviewer.id}`);
  for (const to of [fresh, editor]) {
    expect(await shown(to)).toMatch(new RegExp(`Hãy nhờ ${name!.name}, hoặc chờ đến ngày 27`));
    expect(await shown(to)).not.toContain('name="outcome"');
  }
  expect(await shown(reviewer)).toContain('name="outcome"');
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
    [`/submissions/${id}/reviews`, { decision: 'agree', contentHash, read: ['vi', 'en'] }],
    [`/cases/${number}/wordings/${wording}/decision`, { decision: 'agree' }],
    [`/templates/${template}/decision`, { decision: 'agree' }],
    [`/alias-proposals/${alias}/decision`, { decision: 'agree' }],
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

/** The editor let another editor in yesterday; they asked for a publisher, an import and an ending, and wrote a check that is appealed against. */
const elsewhere = async () => {
  const desk = await deskServer();
  const { world, database, team } = desk;
  const { editor, reviewer } = team;
  const fresh = await addColleague(database, 'editor', 'Lý Thị Mới');
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on) values (${fresh.id}, ${editor.id}, 'let-in', '2026-11-19')`);
  const run = await brought(desk);
  const optIn = (await world.optIns.list(5)).find(({ state }) => state === 'waiting')!.id;
  const { check } = await publishedCase(world, database, { writer: editor, reviewer });
  const { id: of, number } = await makeCase(database, { title: 'Cầu sập' });
  const closing = world.newId();
  await database.all(sql`
    insert into closings_asked (id, case_id, check_id, asked_by, asked_at)
    values (${closing}, ${of}, ${check}, ${editor.id}, ${world.now().toISOString()})`);
  const appealed = async (text: string) => {
    const about = { kind: 'check', id: check } as const;
    await openAppeal(world, { about, lang: 'vi', reason: 'wrong-fact', text, links: '', once: null }, 14);
    return (await world.appeals.list(5)).find((one) => one.text === text)!.id;
  };
  const open = await appealed('Bài bỏ sót một thử nghiệm năm 2025.');
  const upheld = await appealed('Nguồn thứ nhất không nói như bài viết.');
  const reasons = { vi: 'Đúng', en: 'Yes' };
  const other = await addColleague(database, 'reviewer', 'Hồ Văn Khác');
  const heard = await answerByTwo(world, [team.owner, other], { appeal: upheld, outcome: 'upheld', reasons });
  if (!heard.ok) throw new Error(heard.error.code);
  return { desk, fresh, other, reasons, run, optIn, of, number, closing, open, upheld };
};

test('publishers, imports, endings and appeals say why, too, instead of a yes that does nothing', async () => {
  const { desk, fresh, run, number, open, upheld } = await elsewhere();
  const places = [
    ['/operator', 'value="agree"'],
    [`/operator/imports/${run}`, 'value="agree"'],
    [`/vi/desk/cases/${number}`, 'value="agreed"'],
    [`/vi/desk/appeals/${open}`, 'name="outcome"'],
    [`/vi/desk/appeals/${upheld}`, 'name="because-vi"'],
  ] as const;
  for (const [path, form] of places) {
    const shown = await (await desk.as(fresh, 'GET', path)).text();
    expect(shown).toContain(why);
    expect(shown).toMatch(new RegExp(`Hãy nhờ [^<]*Đỗ Hải Chủ[^<]*, ${when}`));
    expect([path, shown.includes(form)]).toEqual([path, false]);
    // Whoever came in through nobody here has the form.
    const free = await (await desk.as(desk.team.owner, 'GET', path)).text();
    expect([path, free.includes(form), free.includes(why)]).toEqual([path, true, false]);
  }
  // A no makes nothing public.
  for (const path of ['/operator', `/operator/imports/${run}`])
    expect(await (await desk.as(fresh, 'GET', path)).text()).toContain('value="decline"');
  expect(await (await desk.as(fresh, 'GET', `/vi/desk/cases/${number}`)).text()).toContain('value="declined"');
});

test('a yes sent there all the same is refused by the page and the API, and somebody else of the team may', async () => {
  const { desk, fresh, reasons, run, optIn, number, closing, open, upheld } = await elsewhere();
  const until = 'Bạn được quyết định từ ngày 26.tháng.11'.replaceAll('.', '\u00a0');
  const typed = (name: string) => Object.entries(reasons).map(([lang, text]) => [`${name}-${lang}`, text] as const);
  const forms = [
    [`/operator/opt-ins/${optIn}`, { do: 'agree' }, 403, until],
    [`/operator/imports/${run}/decision`, { do: 'agree' }, 403, until],
    [`/vi/desk/cases/${number}/closing`, { closing, do: 'agreed' }, 403, until],
    [`/vi/desk/appeals/${open}`, { outcome: 'upheld', ...Object.fromEntries(typed('reasons')) }, 422, why],
    [`/vi/desk/appeals/${upheld}/settle`, Object.fromEntries(typed('because')), 422, why],
  ] as const;
  for (const [path, fields, status, said] of forms) {
    const refused = await desk.as(fresh, 'POST', path, new URLSearchParams(fields));
    expect([path, refused.status, await refused.text()]).toEqual([path, status, expect.stringContaining(said)]);
  }
  const all = [
    [`/opt-ins/${optIn}/decision`, { decision: 'agree' }],
    [`/imports/${run}/decision`, { decision: 'agree' }],
    [`/cases/${number}/closing/decision`, { closing, decision: 'agree' }],
    [`/appeals/${open}/answer`, { outcome: 'upheld', reasons }],
    [`/appeals/${upheld}/settle`, { because: reasons }],
  ] as const;
  for (const [path, body] of all) {
    const refused = await desk.as(fresh, 'POST', `/api/v1/desk${path}`, body);
    expect([path, refused.status, await refused.json()]).toEqual([
      path,
      403,
      expect.objectContaining({ code: 'let-in-lately', detail: expect.stringContaining('2026-11-26') }),
    ]);
  }
  for (const [path, body] of all) {
    const done = await desk.as(desk.team.owner, 'POST', `/api/v1/desk${path}`, body);
    expect([path, done.status < 300]).toEqual([path, true]);
  }
});

test('where nobody else could, they agree to what the other asked, end the case and answer the appeal', async () => {
  const { desk, fresh, other, reasons, run, optIn, of, closing, open, upheld } = await elsewhere();
  const { world, database, team } = desk;
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, done_on)
    values (${team.editor.id}, ${team.owner.id}, 'let-in', '2026-11-19')`);
  const late = { ok: false, error: { code: 'let-in-lately', detail: '2026-11-26' } };
  // Whoever may end cases is somebody else, for that alone.
  expect(await decideClosing(world, fresh, { of, closing }, 'agreed')).toEqual(late);
  await database.all(
    sql`update staff set role = 'trainee' where id in (${team.checker.id}, ${team.reviewer.id}, ${other.id})`,
  );
  expect([
    await decideOptIn(world, fresh, optIn, 'agreed'),
    await decideImport(world, fresh, run, 'released'),
    await decideClosing(world, fresh, { of, closing }, 'agreed'),
    await answerByTwo(world, [fresh, team.editor], { appeal: open, outcome: 'not-upheld', reasons }),
    await settleByTwo(world, [fresh, team.editor], { appeal: upheld, because: reasons }),
  ]).toMatchObject(Array(5).fill({ ok: true }));
  // Each of the five is told to the public, as it is of a check: in the log, on the page about the team, and where it stands.
  const told = await database.all(sql`
    select data ->> 'role' as role from events where type = 'team.changed' and data ->> 'change' = 'let-in-agreed'`);
  expect(told).toEqual(Array(5).fill({ role: 'editor' }));
  expect(
    await database.all(sql`select from log_leaves where kind = 'rights-changed' and entry like '%let-in-agreed%'`),
  ).toHaveLength(5);
  const json = async (path: string) => (await desk.as(team.trainee, 'GET', path)).json() as Promise<object>;
  expect(await json('/api/v1/source-log')).toMatchObject({
    optIns: expect.arrayContaining([expect.objectContaining({ letIn: true, state: 'agreed' })]),
  });
  const { appeals } = (await json(`/api/v1/checks/${conclusion.slug}/appeals`)) as { appeals: { id: Id }[] };
  expect(appeals.find(({ id }) => id === open)).toMatchObject({ letIn: true, byTwo: false });
  expect(appeals.find(({ id }) => id === upheld)).toMatchObject({ letIn: false, consequence: { letIn: true } });
  const read = async (path: string) => (await desk.as(team.trainee, 'GET', path)).text();
  expect(await read(`/vi/checks/${conclusion.slug}`)).toContain(
    'Trong những người quyết định ở đây, có hai người vào nhóm',
  );
  expect(await read('/vi/team-log')).toContain(
    'Hai người đồng ý vào nhóm, hoặc được trao quyền, qua nhau hoặc qua cùng một người',
  );
  // Each line says what was agreed to, and leads to it where everybody reads it.
  const log = await read('/vi/team-log');
  for (const what of [
    'việc cho bài của nơi khác tự trả lời',
    'một lần nhập bài của nơi khác',
    'việc khép một đề tài bằng bài đã đăng',
    'câu trả lời cho một đề nghị xem lại',
    'lời giải thích vì sao bài giữ nguyên sau một đề nghị xem lại',
  ])
    expect([what, log.includes(`một biên tập viên đồng ý với ${what}; hai người vào nhóm`)]).toEqual([what, true]);
  expect(log.split(`href="/vi/checks/${conclusion.slug}"`)).toHaveLength(3);
  const { changes } = (await json('/api/v1/team-log')) as { changes: { of: string | null; page: object | null }[] };
  const page = { of: 'check', name: conclusion.slug };
  expect(changes.filter(({ of }) => of !== null)).toMatchObject([
    ...['appeal-settling', 'appeal-answer'].map((of) => ({ of, page })),
    ...['duplicate', 'import', 'source'].map((of) => ({ of, page: null })),
  ]);
  expect(await (await desk.as(fresh, 'GET', `/operator/imports/${run}`)).text()).toContain('Hai người đồng ý vào nhóm');
  expect(
    await database.all(sql`select what from case_history where case_id = ${of} and what = 'closing-let-in'`),
  ).toHaveLength(1);
  // Nobody takes the note away.
  await database.all(sql`update closings_asked set let_in = false where id = ${closing}`).catch(() => undefined);
  await database.all(sql`update source_opt_ins set let_in = false where id = ${optIn}`);
  await database.all(sql`update import_runs set let_in = false where id = ${run}`);
  for (const table of ['closings_asked', 'source_opt_ins', 'import_runs'])
    expect(await database.all(sql`select from ${sql.raw(table)} where let_in`)).toHaveLength(1);
});

test('who wrote or reviewed a check, or is of one hand with them, does not say whether an appeal has a ground', async () => {
  const { desk, fresh, open } = await elsewhere();
  const { world, database, team } = desk;
  for (const ground of [true, false]) {
    expect(await lookAtAppeal(world, team.editor, { appeal: open, ground })).toMatchObject({
      error: { code: 'appeal-own-work' },
    });
    expect(await lookAtAppeal(world, fresh, { appeal: open, ground })).toMatchObject({
      error: { code: 'let-in-lately', detail: '2026-11-26' },
    });
  }
  const api = await desk.as(fresh, 'POST', `/api/v1/desk/appeals/${open}/look`, { ground: false });
  expect([api.status, await api.json()]).toEqual([403, expect.objectContaining({ code: 'let-in-lately' })]);
  for (const who of [team.editor, fresh])
    expect(await (await desk.as(who, 'GET', `/vi/desk/appeals/${open}`)).text()).not.toContain('name="ground"');
  const byHand = (by: Id) =>
    database.all(sql`update appeals set holds = false, looked_by = ${by}, looked_on = '2026-11-20' where id = ${open}`);
  await expect(byHand(team.editor.id)).rejects.toThrow('appeals_looked_by_another');
  await expect(byHand(fresh.id)).rejects.toThrow('kept_apart');
  expect(await lookAtAppeal(world, team.owner, { appeal: open, ground: false })).toMatchObject({ ok: true });
});

test('nobody is needed where somebody may answer, and somebody is where all who could are of one hand', async () => {
  const { desk, fresh, other, open } = await elsewhere();
  const { world, database, team } = desk;
  await database.all(sql`update staff set role = 'checker' where id = ${other.id}`);
  const needs = async () => {
    const found = (await world.appeals.appeal(open))!;
    return [found.needsSomebody, found.byTwo];
  };
  expect(await needs()).toEqual([false, false]);
  // Who else could was lowered by the writer yesterday: whom they let in may not answer instead.
  await database.all(sql`update staff set role = 'owner' where id = ${team.editor.id}`);
  await database.all(sql`update staff set role = 'checker' where id = ${team.owner.id}`);
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, role_before, done_on)
    values (${team.owner.id}, ${team.editor.id}, 'lowered', 'owner', '2026-11-19')`);
  expect(await needs()).toEqual([true, false]);
  expect(
    await answerAppeal(world, fresh, { appeal: open, outcome: 'not-upheld', reasons: { vi: 'Vì' } }, ['vi']),
  ).toMatchObject({
    error: { code: 'let-in-lately' },
  });
  expect(
    await answerAppeal(world, team.editor, { appeal: open, outcome: 'not-upheld', reasons: { vi: 'Vì' } }, ['vi']),
  ).toMatchObject({
    error: { code: 'appeal-own-work' },
  });
  desk.setClock('2026-11-27T08:00:00Z');
  expect(await needs()).toEqual([false, false]);
});

test('what waits is said to be for whoever looks only where they may agree: in To review, among appeals, on the operator’s page, by API', async () => {
  const { desk, fresh, other, open, reasons, number } = await elsewhere();
  const { world, database, team } = desk;
  const submission = await handIn(
    world,
    team.editor,
    await readyCase(database, { writer: team.editor, approver: team.owner }),
    {
      slug: 'mot-bai-khac',
    },
  );
  await proposeWording(world, team.editor, (await world.caseWork.byNumber(number))!.id, {
    wording: { vi: 'Cầu Long Biên đã sập tối 19/11/2026' },
    saidBy: null,
  });
  const [check] = await sampleChecks(desk, ['gao-lam-tu-nhua']);
  const text = 'gạo làm bằng nhựa bán ngoài chợ';
  await proposeAlias(world, team.editor, { check: check!.id, lang: 'vi', text });
  const put = await answerAppeal(world, other, { appeal: open, outcome: 'not-upheld', reasons }, ['vi', 'en']);
  if (!put.ok) throw new Error(put.error.code);
  const page = async (who: typeof fresh, path: string) => (await desk.as(who, 'GET', path)).text();
  const lists = async (who: typeof fresh) =>
    (await (await desk.as(who, 'GET', '/api/v1/desk/submissions')).json()) as Record<string, { forYou: boolean }[]>;
  const forYou = async (who: typeof fresh) => {
    const { waiting, wordings, appealAnswers } = await lists(who);
    return [waiting, wordings, appealAnswers].map((all) => all?.map((one) => one.forYou));
  };
  expect(await forYou(fresh)).toEqual([[false], [false], [false]]);
  expect(await forYou(team.owner)).toEqual([[true], [true], [true]]);
  expect(await forYou(team.editor)).toEqual([[false], [false], [false]]);
  const section = (html: string, name: string) => html.split(`list-${name}"`)[2]?.split('</section>')[0] ?? '';
  const theirs = await page(fresh, '/vi/desk/reviews');
  expect(section(theirs, 'for-me')).not.toContain(submission.id);
  for (const name of ['for-another', 'wordings', 'aliases', 'closings', 'answers'])
    expect([name, section(theirs, name)]).toEqual([name, expect.stringContaining('chưa đến lượt bạn trước 26')]);
  const owners = await page(team.owner, '/vi/desk/reviews');
  expect(section(owners, 'for-me')).toContain(submission.id);
  expect(owners).not.toContain('chưa đến lượt bạn');
  expect(section(await page(team.editor, '/vi/desk/reviews'), 'own')).toContain(submission.id);
  expect(await page(fresh, '/vi/desk/appeals')).toContain('có lời chờ người khác đồng ý');
  expect(await page(team.owner, '/vi/desk/appeals')).toContain('có lời chờ bạn đồng ý');
  expect(theirs).not.toContain('href="/operator#waiting"');
  expect(owners).toContain('href="/operator#waiting"');
  expect(await page(team.owner, '/operator')).toContain('1 điều chờ bạn quyết định');
  expect(await page(fresh, '/operator')).not.toContain('điều chờ bạn quyết định');
  await proposeTemplate(world, { actor: team.editor, key: 'thanks', lang: 'vi', text: 'Cảm ơn bạn.', base: 0 });
  // Whoever wrote it is lowered: it waits for nobody's yes, and the lists say why.
  await database.all(sql`update staff set role = 'trainee' where id in (${team.editor.id}, ${other.id})`);
  expect(await forYou(team.owner)).toEqual([[false], [true], [false]]);
  const after = await page(team.owner, '/vi/desk/reviews');
  for (const name of ['for-another', 'aliases', 'closings', 'answers'])
    expect([name, section(after, name)]).toEqual([name, expect.stringContaining('người đề nghị không còn quyền')]);
  expect(after).not.toContain('href="/operator#waiting"');
  expect(await page(team.owner, `/vi/desk/reviews/${submission.id}`)).toContain('nên chưa đủ hai người quyết định');
  for (const [path, yes] of [
    ['/operator', 'value="agree"'],
    ['/operator/wordings', 'value="confirmed"'],
    ['/vi/desk/templates/thanks', 'value="approved"'],
  ] as const) {
    const shown = await page(team.owner, path);
    expect([path, shown]).toEqual([path, expect.stringContaining('Người đề nghị việc này đã rời nhóm')]);
    expect([path, shown.includes(yes)]).toEqual([path, false]);
  }
  const refused = await desk.as(
    team.owner,
    'POST',
    `/vi/desk/reviews/${submission.id}`,
    new URLSearchParams({
      ...{ 'read.vi': 'on', 'read.en': 'on', outcome: 'approved', hash: submission.contentHash },
    }),
  );
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('không còn quyền ấy')]);
});
