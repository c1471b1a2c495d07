// One message passed on is one group: found by index, whoever writes at the same time, and forgotten with its text.
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { parseTip } from '../../src/core/tip.ts';
import { eraseTexts, match, receive, ticketHash, withdraw } from '../../src/desk/index.ts';
import { likenessOf } from '../../src/desk/likeness.ts';
import { keyedWith, newId } from '../../src/main/secrets.ts';
import { lookAlikes } from '../../src/store/claim-groups.ts';
import { dumpTables, loadTables, openDatabase, tipsIn } from '../../src/store/index.ts';
import { type StoredWorld, storedWorld, tempDatabase } from '../temp-database.ts';

const asks = async (world: StoredWorld, text: string): Promise<string> => {
  const input = parseTip({ text }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  const received = await receive(world, await match(world, input.value), null);
  if (!received.ok || received.value.ticket === null) throw new Error('not stored');
  return received.value.ticket;
};

const othersOf = async (world: StoredWorld, ticket: string): Promise<readonly number[] | undefined> =>
  (await world.reads.ticket(ticketHash(world.keyed, ticket)))?.claims.map((c) => c.othersAsking);

const forward = 'Từ tối nay thành phố cắt nước 3 ngày để súc rửa đường ống, bà con trữ nước ngay';

test('whoever passes a message on with other words around it, typos and no diacritics asks the same', async () => {
  const { world } = await storedWorld();
  const first = await asks(world, forward);
  await asks(world, `Chuyển tiếp từ nhóm khu phố:\n${forward}`);
  await asks(world, 'tu toi nay thanh pho cat nuoc 3 ngay de suc rua duong ogn, ba con tru nuoc ngay 😱');
  const other = await asks(world, forward.replace('3 ngày', '5 ngày'));
  const denied = await asks(world, forward.replace('cắt nước', 'không cắt nước'));
  expect(await othersOf(world, first)).toEqual([2]);
  expect(await othersOf(world, other)).toEqual([0]);
  expect(await othersOf(world, denied)).toEqual([0]);
});

test('two masked numbers are two messages, whatever else agrees', async () => {
  const { world } = await storedWorld();
  const call = (phone: string) => `Gọi ngay số ${phone} để nhận lại tiền thuế của cả gia đình trong tuần này`;
  const first = await asks(world, call('0912 345 678'));
  await asks(world, call('0987 654 321'));
  expect(await othersOf(world, first)).toEqual([0]);
  await asks(world, `${call('0912 345 678')} nhé`);
  expect(await othersOf(world, first)).toEqual([1]);
});

test('look-alikes that are written in one transaction find each other', async () => {
  const { world, database } = await storedWorld();
  const tickets = await Promise.all(
    ['', 'Cả nhà ơi, ', 'Fwd: ', 'Nghe nói ', '👉 '].map((before) => asks(world, before + forward)),
  );
  expect(await Promise.all(tickets.map((t) => othersOf(world, t)))).toEqual(tickets.map(() => [4]));
  const leaders = await database.all(sql`select distinct claim_id from claim_likeness`);
  expect(leaders).toHaveLength(1);
});

test('two processes that write look-alikes at the same time begin one group', async () => {
  const { world, database, jobs } = await storedWorld();
  const [name] = await database.all<{ name: string }>(sql`select current_database() as name`);
  const second = openDatabase({ ...inject('postgres'), database: name!.name });
  const elsewhere = { ...world, tips: tipsIn(second, jobs.enqueue) };
  const rounds = Array.from(
    { length: 12 },
    (_, i) => `${forward} tại phường ${['Một', 'Hai', 'Ba'][i % 3]} khu ${i + 10}`,
  );
  for (const text of rounds) {
    const tickets = await Promise.all([asks(world, text), asks(elsewhere, `Mọi người ơi, ${text}!!!`)]);
    expect(await Promise.all(tickets.map((t) => othersOf(world, t)))).toEqual([[1], [1]]);
  }
  await second.close();
});

test('candidates are found by index among very many', async () => {
  const { world, database } = await storedWorld();
  await asks(world, forward);
  await database.all(sql`
    insert into claims (id, fingerprint, text, first_day, likeness)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'f' || n, 'text ' || n, '2026-11-20', array[n] from generate_series(1, 20000) n`);
  await database.all(
    sql`insert into claim_likeness (band, claim_id) select unnest(likeness), id from claims where fingerprint like 'f%'`,
  );
  await database.all(sql`analyze claims, claim_likeness`);
  const text = `${forward} ạ`;
  const claim = { id: newId(), fingerprint: 'new', text, likeness: likenessOf(world.keyed, text, []) };
  const plan = await database.all<{ 'QUERY PLAN': string }>(sql`explain ${lookAlikes([claim])}`);
  const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines).toMatch(/Index (Only )?Scan using claim_likeness_pkey/);
  expect(lines).not.toMatch(/Seq Scan on (claim_likeness|claims)/);
  const found = await database.all<{ text: string }>(lookAlikes([claim]));
  expect(found.map((row) => row.text)).toEqual([forward]);
});

test('when the first of a group is taken back, later look-alikes still find the group', async () => {
  const { world } = await storedWorld();
  const first = await asks(world, forward);
  const second = await asks(world, `Cả nhà ơi, ${forward}`);
  await withdraw(world, first);
  const third = await asks(world, `Nghe nói ${forward}, thiệt không`);
  expect(await othersOf(world, second)).toEqual([1]);
  expect(await othersOf(world, third)).toEqual([1]);
});

test('a sketch goes when its text goes, the count of askers stays, and the group can be asked again', async () => {
  const { world, database, setClock } = await storedWorld();
  const first = await asks(world, forward);
  await asks(world, `Fwd: ${forward} nha`);
  const held = () =>
    database.all<{ texts: number; sketches: number; bands: number }>(sql`
      select count(text) as texts, count(likeness) as sketches, (select count(*) from claim_likeness) as bands from claims`);
  expect(await held()).toEqual([{ texts: 2, sketches: 2, bands: 12 }]);
  setClock('2027-03-20T10:00:00Z');
  await eraseTexts(world);
  expect(await held()).toEqual([{ texts: 0, sketches: 0, bands: 0 }]);
  expect(await othersOf(world, first)).toEqual([1]);
  const again = await asks(world, forward);
  const alike = await asks(world, `Nghe nói là ${forward}`);
  expect(await othersOf(world, again)).toEqual([3]);
  expect(await othersOf(world, alike)).toEqual([3]);
});

test('a claim from before there were sketches gets one when it is asked again', async () => {
  const { world, database } = await storedWorld();
  const old = await asks(world, forward);
  await database.all(sql`delete from claim_likeness`);
  await database.all(sql`update claims set likeness = null`);
  await asks(world, forward);
  await asks(world, `Cả nhà ơi, ${forward}`);
  expect(await othersOf(world, old)).toEqual([2]);
});

test('the database refuses a sketch of a text that it has forgotten', async () => {
  const { world, database } = await storedWorld();
  await asks(world, forward);
  await expect(database.all(sql`update claims set text = null`)).rejects.toMatchObject({ code: '23514' });
});

test('without the key nobody can ask the database whether a guessed text came in', () => {
  const [mine, theirs] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map(keyedWith);
  const bands = likenessOf(mine!, forward, []);
  expect(bands).toHaveLength(12);
  expect(likenessOf(mine!, `Fwd: ${forward}`, [])).toEqual(bands);
  expect(likenessOf(theirs!, forward, []).filter((band) => bands.includes(band))).toEqual([]);
});

test('groups and sketches are in a backup', async () => {
  const { world, database } = await storedWorld();
  await asks(world, forward);
  await asks(world, `Alo, ${forward}`);
  const dumps: { table: string; columns: readonly string[]; bytes: Buffer }[] = [];
  await dumpTables(database, async ({ table, columns, rows }) => {
    const pieces: Buffer[] = [];
    for await (const piece of rows) pieces.push(piece as Buffer);
    dumps.push({ table, columns, bytes: Buffer.concat(pieces) });
  });
  async function* kept() {
    for (const { table, columns, bytes } of dumps) yield { table, columns, rows: Readable.from([bytes]) };
  }
  const target = await tempDatabase();
  expect(await loadTables(target, kept(), { at: world.now(), newId: world.newId })).toEqual({ ok: true, value: null });
  await asks({ ...world, tips: tipsIn(target, async () => undefined) }, `Cô chú ơi, ${forward}`);
  expect(
    await target.all(sql`select count(*) as claims, count(distinct coalesce(group_id, id)) as groups from claims`),
  ).toEqual([{ claims: 3, groups: 1 }]);
});
