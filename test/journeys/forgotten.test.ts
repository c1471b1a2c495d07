// A canary in what askers write: after erasure and retention it is nowhere, neither in a table nor in a file of the database.
import { mkdtempSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { ok } from '../../src/base/result.ts';
import { parseTip } from '../../src/core/tip.ts';
import { addressCode } from '../../src/desk/address-link.ts';
import {
  addEvidence,
  addTask,
  closeCase,
  confirmAddress,
  endCases,
  eraseFiles,
  eraseTexts,
  type Mail,
  match,
  openAppeal,
  receive,
  remark,
  replyToAskers,
  replyToQuestion,
  requestData,
  retain,
  type SealedWish,
  sendOutbox,
  tendCases,
  triage,
  withdraw,
} from '../../src/desk/index.ts';
import { filesIn } from '../../src/outside/files/index.ts';
import { type Database, dumpTables } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague } from '../desk/deciding.ts';
import { sampleChecks } from '../desk/sample-checks.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

// What is said in clear and what only ever is sealed: neither word occurs anywhere else.
const said = 'hoangyen7f3a';
const sealed = 'chimhoangyen9d1c';

const ask = async (world: StoredWorld, text: string): Promise<string> => {
  const tip = parseTip({ text, lang: 'vi' }, 'web');
  if (!tip.ok) throw new Error(tip.error.code);
  const received = await receive(world, await match(world, tip.value), null);
  if (!received.ok || received.value.ticket === null) throw new Error('no ticket was given');
  return received.value.ticket;
};

/** Whoever has this ticket was asked something back, and replied. */
const replied = async (world: StoredWorld, database: Database, ticket: string): Promise<void> => {
  const { id: by } = await colleague(database, 'checker');
  const [of] = await database.all<{ id: Id }>(
    sql`select id from cases where title like '%cấm bán%' and title like ${`%${said}%`}`,
  );
  const question = { id: world.newId(), template: 'question-where' } as const;
  expect(await world.questions.ask({ case: of!.id, by, at: world.now() }, question)).toBe('done');
  const reply = { ticket, question: question.id, text: `Nghe ${said} kể` };
  expect(await replyToQuestion(world, reply)).toMatchObject({ ok: true });
};

/** Every table of every schema, each row as text, read with the rights of the server's owner. */
const tablesWith = async (database: Database, word: string): Promise<readonly string[]> => {
  const tables = await database.all<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('information_schema')`);
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.all(
      sql`select 1 from ${sql.raw(name)} as t where position(${word} in lower(t::text)) > 0 limit 1`,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
};

/** Every file of the server: tables, indexes, what they had before, the write-ahead log, statistics, temporary files. */
const filesWith = async (database: Database, word: string): Promise<readonly string[]> => {
  await database.all(sql`checkpoint`);
  const [place] = await database.all<{ folder: string }>(sql`select current_setting('data_directory') as folder`);
  const found: string[] = [];
  for (const path of await filesUnder(place!.folder)) {
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(word)) found.push(path.slice(place!.folder.length));
  }
  return found;
};

// The server removes files and folders while they are listed, those of other tests' databases among them.
const filesUnder = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inside = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
  return (await Promise.all(inside)).flat();
};

/** The address is confirmed with the code of its letter. */
const kept = async (world: StoredWorld, wish: SealedWish) => confirmAddress(world, await addressCode(world, wish));

const backupWith = async (database: Database, word: string): Promise<readonly string[]> => {
  const found: string[] = [];
  await dumpTables(database, async ({ table, rows }) => {
    if ((await buffer(rows)).includes(word)) found.push(table);
  });
  return found;
};

test('erased, answered or too old: no word of an asker and no address is left anywhere, and sealed copies are noise', async () => {
  const { world, database, setClock } = await storedWorld('2026-11-20T10:00:00Z');
  const taken = await ask(world, `Uống ${said} pha mật ong trị dứt bệnh gút trong ba ngày`);
  const answered = await ask(world, `Uống nước chanh nóng mỗi ngày chữa khỏi ung thư, ${said} nói vậy`);
  const waits = await ask(world, `Tháng sau ${said} sẽ bị cấm bán ở mọi khu chợ trên cả nước`);
  const email = (name: string) => `${name}.${sealed}@hoi.example`;
  for (const ticket of [taken, answered])
    expect(await kept(world, { email: email('lan'), lang: 'vi', of: { ticket, corrections: true } })).toMatchObject({
      ok: true,
    });
  await triage(world);
  await replied(world, database, waits);
  const checks = await sampleChecks({ world }, ['nuoc-chanh-nong-va-ung-thu', 'gao-lam-tu-nhua']);
  const [check, other] = ['nuoc-chanh-nong-va-ung-thu', 'gao-lam-tu-nhua'].map((slug) =>
    checks.find((one) => one.slug === slug),
  );
  expect((await kept(world, { email: email('sub'), lang: 'vi', of: { check: check!.id } })).ok).toBe(true);
  // Not against the check that answers: with an open appeal it would answer nobody.
  const about = { kind: 'check', id: other!.id } as const;
  const appeal = { about, lang: 'vi', reason: 'other', text: 'Xem lại đoạn hai.', email: email('appeal'), once: null };
  expect((await openAppeal(world, appeal, 14)).ok).toBe(true);
  expect((await requestData(world, { kind: 'see', text: `Tôi là ${sealed}`, lang: 'vi', once: null })).ok).toBe(true);
  const copies = await database.all<{ id: Id; bytes: Buffer }>(sql`
    select id, sealed as bytes from contacts union all select id, sealed from data_requests`);
  expect(copies).toHaveLength(5);

  // The search finds what is there, and what is sealed was never written in clear, not even for a moment.
  expect(await tablesWith(database, said)).toEqual(
    expect.arrayContaining(['public.tips', 'public.claims', 'public.cases', 'public.tip_replies']),
  );
  expect((await filesWith(database, said)).length).toBeGreaterThan(0);
  expect(await tablesWith(database, sealed)).toEqual([]);
  expect(await filesWith(database, sealed)).toEqual([]);

  expect((await withdraw(world, taken)).ok).toBe(true);
  const letters: string[] = [];
  const mail: Mail = {
    send: async ({ to }) => {
      letters.push(to);
      return ok(null);
    },
  };
  const claims = await database.all<{ id: Id }>(sql`select id from claims where text like '%chanh%'`);
  for (const { id } of claims) await world.tips.answered(id, check!.id, world.now());
  expect(await replyToAskers(world)).toMatchObject({ queued: 1, erased: 1 });
  expect(await sendOutbox({ ...world, mail })).toMatchObject({ sent: 1 });
  expect(letters).toEqual([email('lan')]);
  await triage(world);

  // Ninety days later everything is due; what still is needed is sealed anew on the way.
  for (const day of ['2026-12-16', '2027-01-11', '2027-02-06', '2027-03-04', '2027-03-30']) {
    setClock(`${day}T03:17:00Z`);
    await eraseTexts(world);
    await tendCases(world);
    await retain(world);
  }
  await database.all(sql`update subscriptions set since = '2025-01-01'`);
  setClock('2027-03-31T03:17:00Z');
  expect(await retain(world)).toMatchObject({ subscriptionsEnded: 2, contactsForgotten: 2 });

  expect(await tablesWith(database, said)).toEqual([]);
  expect(await tablesWith(database, sealed)).toEqual([]);
  expect(await filesWith(database, said)).toEqual([]);
  expect(await filesWith(database, sealed)).toEqual([]);
  expect(await backupWith(database, said)).toEqual([]);
  expect(await backupWith(database, sealed)).toEqual([]);
  const days = await world.vault.days();
  expect(days.every((day) => day > '2027-03-05')).toBe(true);
  for (const { id, bytes } of copies)
    for (const day of ['2026-11-20', ...days]) expect(await world.vault.open(day as never, id, bytes)).toBeUndefined();
});

test('what was about a private person is nowhere once its case is closed: no text, no file, in no backup', async () => {
  const { world: stored, database, setClock } = await storedWorld('2026-11-20T10:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'sangto-files-'));
  const world = { ...stored, files: filesIn(folder, stored.now) };
  const by = await colleague(database, 'editor');
  const of = await makeCase(database, {
    title: `Ai đã thấy ${said}?`,
    variants: [{ text: `Có thật ${said} không`, asked: 2 }],
  });
  const typed = { kind: 'call', publisher: 'Phường', stance: 'context', interest: 'independent' } as const;
  const file = { name: `${said}.pdf`, bytes: Buffer.from(`Giấy tờ của ${said}`) };
  const given = { ...typed, title: `Gọi ${said}`, shows: { vi: `Là ${said}` }, file };
  expect((await addEvidence(world, by, of.id, given)).ok).toBe(true);
  expect((await remark(world, by, of.id, { text: `Hỏi ${said}`, passage: null })).ok).toBe(true);
  expect((await addTask(world, by, of.id, { text: `Gọi ${said}`, assignedTo: null })).ok).toBe(true);
  const onDisk = async (): Promise<readonly string[]> => {
    const paths = await filesUnder(folder);
    const held = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(said)));
    return paths.filter((_, n) => held[n]);
  };
  expect(await onDisk()).toHaveLength(1);
  expect(await tablesWith(database, said)).toEqual(
    expect.arrayContaining(['public.cases', 'public.claims', 'public.case_evidence', 'public.case_remarks']),
  );
  expect((await backupWith(database, said)).length).toBeGreaterThan(0);

  expect((await closeCase(world, by, { of: of.id, as: 'private-person' })).ok).toBe(true);
  // Sealed for twenty hours: in no table and no backup, and its file under a name that nothing tells. Then it is gone.
  expect(await tablesWith(database, said)).toEqual([]);
  expect(await backupWith(database, said)).toEqual([]);
  expect(await eraseFiles(world)).toBe(0);
  setClock('2026-11-21T05:59:00Z');
  expect(await endCases(world)).toMatchObject({ forgotten: 0, ended: 0, released: 0 });
  setClock('2026-11-21T06:00:00Z');
  expect(await endCases(world)).toMatchObject({ forgotten: 1, ended: 0, released: 0 });
  expect(await eraseFiles(world)).toBe(1);
  expect(await onDisk()).toEqual([]);
  expect(await filesUnder(folder)).toEqual([]);
  expect(await backupWith(database, said)).toEqual([]);
  await retain(world);
  expect(await tablesWith(database, said)).toEqual([]);
  expect(await filesWith(database, said)).toEqual([]);
});

test('a key lives for 25 days: a used contact is noise within 30, and one that waits is sealed anew', async () => {
  const { world, database, setClock } = await storedWorld('2026-11-20T10:00:00Z');
  const ticket = await ask(world, `Tháng sau ${said} sẽ bị cấm bán ở mọi khu chợ trên cả nước`);
  await kept(world, { email: 'lan@hoi.example', lang: 'vi', of: { ticket, corrections: false } });
  const [before] = await database.all<{ id: Id; bytes: Buffer }>(sql`select id, sealed as bytes from contacts`);
  setClock('2026-12-14T10:00:00Z');
  expect(await retain(world)).toMatchObject({ sealedAnew: 0, keysDestroyed: 0 });
  setClock('2026-12-15T10:00:00Z');
  expect(await retain(world)).toMatchObject({ sealedAnew: 1, keysDestroyed: 1 });
  expect(await world.vault.open('2026-11-20' as never, before!.id, before!.bytes)).toBeUndefined();
  const [after] = await database.all<{ id: Id; day: never; bytes: Buffer }>(
    sql`select id, key_day as day, sealed as bytes from contacts`,
  );
  expect(await world.vault.open(after!.day, after!.id, after!.bytes)).toBe('lan@hoi.example');
  // Sealed for one row, it opens for no other.
  expect(await world.vault.open(after!.day, world.newId(), after!.bytes)).toBeUndefined();
  // Twice a day forgets no more than once, and the report of the day is of both.
  expect(await retain(world)).toMatchObject({ sealedAnew: 0, keysDestroyed: 0 });
  expect((await world.retention.lastReport())?.report).toMatchObject({ sealedAnew: 1, keysDestroyed: 1 });
});
