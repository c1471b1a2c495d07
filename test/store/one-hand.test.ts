// What the database itself refuses to accounts of one hand, whoever writes the row.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { keptApart } from '../../src/core/let-in.ts';
import type { Actor } from '../../src/core/rights.ts';
import type { Database } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague, handIn, publishedCase, publishedExplainer, readyCase } from '../desk/deciding.ts';
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

const at = `${day}T09:00:00Z`;

test('no publisher answers, nothing is let in and no case ends by hand with a yes of the same hand; a no is free', async () => {
  const { world, database, writer, fresh, old } = await team();
  const free = await colleague(database, 'editor');
  const checker = await colleague(database, 'checker');
  const { check } = await publishedCase(world, database, { writer: checker, reviewer: old });
  const { id: caseId } = await makeCase(database, { title: 'Cầu sập' });
  const source = randomUUID();
  await database.all(sql`insert into sources (id, name, site) values (${source}, 'Báo', 'bao.example')`);
  const put = {
    wish: (id: string) => sql`
      insert into source_opt_ins (id, source_id, reason, asked_by, asked_at) values (${id}, ${source}, 'Vì', ${writer.id}, ${at})`,
    brought: (id: string) => sql`
      insert into import_runs (id, name, started_at, finished_at, held, asked_by)
      values (${id}, 'a.json', ${at}, ${at}, true, ${writer.id})`,
    closing: (id: string) => sql`
      insert into closings_asked (id, case_id, check_id, asked_by, asked_at)
      values (${id}, ${caseId}, ${check}, ${writer.id}, ${at})`,
  };
  const say = (table: 'source_opt_ins' | 'import_runs' | 'closings_asked', id: string, as: string, by: Actor) =>
    database.all(
      table === 'import_runs'
        ? sql`update import_runs set decision = ${as}, decided_by = ${by.id}, decided_at = ${at} where id = ${id}`
        : sql`update ${sql.identifier(table)} set state = ${as}, settled_by = ${by.id}, settled_at = ${at} where id = ${id}`,
    );
  for (const [table, one, yes, who] of [
    ['source_opt_ins', put.wish, 'agreed', free],
    ['import_runs', put.brought, 'released', free],
    // Whoever may end cases is enough to be asked instead.
    ['closings_asked', put.closing, 'agreed', checker],
  ] as const) {
    const [first, second] = [randomUUID(), randomUUID()];
    await database.all(one(first));
    await expect(say(table, first, yes, fresh)).rejects.toThrow('kept_apart');
    await say(table, first, 'declined', fresh);
    await database.all(one(second));
    await expect(say(table, second, yes, fresh)).rejects.toThrow('kept_apart');
    await say(table, second, yes, who);
  }
  const written = sql`
    insert into import_runs (id, name, started_at, finished_at, held, asked_by, decision, decided_by, decided_at)
    values (${randomUUID()}, 'b.json', ${at}, ${at}, true, ${writer.id}, 'released', ${fresh.id}, ${at})`;
  await expect(database.all(written)).rejects.toThrow('kept_apart');

  // Who may review counts as somebody else, though they do not decide on it.
  await database.all(sql`update staff set role = 'checker' where id = ${free.id}`);
  const alone = randomUUID();
  await database.all(put.brought(alone));
  await expect(say('import_runs', alone, 'released', fresh)).rejects.toThrow('kept_apart');
  // Where nobody else could, it stays as it was.
  await database.all(sql`update staff set role = 'checker' where id = ${old.id}`);
  await say('import_runs', alone, 'released', fresh);
  expect(await database.all(sql`select decided_by as by from import_runs where id = ${alone}`)).toEqual([
    { by: fresh.id },
  ]);
});

test('an appeal is answered and settled by no hand of who wrote or reviewed what it is about, unless nobody else could', async () => {
  const { world, database, writer, fresh, old } = await team();
  const free = await colleague(database, 'editor');
  const another = await colleague(database, 'reviewer');
  const of = await colleague(database, 'editor');
  await letIn(database, of, old);
  const { check } = await publishedCase(world, database, { writer, reviewer: old });
  const explainer = await publishedExplainer(world, { writer, reviewer: old });
  const opened = async (about: 'check_id' | 'explainer_id', id: Id) => {
    const [appeal] = await database.all<{ id: Id }>(sql`
      insert into appeals (id, ${sql.identifier(about)}, lang, reason, text, lookup, opened_on, due_on)
      values (${randomUUID()}, ${id}, 'vi', 'wrong-fact', 'Sai', ${randomUUID()}, ${day}, ${day}) returning id`);
    return appeal!.id;
  };
  const put = (id: Id, by: Actor, kind: 'answer' | 'settling') =>
    database.all(sql`
      insert into appeal_answers_proposed (appeal_id, id, kind, outcome, reasons, proposed_by, proposed_on)
      values (${id}, gen_random_uuid(), ${kind}, ${kind === 'answer' ? 'upheld' : null}, '{"vi": "Đúng"}', ${by.id}, ${day})
      on conflict (appeal_id, kind, proposed_by) do nothing`);
  const answer = async (id: Id, by: Actor, other: Actor = another) => {
    await put(id, by, 'answer');
    return database.all(sql`
      update appeals set outcome = 'upheld', reasons = '{"vi": "Đúng"}', agreed_with = ${by.id}, answered_by = ${other.id},
        answered_on = ${day} where id = ${id}`);
  };
  const settle = async (id: Id, by: Actor, other: Actor = another) => {
    await put(id, by, 'settling');
    return database.all(sql`
      update appeals set settled_because = '{"vi": "Đúng"}', settled_with = ${by.id}, settled_by = ${other.id},
        settled_on = ${day} where id = ${id}`);
  };
  const [first, second] = [await opened('check_id', check), await opened('explainer_id', explainer.id)];
  // Of one hand with who wrote, and with who reviewed.
  for (const id of [first, second]) {
    for (const by of [fresh, of]) {
      await expect(answer(id, by)).rejects.toThrow('kept_apart');
      // Nor do they agree to what somebody else wrote, nor those who wrote or reviewed it.
      await expect(answer(id, free, by)).rejects.toThrow('kept_apart');
      await expect(answer(id, free, old)).rejects.toThrow('appeals_answered_by_another');
    }
  }
  // Who wrote it let somebody in, and that one agrees to nothing of theirs.
  const puppet = await colleague(database, 'reviewer');
  await letIn(database, puppet, free);
  await expect(answer(first, free, puppet)).rejects.toThrow('kept_apart');
  for (const id of [first, second]) await answer(id, free);
  for (const by of [fresh, of]) {
    await expect(settle(first, by)).rejects.toThrow('kept_apart');
    await expect(settle(first, free, by)).rejects.toThrow('kept_apart');
  }
  await settle(first, free);

  const third = await opened('check_id', check);
  await database.all(sql`update staff set role = 'reviewer' where id = ${free.id}`);
  await expect(answer(third, fresh)).rejects.toThrow('kept_apart');
  await answer(third, free);
  // A reviewer settles nothing: of those who may, only two of their hands are left, and the first of them does.
  await expect(settle(third, of)).rejects.toThrow('kept_apart');
  await settle(third, fresh);
  expect(await database.all(sql`select settled_with as by from appeals where id = ${third}`)).toEqual([
    { by: fresh.id },
  ]);
});

test('where everybody is of one hand, only whoever came in first agrees by hand', async () => {
  const { world, database } = await storedWorld();
  const owner = await colleague(database, 'owner');
  const joined = async (role: 'checker' | 'reviewer' | 'editor') => {
    const one = await colleague(database, role);
    await letIn(database, one, owner);
    return one;
  };
  const [chen, rita, edith, mallory] = [
    await joined('checker'),
    await joined('reviewer'),
    await joined('editor'),
    await joined('reviewer'),
  ];
  const work = async (writer: Actor, claim: string, slug: string) => {
    const ready = await readyCase(database, { writer, approver: chen }, claim);
    return handIn(world, writer, ready, { slug, asOf: '2026-11-19', reviewBy: '2027-11-19' });
  };
  type Work = Awaited<ReturnType<typeof work>>;
  const review = ({ id, contentHash }: Work, by: Actor) =>
    database.all(sql`
      insert into reviews (id, submission_id, content_hash, outcome, reason, reviewed_by, reviewed_as, reviewed_at)
      values (${randomUUID()}, ${id}, ${contentHash}, 'approved', 'Vì', ${by.id}, ${by.role}, ${at})`);
  const owners = await work(owner, 'Uống nước muối chữa đau dạ dày', 'nuoc-muoi');
  for (const by of [mallory, edith]) await expect(review(owners, by)).rejects.toThrow('kept_apart');
  await review(owners, rita);
  // The other way round: neither whoever let the writer in nor a newer one.
  const newest = await work(mallory, 'Đeo vòng đá làm hạ đường huyết', 'vong-da');
  for (const by of [owner, edith]) await expect(review(newest, by)).rejects.toThrow('kept_apart');
  // A new way in is a new coming in, and whoever was the first stays it for the others.
  await database.all(sql`
    insert into team_deeds (member, made_by, deed, role_before, done_on)
    values (${rita.id}, ${owner.id}, 'let-in', 'reviewer', ${day})`);
  for (const by of [owner, edith, rita]) await expect(review(newest, by)).rejects.toThrow('kept_apart');
  expect(
    await database.all(sql`select member, here, came from elders(array[${mallory.id}::uuid], ${day}) order by came`),
  ).toEqual([
    { member: chen.id, here: true, came: 1 },
    { member: rita.id, here: false, came: 2 },
    { member: edith.id, here: true, came: 3 },
    { member: rita.id, here: true, came: 4 },
    { member: owner.id, here: true, came: 5 },
  ]);
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

test('whoever was lowered and raised again is new, counts as somebody else for the rest, and nobody is sent to who may not', async () => {
  const { world, database } = await storedWorld();
  const [owner, old] = [await colleague(database, 'owner'), await colleague(database, 'reviewer')];
  const sock = await colleague(database, 'reviewer');
  await letIn(database, sock, owner);
  const needs = 'submission.review';
  const at = new Date(`${day}T09:00:00Z`);
  const said = async (writer: Actor, judge: Actor) => {
    const apart = keptApart(await world.team.hand([writer.id], at), judge.id, needs);
    const [here] = await database.all<{ until: string | null }>(sql`
      select kept_apart_until(${judge.id}, array[${writer.id}::uuid], ${day}, array['reviewer', 'editor', 'owner'], '{}')::text as until`);
    expect(apart?.until ?? null).toBe(here?.until ?? null);
    return apart;
  };
  const may = async (writer: Actor) => (await world.team.agreeing(writer.id, needs, at)).may;
  // Before: the one who has long been there, and not whom the owner let in.
  expect(await may(owner)).toEqual([old.id]);
  expect(await said(owner, sock)).toMatchObject({ ask: [old.id] });
  expect((await world.team.changeRole(old.id, { role: 'checker', by: owner.id }, at)) === 'done').toBe(true);
  expect(await may(owner)).toEqual([]);
  expect(await said(owner, sock)).toMatchObject({ ask: [] });
  expect((await world.team.changeRole(old.id, { role: 'reviewer', by: owner.id }, at)) === 'done').toBe(true);
  // Raised by the owner they are of the owner's hand, and came in after the other: neither of the two may, and none is sent to the other.
  expect(await may(owner)).toEqual([]);
  for (const judge of [old, sock]) expect(await said(owner, judge)).toMatchObject({ ask: [] });
  // Of what they proposed themselves they are not asked either.
  expect(await may(old)).not.toContain(old.id);
});
