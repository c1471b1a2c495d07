// What the database itself refuses to accounts of one hand, whoever writes the row.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import type { Actor } from '../../src/core/rights.ts';
import type { Database } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague, handIn, publishedCase, readyCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const day = '2026-11-20';

const letIn = (database: Database, member: Actor, by: Actor, on = day) =>
  database.all(
    sql`insert into team_deeds (member, made_by, deed, done_on) values (${member.id}, ${by.id}, 'let-in', ${on})`,
  );

const team = async () => {
  const opened = await storedWorld();
  const { database } = opened;
  const [writer, fresh, old] = [
    await colleague(database, 'owner'),
    await colleague(database, 'editor'),
    await colleague(database, 'reviewer'),
  ];
  await letIn(database, fresh, writer);
  return { ...opened, writer, fresh, old };
};

const hand = (database: Database, of: readonly Actor[], today: string) =>
  database.all<{ member: Id; until: string; through: boolean }>(sql`
    select member, until::text as until, through from one_hand(array[${sql.join(
      of.map(({ id }) => sql`${id}::uuid`),
      sql`, `,
    )}], ${today}::date) order by until, through`);

test('no review, wording, template or wording of a check is agreed to by hand either', async () => {
  const { world, database, writer, fresh, old } = await team();
  const checker = await colleague(database, 'checker');
  await publishedCase(world, database, { writer: checker, reviewer: old });
  const [check] = await database.all<{ id: Id }>(sql`select id from checks`);
  const ready = await readyCase(database, { writer, approver: old }, 'Đeo vòng đá làm hạ đường huyết');
  const { id, contentHash } = await handIn(world, writer, ready, {
    slug: 'vong-da',
    asOf: '2026-11-19',
    reviewBy: '2027-11-19',
  });
  const review = (by: Actor, outcome = 'approved') =>
    database.all(sql`
      insert into reviews (id, submission_id, content_hash, outcome, reason, reviewed_by, reviewed_as, reviewed_at)
      values (${randomUUID()}, ${id}, ${contentHash}, ${outcome}, 'Vì', ${by.id}, ${by.role}, ${`${day}T09:00:00Z`})`);
  for (const outcome of ['approved', 'changes', 'rejected'])
    await expect(review(fresh, outcome)).rejects.toThrow('kept_apart');

  const { id: caseId } = await makeCase(database, { title: 'Cầu sập' });
  await database.all(sql`
    insert into case_wordings (id, case_id, wording, proposed_by, proposed_at)
    values (${randomUUID()}, ${caseId}, '{"vi": "Cầu sập"}', ${writer.id}, ${`${day}T08:00:00Z`})`);
  const approve = (by: Actor) =>
    database.all(
      sql`update case_wordings set approved_by = ${by.id}, approved_at = ${`${day}T09:00:00Z`} where case_id = ${caseId}`,
    );
  await expect(approve(fresh)).rejects.toThrow('kept_apart');

  await database.all(sql`
    insert into template_proposals (id, key, lang, base, text, proposed_by, proposed_on)
    values (${randomUUID()}, 'thanks', 'vi', 0, 'Cảm ơn.', ${writer.id}, ${day})`);
  const agree = (by: Actor) =>
    database.all(sql`update template_proposals set state = 'approved', decided_by = ${by.id}, decided_on = ${day}`);
  await expect(agree(fresh)).rejects.toThrow('kept_apart');

  await database.all(sql`
    insert into alias_proposals (id, check_id, lang, text, key, proposed_by, proposed_on)
    values (${randomUUID()}, ${check!.id}, 'vi', 'a b c', 'k', ${writer.id}, ${day})`);
  const confirm = (by: Actor) =>
    database.all(sql`
      insert into taught_aliases (id, check_id, kind, lang, text, key, state, founders, yes, no, since, added_by, confirmed_by, confirmed_on)
      values (${randomUUID()}, ${check!.id}, 'alias', 'vi', 'a b c', 'k', 'confirmed', 0, 0, 0, ${day}, ${writer.id}, ${by.id}, ${day})`);
  await expect(confirm(fresh)).rejects.toThrow('kept_apart');

  for (const done of [review, approve, agree, confirm]) await done(old);
});

test('who decides over a no is not of the writer’s hand, unless nobody else could', async () => {
  const { world, database, writer, fresh, old } = await team();
  const ready = await readyCase(database, { writer, approver: old });
  const { id, contentHash } = await handIn(world, writer, ready, { asOf: '2026-11-19', reviewBy: '2027-11-19' });
  const review = (by: Actor, outcome: string) =>
    database.all(sql`
      insert into reviews (id, submission_id, content_hash, outcome, reason, reviewed_by, reviewed_as, reviewed_at)
      values (${randomUUID()}, ${id}, ${contentHash}, ${outcome}, 'Vì', ${by.id}, ${by.role}, ${`${day}T09:00:00Z`})`);
  await review(old, 'rejected');
  await database.all(sql`update submissions set state = 'rejected' where id = ${id}`);
  const editor = await colleague(database, 'editor');
  await expect(review(fresh, 'overridden')).rejects.toThrow('kept_apart');
  await database.all(sql`update staff set role = 'reviewer' where id = ${editor.id}`);
  await review(fresh, 'overridden');
  expect(await database.all(sql`select let_in from reviews where outcome = 'overridden'`)).toEqual([{ let_in: true }]);
});

test('one hand reaches through others and ends after seven days, each way as its oldest link does', async () => {
  const { database, writer, fresh, old } = await team();
  const last = await colleague(database, 'reviewer');
  const beside = await colleague(database, 'reviewer');
  await letIn(database, last, fresh, '2026-11-22');
  await letIn(database, beside, writer, '2026-11-21');
  const near = await hand(database, [writer], '2026-11-22');
  expect(near).toHaveLength(3);
  for (const [member, until] of [
    [fresh, '2026-11-27'],
    [last, '2026-11-27'],
    [beside, '2026-11-28'],
  ] as const)
    expect(near).toContainEqual({ member: member.id, until, through: true });
  expect(await hand(database, [last], '2026-11-22')).toContainEqual({
    member: beside.id,
    until: '2026-11-27',
    through: false,
  });
  expect(await hand(database, [old], '2026-11-22')).toEqual([]);
  expect((await hand(database, [writer], '2026-11-27')).map(({ member }) => member)).toEqual([beside.id]);
  expect(await hand(database, [writer], '2026-11-28')).toEqual([]);
  // In a circle, too, it comes to an end.
  await letIn(database, writer, last, '2026-11-22');
  expect(await hand(database, [fresh], '2026-11-22')).toHaveLength(3);
  // What came after a day made nobody one hand on that day.
  expect(await hand(database, [writer], '2026-11-18')).toEqual([]);
});

test('what was done in the team stays', async () => {
  const { database } = await team();
  for (const change of [
    sql`update team_deeds set done_on = '2026-01-01'`,
    sql`delete from team_deeds`,
    sql`truncate team_deeds`,
  ])
    await expect(database.all(change)).rejects.toThrow('team_deeds_are_kept');
});
