// What an operator with the whole database in hand cannot do unseen, and what erasing leaves behind.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import { dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { leafName } from '../../src/core/leaf.ts';
import { auditOwnLog, auditRows, publishDecided, withdrawCheck } from '../../src/desk/index.ts';
import { backfillLeaves } from '../../src/store/index.ts';
import { colleague, publishedCase, publishedNote, readyCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const withTeam = async () => {
  const opened = await storedWorld();
  const writer = await colleague(opened.database, 'checker');
  const reviewer = await colleague(opened.database, 'reviewer');
  return { ...opened, team: { writer, reviewer } };
};

const journal = async ({ log }: Awaited<ReturnType<typeof storedWorld>>['world']) => {
  await log.seal();
  return (await log.rows.journal({ below: null, kind: null, limit: 100 })).toReversed();
};

test('an operator who edits a verdict behind every rule is found by the leaf of its page', async () => {
  const { world, database, team } = await withTeam();
  const { check } = await publishedCase(world, database, team);
  expect(await auditRows(world)).toEqual({ held: 1, differ: [], unlogged: [] });
  await database.all(sql`alter table checks disable trigger user`);
  await database.all(sql`update checks set verdict = 'true' where id = ${check}`);
  expect(await auditRows(world)).toEqual({ held: 0, differ: [{ kind: 'check-published', leaf: 0 }], unlogged: [] });
  await database.all(sql`update checks set verdict = 'false' where id = ${check}`);
  await database.all(sql`
    insert into checks (id, slug, external_key, content_hash, verdict, as_of, changed_at)
    values (gen_random_uuid(), 'lau', 'x', 'x', 'true', '2026-11-19', now())`);
  const { held, unlogged } = await auditRows(world);
  expect([held, unlogged.map(({ of }) => of)]).toEqual([1, ['check']]);
});

test('an operator who takes away what opens a hash, and edits the words, is found: no leaf says that it was erased', async () => {
  const { world, database, team } = await withTeam();
  const { check } = await publishedCase(world, database, team);
  await database.all(sql`alter table log_salts disable trigger user`);
  await database.all(sql`alter table check_versions disable trigger user`);
  await database.all(
    sql`delete from log_salts where leaf_id = (select id from log_leaves where subject_id = ${check} limit 1)`,
  );
  await database.all(sql`update check_versions set short = 'Có chữa.' where check_id = ${check}`);
  expect(await auditRows(world)).toEqual({ held: 0, differ: [{ kind: 'check-published', leaf: 0 }], unlogged: [] });
});

test('a template that somebody put in behind every rule is found; one from before there was a log is left alone', async () => {
  const { world, database, team } = await withTeam();
  await publishedCase(world, database, team);
  await database.all(sql`alter table templates disable trigger user`);
  await database.all(sql`alter table templates drop constraint if exists template_of_two_accounts`);
  await database.all(sql`
    insert into templates (key, lang, n, text, current, changed_by, changed_on) values
      ('crisis', 'vi', 1, 'Chờ.', true, ${team.writer.id}, '2020-01-01'),
      ('crisis', 'en', 1, 'Go away.', true, ${team.writer.id}, '2031-01-01')`);
  expect((await auditRows(world)).unlogged).toEqual([{ of: 'template', id: 'crisis en 1' }]);
});

test('a withdrawal shows at once, and its leaf follows the one of the check', async () => {
  const { world, database, team } = await withTeam();
  const { check, number } = await publishedCase(world, database, team);
  const proposed = await withdrawCheck(world, team.writer, number, { vi: 'Nguồn bị rút.', en: 'Retracted.' });
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await world.decisions.submission(proposed.value))!;
  const yes = { submission: proposed.value, contentHash, outcome: 'approved', reason: null, remarks: [] } as const;
  await world.decisions.review(
    { ...yes, id: world.newId(), by: team.reviewer.id, as: team.reviewer.role },
    () => ({ ok: true, value: null }),
    world.now(),
  );
  const refusing = { ...world, log: { ...world.log, seal: async () => false } };
  expect(await publishDecided(refusing)).toBe(1);
  expect((await world.reads.checkById(check))?.withdrawn?.on).toBe('2026-11-20');
  const [published, withdrawn] = await journal(world);
  expect(JSON.parse(withdrawn!.entry)).toMatchObject({
    kind: 'check-withdrawn',
    supersedes: leafName(published!.entry),
  });
  expect(withdrawn?.supersedes).toBe(published?.number);
});

test('erasing what a leaf committed to leaves the log valid, and neither salt nor text anywhere in it', async () => {
  const { world, database, team } = await withTeam();
  const ready = await readyCase(database, { writer: team.writer, approver: team.reviewer });
  await publishedNote(world, team, ready.number);
  const [before] = await database.all<{ salt: string; entry: string }>(
    sql`select salt, entry from log_salts s join log_leaves l on l.id = s.leaf_id`,
  );
  await world.cases.close(
    ready.id,
    { as: 'private-person', joinedTo: null, check: null },
    { by: team.writer.id, at: world.now() },
    { day: dayOf(world.now()), until: new Date('2026-11-21T04:00:00Z'), words: async () => new Uint8Array([1]) },
  );
  const [note, erased] = await journal(world);
  expect(note?.entry).toBe(before?.entry);
  expect(JSON.parse(erased!.entry)).toMatchObject({ kind: 'salts-erased', leaves: [leafName(note!.entry)] });
  expect(await auditOwnLog(world.log)).toEqual({ ok: true, value: 2 });
  expect(await database.all(sql`select salt from log_salts`)).toEqual([]);
  const whole = JSON.stringify(await database.all(sql`select entry from log_leaves`));
  for (const gone of [before?.salt ?? '', 'Long Bien', 'Long Biên']) expect(whole).not.toContain(gone);
});

test('what was decided before there was a log is told once, in its order, and marked so', async () => {
  const { world, database, team } = await withTeam();
  const { check } = await publishedCase(world, database, team);
  await database.all(sql`
    insert into sources (id, name, site) values ('22222222-2222-4222-8222-222222222222', 'Báo', 'bao.example')`);
  await world.checks.opt('22222222-2222-4222-8222-222222222222' as Id, true, world.now());
  await forgetTheLog(database);
  expect(await backfillLeaves(database)).toBe(2);
  expect(await backfillLeaves(database)).toBe(0);
  const told = (await database.all<{ entry: string }>(sql`select entry from log_leaves order by id`)).map(({ entry }) =>
    JSON.parse(entry),
  );
  expect(told).toEqual([
    expect.objectContaining({ kind: 'check-published', check, backfilled: true }),
    expect.objectContaining({ kind: 'source-opted', site: 'bao.example', answers: true, backfilled: true }),
  ]);
});

/** As a database is that was there before the log. */
const forgetTheLog = async (database: Awaited<ReturnType<typeof storedWorld>>['database']) => {
  for (const table of ['log_salts', 'log_head', 'log_leaves']) {
    await database.all(sql`alter table ${sql.identifier(table)} disable trigger user`);
    await database.all(sql`delete from ${sql.identifier(table)}`);
    await database.all(sql`alter table ${sql.identifier(table)} enable trigger user`);
  }
};

test('software, keys and statements are told when they change and not again; each day that is over is counted once', async () => {
  const { world, database } = await withTeam();
  const facts = { version: '1.0.0', keys: ['a+1+x'], statements: { about: '{"vi":"Chúng tôi"}', funding: '{}' } };
  const on = '2026-11-20' as Day;
  const kinds = async () => (await journal(world)).map(({ kind }) => kind);
  await world.log.rows.tellInstance(facts, on);
  await world.log.rows.tellInstance(facts, on);
  expect(await kinds()).toEqual(['keys-changed', 'version-started', 'statements-changed']);
  await world.log.rows.tellInstance({ ...facts, statements: { ...facts.statements, funding: '{"vi":"Quỹ A"}' } }, on);
  expect((await kinds()).slice(3)).toEqual(['statements-changed']);
  // It names the page that is another.
  expect((await journal(world)).slice(2).map(({ entry }) => JSON.parse(entry).pages)).toEqual([
    ['about', 'funding'],
    ['funding'],
  ]);
  expect(JSON.stringify(await journal(world))).not.toContain('Quỹ A');

  await database.all(sql`
    insert into tips (id, day, channel, outcome, state, text) values
      (gen_random_uuid(), '2026-11-18', 'web', 'known', 'answered', null),
      (gen_random_uuid(), '2026-11-18', 'web', 'new', 'waiting', 'Có đúng không'),
      (gen_random_uuid(), '2026-11-19', 'api', 'new', 'waiting', 'Thật không')`);
  await world.raters.invite({ id: world.newId(), lookup: 'a'.repeat(64), on: '2026-11-19' as Day });
  expect(await world.log.rows.tellDays('2026-11-19' as Day)).toBe(1);
  expect(await world.log.rows.tellDays('2026-11-30' as Day)).toBe(11);
  expect(await world.log.rows.tellDays('2026-11-30' as Day)).toBe(0);
  const days = (await journal(world)).slice(4).map(({ entry }) => JSON.parse(entry));
  expect(days[0]).toEqual({
    ...{ v: 1, kind: 'day-counted', on: '2026-11-18', received: 2, answered: 1, answeredLater: 0, closed: {} },
    ...{ waitingOver7Days: 0, sent: {}, outgoing: { web: { sent: '1-19' } }, textsErased: 0, forgotten: {} },
  });
  expect(days.map(({ raters }) => raters).slice(0, 3)).toEqual([undefined, { invited: 1 }, undefined]);
  expect(days.map(({ received }) => received)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(days.at(-1)).toMatchObject({ on: '2026-11-29', waitingOver7Days: 2 });
});
