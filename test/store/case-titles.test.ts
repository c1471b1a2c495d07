// A case that people asked is called by their sentence only as long as it is worked on.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { undoHours } from '../../src/core/case.ts';
import { closeCase, publishDecided, replyToAskers, reviewSubmission } from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague, handIn, readyCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';

const sentence = 'Mẹ tôi ở quê nghe nói uống nước muối là hết đau dạ dày, thật không?';
const wording = 'Uống nước muối mỗi sáng chữa khỏi đau dạ dày';

const titleOf = async (database: Database, of: Id): Promise<string | null | undefined> =>
  (await database.all<{ title: string | null }>(sql`select title from cases where id = ${of}`))[0]?.title;

const asked = async (database: Database, of: Id): Promise<void> => {
  const [claim, tip] = [randomUUID(), randomUUID()];
  await database.all(sql`update cases set origin = 'asked', title = ${sentence} where id = ${of}`);
  await database.all(sql`
    insert into claims (id, fingerprint, text, first_day) values (${claim}, ${claim}, ${sentence}, '2026-11-12')`);
  await database.all(sql`
    insert into tips (id, day, channel, lang, outcome, state, ticket_hash, text)
    values (${tip}, '2026-11-18', 'web', 'vi', 'new', 'waiting', ${tip}, ${sentence})`);
  await database.all(sql`
    insert into tip_claims (tip_id, position, claim_id, span_start, span_end, outcome, answers)
    values (${tip}, 0, ${claim}, 0, 1, 'new', '[]')`);
  await database.all(sql`insert into case_groups (group_id, case_id, asked) values (${claim}, ${of}, 1)`);
};

test('with its check published, a case is called by the wording that was agreed on, and not by the asker’s sentence', async () => {
  const { world, database } = await storedWorld();
  const [writer, reviewer] = [await colleague(database, 'checker'), await colleague(database, 'reviewer')];
  const ready = await readyCase(database, { writer, approver: reviewer }, wording);
  await asked(database, ready.id);
  const { id, contentHash } = await handIn(world, writer, ready);
  expect(await titleOf(database, ready.id)).toBe(sentence);
  const yes = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, id, yes)).ok).toBe(true);
  await publishDecided(world);
  expect(await titleOf(database, ready.id)).toBe(wording);
  expect(await replyToAskers(world)).toMatchObject({ erased: 1 });
  expect(await titleOf(database, ready.id)).toBe(wording);
});

test('closed without a wording, a case loses its title in the same moment in which the words of whoever asked are erased', async () => {
  const { world, database } = await storedWorld();
  const checker = await colleague(database, 'checker');
  const own = await makeCase(database, { title: 'Do nhóm đặt' });
  const of = await makeCase(database);
  await asked(database, of.id);
  expect((await closeCase(world, checker, { of: of.id, as: 'spam', because: 'advertising' })).ok).toBe(true);
  expect(await titleOf(database, of.id)).toBe(sentence);
  expect(await replyToAskers(world)).toMatchObject({ erased: 0 });
  expect(await titleOf(database, of.id)).toBe(sentence);
  expect(await world.cases.endUndo(new Date(world.now().getTime() + undoHours * 3_600_000))).toBe(1);
  expect(await replyToAskers(world)).toMatchObject({ erased: 1 });
  expect(await titleOf(database, of.id)).toBeNull();
  expect(await titleOf(database, own.id)).toBe('Do nhóm đặt');
});
