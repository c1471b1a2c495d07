// What the public log proves of every kind of leaf: the rows say what it tells, its texts are handed out with what opens them,
// and whoever edits a row behind the log is found by its kind and number.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { type Commitments, committed, type LeafKind, leafKinds } from '../../src/core/leaf.ts';
import { hasRows } from '../../src/core/leaf-rows.ts';
import { agreeToAnswer, answerAppeal, auditRows, endCases, openAppeal, proveLeaf } from '../../src/desk/index.ts';
import { decisionDeeds } from './leaf-deeds.ts';
import { besideDeeds, statedLast } from './leaf-deeds-beside.ts';
import { edits } from './leaf-edits.ts';
import { type Deed, done, openPlace, sealedEntries } from './leaf-place.ts';

const deeds: Readonly<Record<LeafKind, Deed>> = { ...decisionDeeds, ...besideDeeds };

test('each kind of leaf has its edit here, or the reason why there is no row of it', () => {
  expect(Object.keys(edits).sort()).toEqual([...leafKinds].sort());
  for (const kind of leafKinds) expect('rowless' in edits[kind], kind).toBe(!hasRows(kind));
});

test.each(leafKinds)('%s: its rows hold, its texts open their hashes, and an edit is found', async (kind) => {
  const place = await openPlace();
  const { world, database } = place;
  const deed = await deeds[kind](place);
  await deed();
  const entries = await sealedEntries(place);
  expect((await auditRows(world)).differ).toEqual([]);
  const number = entries.findLastIndex((entry) => (JSON.parse(entry) as { kind: LeafKind }).kind === kind);
  // There is no row of the statements: what the settings say stands for them.
  const stating = { log: { ...world.log, statements: () => statedLast } };
  const proven = await done(proveLeaf(stating, number));
  expect(proven.entry).toBe(entries[number]);
  const hashes = (JSON.parse(proven.entry) as { hashes?: Commitments }).hashes ?? {};
  expect(proven.says).toBe(hasRows(kind) || kind === 'statements-changed' ? 'holds' : 'unknown');
  expect(Object.keys(proven.texts).sort()).toEqual(Object.keys(hashes).sort());
  for (const [name, { text, salt, as }] of Object.entries(proven.texts)) {
    expect(as, name).toBe('holds');
    expect(committed(salt ?? '', text ?? ''), name).toBe(hashes[name]);
  }
  const edited = edits[kind];
  if ('rowless' in edited) return;
  await database.atomically(async (tx) => {
    await tx.all(sql`set local session_replication_role = replica`);
    for (const statement of edited.edit(number)) await tx.all(statement);
  });
  const found = await auditRows(world);
  expect(found.differ).toContainEqual({ kind, leaf: number });
  expect((await done(proveLeaf(world, number))).says).toBe('differs');
});

test('a statement that the settings say otherwise than its leaf is told on its leaf', async () => {
  const place = await openPlace();
  await (await deeds['statements-changed'](place))();
  const number = (await sealedEntries(place)).length - 1;
  const stating = {
    log: { ...place.world.log, statements: () => ({ ...statedLast, funding: '{"vi":"Không ai trả."}' }) },
  };
  const proven = await done(proveLeaf(stating, number));
  expect([proven.says, proven.texts.funding?.as, proven.texts.about?.as]).toEqual(['differs', 'differs', 'holds']);
});

test('what was answered about the notes of a case goes with them, and nothing of it is a difference', async () => {
  const place = await openPlace();
  const { world, database, team } = place;
  const close = await deeds['salts-erased'](place);
  const [noted] = await database.all<{ id: Id }>(sql`select case_id as id from submissions where kind = 'note'`);
  const about = { kind: 'note', id: noted!.id } as const;
  const given = { about, lang: 'vi', reason: 'other', text: 'Cầu vẫn mở mà.', links: '', email: '', once: null };
  await done(openAppeal(world, given, 14));
  const appeal = (await world.appeals.list(1))[0]!.id;
  const answer = { appeal, outcome: 'not-upheld', reasons: { vi: 'Đã hỏi lại.', en: 'Asked again.' } };
  const proposed = await done(answerAppeal(world, team.editor, answer, ['vi', 'en']));
  await done(agreeToAnswer(world, team.owner, { appeal, proposed }));
  expect((await auditRows(world)).differ).toEqual([]);
  await close();
  const entries = await sealedEntries(place);
  const answered = entries.findIndex((entry) => entry.includes('"appeal-answered"'));
  expect((await done(proveLeaf(world, answered))).texts).toEqual({ answer: { text: null, salt: null, as: 'erased' } });
  expect(await database.all(sql`select salt from log_salts`)).toEqual([]);
  place.setClock('2026-11-23T03:17:00Z');
  await endCases(world);
  expect(await database.all(sql`select from appeals where text = '–'`)).toHaveLength(1);
  expect((await auditRows(world)).differ).toEqual([]);
});

test('a text that was erased, and one that is nobody’s to read, is handed out by no proof', async () => {
  const place = await openPlace();
  await (await deeds['salts-erased'](place))();
  const entries = await sealedEntries(place);
  const note = entries.findIndex((entry) => entry.includes('"note-published"'));
  const proven = await done(proveLeaf(place.world, note));
  expect(proven.texts).toEqual({ content: { text: null, salt: null, as: 'erased' } });
  expect([proven.says, (await auditRows(place.world)).differ]).toEqual(['unknown', []]);

  // Between the closing of such a case and the erasure of what was said of it the words are still there, for nobody to read.
  const other = await openPlace();
  const close = await deeds['salts-erased'](other);
  const salts = await other.database.all<{ id: number; salt: string }>(sql`select leaf_id as id, salt from log_salts`);
  await close();
  await sealedEntries(other);
  for (const { id, salt } of salts)
    await other.database.all(sql`insert into log_salts (leaf_id, field, salt) values (${id}, 'content', ${salt})`);
  const closed = await done(proveLeaf(other.world, 0));
  expect(closed.texts).toEqual({ content: { text: null, salt: null, as: 'closed' } });
  expect(JSON.stringify(closed)).not.toContain('says so');
});
