// An appeal against a declined claim is upheld: it is due until somebody who did not decline it takes it up, in public.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { leafName } from '../../src/core/leaf.ts';
import {
  agreeToAnswer,
  answerAppeal,
  publishDecided,
  replyToAskers,
  reviewSubmission,
  submitWords,
  triage,
} from '../../src/desk/index.ts';
import type { DeskServer } from '../desk/desk-server.ts';
import { anybody, api, begin, bus, press, stateOf } from './an-asked-case.ts';

const claim = { vi: 'Trạm xe buýt ở phố ấy sẽ dời sang bờ hồ', en: 'The bus stop will move to the lake' };
const reasons = { vi: 'Có giấy phép ghi ngày dời.', en: 'A permit names the day.' };

/** Two decline the case, as one that nobody can know. */
const decline = async ({ world, team }: DeskServer, number: number) => {
  const explain = { vi: 'Chưa ai biết được.', en: 'Nobody can know.' };
  const words = { kind: 'closing', reason: 'prediction', claim, explain } as const;
  const handed = await submitWords(world, team.checker, number, words);
  if (!handed.ok) throw new Error(handed.error.code);
  const { contentHash } = (await world.decisions.submission(handed.value))!;
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, team.reviewer, handed.value, yes)).ok).toBe(true);
  await publishDecided(world);
  await replyToAskers(world);
};

/** Somebody appeals, and others than who declined it answer. */
const appeal = async (desk: DeskServer, number: number, outcome: string): Promise<Id> => {
  const { world, team } = desk;
  const given = { reason: 'wrongly-declined', text: `Có giấy phép rồi, ${outcome}.`, links: '', email: '' };
  expect((await anybody(desk, 'POST', `/vi/declined/${number}/appeal`, given)).status).toBe(303);
  const [{ id }] = (await desk.database.all<{ id: Id }>(sql`select id from appeals where outcome is null`)) as [
    { id: Id },
  ];
  const done = await answerAppeal(world, team.editor, { appeal: id, outcome, reasons }, ['vi', 'en']);
  if (!done.ok) throw new Error(done.error.code);
  expect((await agreeToAnswer(world, team.owner, { appeal: id, proposed: done.value })).ok).toBe(true);
  return id;
};

const declinedPage = async (desk: DeskServer) => (await anybody(desk, 'GET', '/vi/declined')).text();
const ticketPage = async (desk: DeskServer, ticket: string) => (await anybody(desk, 'GET', ticket)).text();

test('an upheld appeal against a declined claim is due until somebody else takes it up; log, page and tickets say so', async () => {
  const { desk, ticket, number } = await begin();
  const { checker, reviewer, editor, owner } = desk.team;
  await decline(desk, number);
  const takeUp = (who = owner) => api(desk, who, 'POST', `/cases/${number}/take-up`);
  expect((await takeUp()).json).toMatchObject({ code: 'case-stays-closed' });
  const id = await appeal(desk, number, 'partly');

  expect(await declinedPage(desk)).toContain('Chúng tôi đã được nhắc đúng');
  expect(await (await desk.as(editor, 'GET', '/vi/desk/reviews')).text()).toContain('Đã từ chối, nay phải mở lại');
  const waits = { caseNumber: number, appeal: id, outcome: 'partly', answeredOn: '2026-11-20', claim };
  expect((await api(desk, checker, 'GET', '/submissions')).json).toMatchObject({ declined: [waits] });
  const page = async (who = owner) => (await desk.as(who, 'GET', `/vi/desk/cases/${number}`)).text();
  expect(await page(reviewer)).toContain('Bạn đã tham gia từ chối, nên người khác mở lại.');
  expect(await page()).toContain('Mở lại đề tài này');

  expect((await takeUp(checker)).status).toBe(403);
  expect((await takeUp(reviewer)).json).toMatchObject({ code: 'declined-own' });
  expect((await api(desk, owner, 'POST', `/cases/${number}/reopen`)).json).toMatchObject({ code: 'case-stays-closed' });
  expect((await press(desk, owner, `/cases/${number}/take-up`, {})).status).toBe(303);
  expect(await stateOf(desk, number)).toBe('open');
  expect((await takeUp()).json).toMatchObject({ code: 'case-stays-closed' });
  expect((await api(desk, checker, 'GET', '/submissions')).json).toMatchObject({ declined: [] });
  // Its words are those in which it was declined: what people had sent is erased.
  expect((await api(desk, checker, 'GET', `/cases/${number}`)).json).toMatchObject({ title: claim.vi, closedAs: null });
  expect(await page()).not.toContain('Mở lại đề tài này');

  const told = await declinedPage(desk);
  expect(told).toContain('chúng tôi kiểm chứng điều này: một đề nghị xem lại đã chỉ đúng chỗ');
  expect(told).not.toContain(`/vi/declined/${number}/appeal`);
  expect(await ticketPage(desk, ticket)).toContain('nay nhóm mở ra xem tiếp');
  const leaves = await desk.database.all<{ kind: string; entry: string }>(
    sql`select kind, entry from log_leaves where kind in ('claim-declined', 'claim-reopened') order by id`,
  );
  expect(leaves.map(({ kind }) => kind)).toEqual(['claim-declined', 'claim-reopened']);
  expect(JSON.parse(leaves[1]!.entry)).toMatchObject({ appeal: id, supersedes: leafName(leaves[0]!.entry) });
  expect(await (await anybody(desk, 'GET', '/vi/log')).text()).toContain('Mở lại điều đã từ chối');
});

test('whoever asks the same later asks the open case', async () => {
  const { desk, number } = await begin();
  await decline(desk, number);
  await appeal(desk, number, 'upheld');
  expect((await api(desk, desk.team.editor, 'POST', `/cases/${number}/take-up`)).status).toBe(204);
  const reply = await (await anybody(desk, 'POST', '/vi/ask', { text: bus })).text();
  const later = /\/vi\/tickets\/[0-9a-f]{32}/.exec(reply)?.[0] ?? '';
  await triage(desk.world);
  expect((await api(desk, desk.team.checker, 'GET', `/cases/${number}`)).json).toMatchObject({
    state: 'open',
    asked: 2,
  });
  expect(await ticketPage(desk, later)).toContain('nay nhóm mở ra xem tiếp');
});

test('declined anew, it takes another appeal; one that was not upheld opens nothing', async () => {
  const { desk, number } = await begin();
  const takeUp = () => api(desk, desk.team.owner, 'POST', `/cases/${number}/take-up`);
  await decline(desk, number);
  await appeal(desk, number, 'not-upheld');
  expect((await takeUp()).json).toMatchObject({ code: 'case-stays-closed' });
  await appeal(desk, number, 'upheld');
  expect((await takeUp()).status).toBe(204);
  desk.setClock('2026-11-22T10:00:00Z');
  await decline(desk, number);
  expect((await takeUp()).json).toMatchObject({ code: 'case-stays-closed' });
  const page = await declinedPage(desk);
  expect(page.match(new RegExp(`id="case-${number}"`, 'g'))).toHaveLength(1);
  expect(page.match(new RegExp(`/vi/declined/${number}/appeal`, 'g'))).toHaveLength(1);
});

test('by direct SQL nothing that two people declined is opened without an upheld appeal, a second person and a leaf', async () => {
  const { desk, number } = await begin();
  const { database, team } = desk;
  await decline(desk, number);
  const open = sql`update cases set state = 'open', closed_as = null, closed_on = null where number = ${number}`;
  await expect(database.all(open)).rejects.toThrow('declined_stays_closed');
  const id = await appeal(desk, number, 'upheld');
  await expect(database.all(open)).rejects.toThrow('declined_stays_closed');
  const takenUp = (by: Id, of: Id) =>
    database.all(sql`
      insert into claims_taken_up (submission_id, case_id, appeal_id, taken_up_by, taken_up_on)
      select declined_by(k.id), k.id, ${of}, ${by}, '2026-11-20' from cases k where k.number = ${number}`);
  await expect(takenUp(team.reviewer.id, id)).rejects.toThrow('taken_up_by_another');
  await expect(takenUp(team.trainee.id, id)).rejects.toThrow('taken_up_by_right');
  await expect(takenUp(team.owner.id, team.owner.id)).rejects.toThrow('taken_up_after_appeal');
  await expect(takenUp(team.owner.id, id)).rejects.toThrow('claims_taken_up_with_leaf');
  expect((await api(desk, team.owner, 'POST', `/cases/${number}/take-up`)).status).toBe(204);
  await expect(database.all(sql`delete from claims_taken_up`)).rejects.toThrow('claims_taken_up_stand');
});
