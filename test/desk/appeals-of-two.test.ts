// A team of two: both had a part in what is appealed against, so they answer together, and everybody is told so. Alone, nobody does.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { agreeToAnswer } from '../../src/desk/index.ts';
import { agreesOnPage } from './by-two.ts';
import { conclusion, publishedCase } from './deciding.ts';
import { addColleague, type DeskServer, deskServer } from './desk-server.ts';

const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);
const appeal = { reason: 'wrong-fact', text: 'Con số ở đoạn hai sai.', links: '', email: '' };
const at = `/en/checks/${conclusion.slug}`;

const teamOfTwo = async (): Promise<DeskServer> => {
  const desk = await deskServer();
  const { owner: writer, reviewer, checker, editor } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  await desk.database.all(
    sql`update staff set state = 'removed', email = null where id in (${checker.id}, ${editor.id})`,
  );
  return desk;
};

/** The other of the two left as well. */
const teamOfOne = async (): Promise<DeskServer> => {
  const desk = await teamOfTwo();
  await desk.database.all(sql`update staff set role = 'checker' where id = ${desk.team.reviewer.id}`);
  return desk;
};

const textOf = async (desk: DeskServer, path: string) => {
  desk.server.invalidate();
  return (await desk.as(desk.team.owner, 'GET', path)).text();
};
const sent = async (desk: DeskServer): Promise<string> => {
  const reply = await desk.as(desk.team.trainee, 'POST', `${at}/appeal`, form(appeal));
  expect(reply.status).toBe(303);
  return reply.headers.get('location') ?? '';
};
const nobody = 'Nobody in our team may answer it';

test('where nobody may answer, the form, the acknowledgement, the page of the check and the API say so', async () => {
  const desk = await teamOfOne();
  const asking = await textOf(desk, `${at}/appeal`);
  expect(asking).toContain(nobody);
  expect(asking).toContain('The deadline is still 14 days');
  const followed = await sent(desk);
  expect(await textOf(desk, followed)).toContain(nobody);
  expect(await textOf(desk, at)).toContain(nobody);
  const { appeals } = (await (await desk.as(desk.team.trainee, 'GET', `/api/v1${at.slice(3)}/appeals`)).json()) as {
    appeals: object[];
  };
  expect(appeals).toMatchObject([{ needsSomebody: true, byTwo: false, overdue: false }]);
});

test('the desk says it too, with the way to invite for an owner, and nobody gets round the rule', async () => {
  const desk = await teamOfOne();
  await sent(desk);
  const [{ id } = { id: '' }] = await desk.database.all<{ id: string }>(sql`select id from appeals`);
  for (const path of ['/en/desk/appeals', `/en/desk/appeals/${id}`]) {
    const page = await textOf(desk, path);
    expect(page).toContain('nobody in the team may answer');
    expect(page).toContain('<a href="/en/desk/team">Invite somebody</a>');
  }
  expect((await desk.as(desk.team.owner, 'POST', `/en/desk/appeals/${id}`, form(answer))).status).toBe(422);
  const third = await addColleague(desk.database, 'reviewer', 'Người mới');
  expect(await textOf(desk, '/en/desk/appeals')).not.toContain('nobody in the team may answer');
  expect((await desk.as(third, 'POST', `/en/desk/appeals/${id}`, form(answer))).status).toBe(303);
  // Who agrees to what they wrote had a part in it: nobody else can, and everybody reads that.
  expect(await agreesOnPage(desk, third, id)).toBe(422);
  expect(await agreesOnPage(desk, desk.team.owner, id)).toBe(303);
  expect(await textOf(desk, at)).toContain('nobody else of the team was allowed to agree');
});

const answer = { outcome: 'not-upheld', 'reasons-vi': 'Giữ nguyên.', 'reasons-en': 'It stands.' };
const together = 'This team has nobody who did not work on this';

test('two who had a part in it answer together: one writes, the other agrees, and the public is told', async () => {
  const desk = await teamOfTwo();
  const { owner, reviewer } = desk.team;
  expect(await textOf(desk, `${at}/appeal`)).toContain(together);
  const followed = await sent(desk);
  expect(await textOf(desk, at)).toContain(together);
  expect(await textOf(desk, followed)).toContain(together);
  const [{ id } = { id: '' as Id }] = await desk.database.all<{ id: Id }>(sql`select id from appeals`);
  const path = `/en/desk/appeals/${id}`;
  expect((await desk.as(owner, 'POST', path, form(answer))).status).toBe(303);
  // Nothing of it is public yet, and who wrote it does not agree to it.
  expect(await textOf(desk, at)).not.toContain('It stands.');
  const waiting = (await desk.world.appeals.appeal(id))!.proposed[0]!;
  expect(waiting).toMatchObject({ by: owner.id, outcome: 'not-upheld' });
  const own = await desk.as(owner, 'POST', `${path}/agree`, form({ proposed: waiting.id }));
  expect([own.status, await own.text()]).toEqual([422, expect.stringContaining('another person has to agree')]);
  // It stands where the other looks for what waits for a yes, and the list of appeals says so instead of asking to look.
  const lists = async (who: typeof owner) => [
    await (await desk.as(who, 'GET', '/en/desk/reviews')).text(),
    await (await desk.as(who, 'GET', '/en/desk/appeals')).text(),
  ];
  const [reviews, appeals1] = await lists(reviewer);
  expect(reviews).toContain('Words about appeals that wait for a second person');
  expect(reviews).toContain(`href="${path}"`);
  expect(reviews).not.toContain('Nothing waits for you');
  expect(appeals1).toContain('words wait for your yes');
  expect(appeals1).not.toContain('look whether it has a ground');
  const [own1, own2] = await lists(owner);
  expect(own1).toContain('Nothing waits for you');
  expect(own2).not.toContain('words wait for your yes');
  expect(await (await desk.as(reviewer, 'GET', '/api/v1/desk/submissions')).json()).toMatchObject({
    appealAnswers: [{ appeal: id, kind: 'check', says: 'answer', proposedBy: owner.id }],
  });
  expect(await (await desk.as(desk.team.trainee, 'GET', '/api/v1/desk/submissions')).json()).toMatchObject({
    appealAnswers: [],
  });
  // A yes is to what was read.
  expect((await desk.as(owner, 'POST', path, form({ ...answer, 'reasons-en': 'It stands, we looked.' }))).status).toBe(
    303,
  );
  const late = await desk.as(reviewer, 'POST', `/api/v1${path.slice(3)}/agree`, { proposed: waiting.id });
  expect([late.status, await late.json()]).toEqual([
    409,
    expect.objectContaining({ reason: 'appeal-answer-replaced' }),
  ]);
  const shown = await (await desk.as(reviewer, 'GET', path)).text();
  expect(shown).toContain('It stands, we looked.');
  const [, proposed = ''] = /name="proposed" value="([0-9a-f-]{36})"/.exec(shown) ?? [];
  expect((await desk.as(reviewer, 'POST', `${path}/agree`, form({ proposed }))).status).toBe(303);
  const page = await textOf(desk, at);
  expect(page).toContain('It stands, we looked.');
  expect(page).toContain('Two people gave this answer together');
  const { appeals } = (await (await desk.as(owner, 'GET', `/api/v1${at.slice(3)}/appeals`)).json()) as {
    appeals: object[];
  };
  expect(appeals).toMatchObject([{ byTwo: true, needsSomebody: false, answer: { outcome: 'not-upheld' } }]);
  expect(await (await desk.as(owner, 'GET', path)).text()).toContain('Answered together by');
});

test('the database takes no answer of one of them alone, of two where somebody else is there, nor one that nobody put forward', async () => {
  const desk = await teamOfTwo();
  const { owner, reviewer } = desk.team;
  await sent(desk);
  const [{ id } = { id: '' as Id }] = await desk.database.all<{ id: Id }>(sql`select id from appeals`);
  const byHand = (by: Id, other: Id | null, reasons = '{"vi": "Vì"}') =>
    desk.database.all(sql`
      update appeals set outcome = 'not-upheld', reasons = ${reasons}::jsonb, answered_by = ${by}, agreed_with = ${other},
        answered_on = '2026-11-20' where id = ${id}`);
  await expect(byHand(owner.id, null)).rejects.toThrow('appeals_answered_by_two');
  await expect(byHand(owner.id, reviewer.id)).rejects.toThrow('appeals_answered_together');
  const put = {
    id: desk.world.newId(),
    outcome: 'not-upheld',
    reasons: { vi: 'Vì' },
    why: null,
    by: reviewer.id,
    kind: 'answer',
  } as const;
  expect(await desk.world.appeals.putForward(id, { ...put, on: '2026-11-20' as Day })).toBe(true);
  await expect(byHand(owner.id, reviewer.id, '{"vi": "Khác"}')).rejects.toThrow('appeals_answered_together');
  await expect(byHand(reviewer.id, reviewer.id)).rejects.toThrow('appeals_answered_by_two');
  // Somebody who had no part in it came in: it is for them alone.
  const third = await addColleague(desk.database, 'reviewer', 'Người mới');
  await expect(byHand(owner.id, reviewer.id)).rejects.toThrow('appeals_answered_by_another');
  expect(await agreeToAnswer(desk.world, owner, { appeal: id, proposed: put.id })).toMatchObject({
    error: { code: 'appeal-own-work' },
  });
  // Whom one of the two has sent away this week still counts.
  await desk.database.all(sql`update staff set state = 'removed', email = null where id = ${third.id}`);
  await desk.database.all(sql`
    insert into team_deeds (member, made_by, deed, role_before, done_on)
    values (${third.id}, ${owner.id}, 'removed', 'reviewer', '2026-11-20')`);
  await expect(byHand(owner.id, reviewer.id)).rejects.toThrow('appeals_answered_by_another');
  expect(await desk.world.appeals.appeal(id)).toMatchObject({ needsSomebody: true, byTwo: false });
});

test('a deadline that passed is public: on the page of the check, to whoever asked, and in the API', async () => {
  const desk = await teamOfOne();
  const followed = await sent(desk);
  desk.setClock('2026-12-04T10:00:00Z');
  expect(await textOf(desk, at)).toContain('We answer by 4');
  desk.setClock('2026-12-05T10:00:00Z');
  expect(await textOf(desk, at)).toMatch(/We were to answer by 4\sDecember\s2026, and have not\./);
  expect(await textOf(desk, followed)).toContain('it has not been');
  const own = await desk.as(desk.team.trainee, 'GET', `/api/v1/appeals/${followed.split('/').at(-1)}`);
  expect(await own.json()).toMatchObject({ overdue: true, needsSomebody: true });
});
