import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, inject, test, vi } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import type { Check, CheckText } from '../../src/core/check.ts';
import { StoreAway } from '../../src/desk/store-away.ts';
import {
  currentCursor,
  dumpTables,
  eventsAfter,
  holdsNothing,
  isLastOut,
  leftOut,
  loadTables,
  openDatabase,
} from '../../src/store/index.ts';
import { colleague } from '../desk/deciding.ts';
import { storedWorld, tempDatabase } from '../temp-database.ts';

const text = (title: string): CheckText => ({
  title,
  claim: `${title} claim`,
  short: 'Short.',
  known: 'Known.',
  how: 'How.',
  reply: 'Reply.',
});

const check = (over: Partial<Check> = {}): Check => ({
  id: randomUUID() as Id,
  slug: `check-${randomUUID()}`,
  source: null,
  originalUrl: null,
  verdict: 'false',
  label: null,
  asOf: '2026-09-01' as Day,
  reviewBy: '2027-09-01' as Day,
  publishedOn: '2026-09-03' as Day,
  topics: ['health'],
  claimant: null,
  appearances: ['https://example.org/a'],
  texts: { vi: text('Nước chanh'), en: text('Lemon water') },
  aliases: [{ lang: 'vi', text: 'nuoc chanh' }],
  evidence: [
    {
      url: 'https://who.int/x',
      title: 'T',
      publisher: 'WHO',
      lang: 'en',
      stance: 'refutes',
      interest: 'independent',
      publishedOn: null,
      accessedOn: '2026-09-01' as Day,
      locator: null,
      archivedUrl: null,
      shows: { vi: 'v', en: 'e' },
    },
  ],
  searches: [],
  corrections: [],
  ...over,
});
const toSave = (c: Check) => ({
  check: c,
  externalKey: c.slug,
  links: [{ kind: 'page' as const, value: 'https://example.org/a' }],
});
const at = new Date('2026-11-20T10:00:00Z');

test('a check comes back from the store as it went in', async () => {
  const { world } = await storedWorld();
  const one = check({
    verdict: 'unproven',
    searches: [{ query: 'q', where: 'PubMed', on: '2026-09-01' as Day, found: { vi: 'không', en: 'nothing' } }],
    corrections: [
      { on: '2026-10-01' as Day, kind: 'minor', explain: { vi: 'x', en: 'y' }, before: { vi: { short: 'Cũ' } } },
    ],
    claimant: { en: { name: 'A ministry', role: 'ministry', place: 'press release' } },
  });
  expect(await world.decisions.publishSample([toSave(one)], at)).toEqual(['new']);
  expect(await world.reads.check(one.slug)).toEqual(one);
});

test('saving the same check again changes nothing and tells nothing; a new wording keeps the old one', async () => {
  const { world, database } = await storedWorld();
  const one = check();
  await world.decisions.publishSample([toSave(one)], at);
  expect(await world.decisions.publishSample([toSave({ ...one, id: randomUUID() as Id })], at)).toEqual(['same']);
  expect(
    await world.decisions.publishSample([toSave({ ...one, texts: { ...one.texts, vi: text('Nước chanh nóng') } })], at),
  ).toEqual(['changed']);
  const versions = await database.all<{ lang: string; n: number; current: boolean }>(
    sql`select lang, n, current from check_versions order by lang, n`,
  );
  expect(versions).toEqual([
    { lang: 'en', n: 1, current: true },
    { lang: 'vi', n: 1, current: false },
    { lang: 'vi', n: 2, current: true },
  ]);
  const told = await database.all<{ type: string }>(sql`select type from events order by id`);
  expect(told.map((t) => t.type)).toEqual(['check.published', 'check.changed']);
});

test('the database itself refuses a strong verdict without independent evidence', async () => {
  const { world } = await storedWorld();
  const one = check({ evidence: [] });
  await expect(world.decisions.publishSample([toSave(one)], at)).rejects.toMatchObject({ code: '23514' });
  expect(await world.reads.check(one.slug)).toBeUndefined();
});

test('events can only be appended', async () => {
  const { world, database } = await storedWorld();
  await world.decisions.publishSample([toSave(check())], at);
  await expect(database.all(sql`delete from events`)).rejects.toMatchObject({ code: '23001' });
  await expect(database.all(sql`update events set type = 'x'`)).rejects.toMatchObject({ code: '23001' });
});

test('a reader of events does not pass a transaction that commits late', async () => {
  const { world, database } = await storedWorld();
  const start = await currentCursor(database);
  const late = await database.connect();
  await late.query('begin');
  await late.query(
    `insert into events (type, v, day, at, data) values ('check.imported', 1, '2026-11-20', now(), '{"check":"late"}')`,
  );
  await world.decisions.publishSample([toSave(check())], at);
  expect(await eventsAfter(database, start, 10)).toEqual([]);
  await late.query('commit');
  late.release();
  // The oldest running transaction is the whole server's, where other tests have theirs for a moment.
  const seen = await vi.waitFor(async () => {
    const events = await eventsAfter(database, start, 10);
    expect(events.map((s) => s.event.type)).toEqual(['check.imported', 'check.published']);
    return events;
  });
  expect(await eventsAfter(database, seen.at(-1)!.cursor, 10)).toEqual([]);
});

test('lists filter, count and page without repeating a check', async () => {
  const { world } = await storedWorld();
  const all = Array.from({ length: 7 }, (_, i) =>
    check({ publishedOn: `2026-09-0${1 + (i % 3)}` as Day, topics: i < 2 ? ['science'] : ['health'] }),
  );
  await world.decisions.publishSample(all.map(toSave), at);
  const nothing = { verdicts: [], topic: null, lang: null, from: null, to: null, source: null };
  const seen: string[] = [];
  for (let after: string | null = null, pages = 0; pages < 10; pages++) {
    const page = await world.reads.list(nothing, { after, limit: 3 });
    expect(page.total).toBe(7);
    seen.push(...page.cards.map((c) => c.id));
    after = page.next;
    if (after === null) break;
  }
  expect(new Set(seen).size).toBe(7);
  expect((await world.reads.list({ ...nothing, topic: 'science' }, { after: null, limit: 10 })).total).toBe(2);
  expect((await world.reads.list({ ...nothing, from: '2026-09-03' as Day }, { after: null, limit: 10 })).total).toBe(2);
  expect((await world.reads.list({ ...nothing, verdicts: ['true'] }, { after: null, limit: 10 })).total).toBe(0);
  expect(
    (await world.reads.list({ ...nothing, lang: 'vi', source: 'ours' }, { after: 'not a cursor', limit: 10 })).cards,
  ).toHaveLength(7);
  expect(await world.reads.topics()).toEqual([
    { topic: 'health', checks: 5 },
    { topic: 'science', checks: 2 },
  ]);
});

test('everything dumped from one database is in another after loading, and loading twice is refused', async () => {
  const { world, database } = await storedWorld();
  await world.decisions.publishSample([toSave(check()), toSave(check())], at);
  const dumps: { table: string; columns: readonly string[]; rows: AsyncIterable<Uint8Array> }[] = [];
  await dumpTables(database, async ({ table, columns, rows }) => {
    const pieces: Buffer[] = [];
    for await (const piece of rows) pieces.push(piece as Buffer);
    dumps.push({
      table,
      columns,
      rows: (async function* () {
        yield Buffer.concat(pieces);
      })(),
    });
  });
  const target = await tempDatabase();
  async function* given() {
    yield* dumps;
  }
  expect(await loadTables(target, given(), { at, newId: world.newId })).toEqual({ ok: true, value: null });
  for (const { table } of dumps) {
    const count = (db: typeof target) => db.all<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)}`);
    expect(await count(target), table).toEqual(await count(database));
  }
  const held = await database.all<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(held.map(({ name }) => name).sort()).toEqual([...dumps.map(({ table }) => table), ...leftOut].sort());
  // The rules about the moment in which something is written are back in force.
  const off = await target.all(sql`select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'`);
  expect(off).toEqual([]);
  await target.all(sql`insert into events (type, v, day, data) values ('tip.received', 1, '2026-11-20', '{}')`);
  expect(await loadTables(target, given(), { at, newId: world.newId })).toMatchObject({
    ok: false,
    error: { code: 'not-empty' },
  });
});

test('ASVS 16.2.5: an error of the database never quotes what was being stored', async () => {
  const { database } = await storedWorld();
  const secret = 'my neighbour 0912345678';
  const failed = await database
    .all(sql`insert into tips (id, text) values (${randomUUID()}, ${secret})`)
    .catch((e: unknown) => e);
  expect(failed).toMatchObject({ name: 'StatementRefused', code: '23502' });
  for (let e = failed; e instanceof Error; e = e.cause)
    expect(`${e.message} ${e.stack} ${JSON.stringify(e)}`).not.toContain('neighbour');
});

test('ASVS 2.3.3: a transaction that takes longer than its patience is given up, undone, and leaves a sound pool', async () => {
  const database = await tempDatabase();
  await database.all(sql`create table slow (n int)`);
  const work = database.atomically(async (tx) => {
    await tx.all(sql`insert into slow values (1)`);
    await tx.all(sql`select pg_sleep(20)`);
  }, 200);
  await expect(work).rejects.toThrow(StoreAway);
  expect(await database.all(sql`select count(*) as n from slow`)).toEqual([{ n: 0 }]);
});

test('whoever leaves while another process works is not the last one out', async () => {
  const admin = await tempDatabase();
  const [here] = await admin.all<{ name: string }>(sql`select current_database() as name`);
  const connection = { ...inject('postgres'), database: here!.name };
  const other = openDatabase({ ...connection, application_name: 'sangto 2' });
  await other.all(sql`select 1`);
  expect(await isLastOut(connection, 'sangto 1')).toBe(false);
  expect(await isLastOut(connection, 'sangto 2')).toBe(true);
  await other.close();
});

test('a database that nobody used holds nothing; one with somebody of a team holds something', async () => {
  const { database } = await storedWorld();
  expect(await holdsNothing(database)).toBe(true);
  await colleague(database, 'owner');
  expect(await holdsNothing(database)).toBe(false);
});
