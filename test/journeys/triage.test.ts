// From waiting tips to a ranked queue of cases: counted once, taken back exactly, joined, parted and ended.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { parseTip } from '../../src/core/tip.ts';
import {
  assignCase,
  closeCase,
  decideClosing,
  match,
  mergeCases,
  openCase,
  receive,
  reopenCase,
  snoozeCase,
  splitCase,
  tendCases,
  ticketHash,
  triage,
  undoMove,
  withdraw,
} from '../../src/desk/index.ts';
import type { Database } from '../../src/store/index.ts';
import { addColleague } from '../desk/desk-server.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const asks = async (world: StoredWorld, text: string): Promise<string> => {
  const input = parseTip({ text, lang: 'vi' }, 'web');
  if (!input.ok) throw new Error(input.error.code);
  const received = await receive(world, await match(world, input.value), null);
  if (!received.ok || received.value.ticket === null) throw new Error('not stored');
  return received.value.ticket;
};

const water = 'Từ tối nay thành phố cắt nước ba ngày để súc rửa đường ống, bà con trữ nước ngay';
const garlic = 'Nhai tỏi sống mỗi sáng chữa khỏi bệnh tiểu đường chỉ sau hai tuần';
const school = 'Trường mầm non ở quận bên cho học sinh nghỉ một tháng vì có người bắt cóc';
const petrol = 'Giá xăng dầu sẽ tăng gấp đôi kể từ ngày mùng một tháng sau';
const moon = 'Đêm mai mặt trăng sẽ chuyển sang màu tím trên toàn thế giới';
/** A message of five parts is never taken for one claim told in a few sentences. */
const long = (...parts: readonly [string, string, string, string, string]): string => parts.join('\n\n');

const casesOf = (database: Database) =>
  database.all<{
    id: Id;
    number: number;
    title: string | null;
    asked: number;
    state: string;
    harm: string[];
    as: string | null;
  }>(sql`select id, number, title, asked, state, to_jsonb(harm) as harm, closed_as as "as" from cases order by number`);
const daysOf = (database: Database) =>
  database.all<{ day: string; asked: number }>(
    sql`select day, sum(asked)::int as asked from case_days group by day order by day`,
  );
const caseCalled = async (database: Database, words: string) => {
  const found = (await casesOf(database)).find(({ title }) => title?.includes(words));
  if (found === undefined) throw new Error(`no case is called ${words}`);
  return found;
};

const opened = async () => {
  const { world, database, setClock, jobs } = await storedWorld();
  const checker = await addColleague(database, 'checker', 'Trần Văn Kiểm');
  const trainee = await addColleague(database, 'trainee', 'Lê Thị Tập');
  return { world, database, setClock, jobs, checker, trainee };
};

test('tips that ask the same become one case, counted once however often triage runs, and others get their own', async () => {
  const { world, database } = await opened();
  await asks(world, water);
  await asks(world, `Fwd: ${water}`);
  await asks(world, garlic);
  expect(await triage(world)).toEqual({ tips: 3, opened: 2, answered: 0 });
  expect(await triage(world)).toEqual({ tips: 0, opened: 0, answered: 0 });
  await asks(world, `${water}!`);
  expect(await triage(world)).toMatchObject({ tips: 1, opened: 0 });
  const cases = await casesOf(database);
  expect(cases.map(({ asked }) => asked).sort()).toEqual([1, 3]);
  expect((await caseCalled(database, 'tỏi')).harm).toEqual(['health']);
  expect(await daysOf(database)).toEqual([{ day: '2026-11-20', asked: 4 }]);
});

test('triage at the same time, by many workers, makes one case of a group and counts each tip once', async () => {
  const { world, database } = await opened();
  for (let n = 0; n < 20; n++) await asks(world, `${water} (${'!'.repeat(n)})`);
  const done = await Promise.all(Array.from({ length: 5 }, () => triage(world)));
  expect(done.reduce((sum, { tips }) => sum + tips, 0)).toBe(20);
  expect(await casesOf(database)).toMatchObject([{ asked: 20 }]);
  expect(await database.all(sql`select group_id from case_groups`)).toHaveLength(1);
});

test('a message with two claims counts in two cases, and a claim said twice in one message counts once', async () => {
  const { world, database } = await opened();
  await asks(world, long(water, garlic, school, petrol, moon));
  await asks(world, long(garlic, school, petrol, moon, `${garlic}!`));
  await triage(world);
  expect((await caseCalled(database, 'cắt nước')).asked).toBe(1);
  expect((await caseCalled(database, 'tỏi')).asked).toBe(2);
  expect(await casesOf(database)).toHaveLength(5);
});

test('nothing that triage writes tells the moment at which somebody asked', async () => {
  const { world, database } = await opened();
  await asks(world, water);
  await triage(world);
  const moments = await database.all<{ at: string }>(sql`
    select changed_at::text as at from cases union all select at::text from case_history
    union all select at::text from events where type = 'case.opened'`);
  expect(moments.map(({ at }) => at?.slice(0, 19) ?? null)).toEqual([
    '2026-11-20 00:00:00',
    '2026-11-20 00:00:00',
    null,
  ]);
});

test('a tip taken back is uncounted, its words leave the title, and a case that nobody asks any more is gone', async () => {
  const { world, database } = await opened();
  const first = await asks(world, water);
  const second = await asks(world, `Nghe nói ${water}`);
  await triage(world);
  expect(await casesOf(database)).toMatchObject([{ asked: 2 }]);
  await withdraw(world, first);
  await withdraw(world, first);
  const [left] = await casesOf(database);
  expect(left).toMatchObject({ asked: 1 });
  expect(left?.title).toContain('Nghe nói');
  expect(await daysOf(database)).toEqual([{ day: '2026-11-20', asked: 1 }]);
  await withdraw(world, second);
  expect(await casesOf(database)).toEqual([]);
  expect(await database.all(sql`select group_id from case_groups`)).toEqual([]);
});

test('a tip taken back before triage is never counted, and one whose case has begun leaves the case without its words', async () => {
  const { world, database, checker } = await opened();
  await withdraw(world, await asks(world, garlic));
  const ticket = await asks(world, water);
  expect(await triage(world)).toMatchObject({ tips: 1, opened: 1 });
  const begun = await caseCalled(database, 'cắt nước');
  expect((await assignCase(world, checker, { of: begun.id, to: checker.id })).ok).toBe(true);
  await withdraw(world, ticket);
  expect(await casesOf(database)).toMatchObject([{ id: begun.id, asked: 0, title: null, state: 'open' }]);
});

test('titles are forgotten with the words they came from, and those of the team stay', async () => {
  const { world, database, checker, setClock } = await opened();
  await asks(world, water);
  await triage(world);
  await openCase(world, checker, {
    title: 'Giá xăng tăng gấp đôi từ tháng sau',
    lang: 'vi',
    origin: 'own',
    requestedBy: '',
    aboutOurselves: false,
  });
  await world.tips.erase({ answeredBefore: '2027-03-01', allBefore: '2027-03-01', today: '2027-03-01' } as Parameters<
    StoredWorld['tips']['erase']
  >[0]);
  setClock('2027-03-01T03:00:00Z');
  expect(await tendCases(world)).toMatchObject({ titles: 1 });
  expect((await casesOf(database)).map(({ title }) => title)).toEqual([null, 'Giá xăng tăng gấp đôi từ tháng sau']);
});

test('the night ranks anew: what nobody took up rises with age, and says so', async () => {
  const { world, database, setClock } = await opened();
  await asks(world, school);
  await triage(world);
  const rankOf = async () =>
    (
      await database.all<{ rank: number; whats: string[] }>(sql`
      select rank, jsonb_path_query_array(reasons, '$[*].what') as whats from cases`)
    )[0];
  const before = await rankOf();
  expect(before?.whats).not.toContain('age');
  setClock('2026-11-27T03:00:00Z');
  await tendCases(world);
  const after = await rankOf();
  expect(after?.whats).toContain('age');
  expect((after?.rank ?? 0) - (before?.rank ?? 0)).toBeCloseTo(7, 1);
});

test('a case that nobody has begun closes when a check answers its claim; one that somebody has stays', async () => {
  const { world, database, checker } = await opened();
  await asks(world, water);
  await asks(world, garlic);
  await triage(world);
  const begun = await caseCalled(database, 'tỏi');
  await assignCase(world, checker, { of: begun.id, to: checker.id });
  const check = await addCheck(database);
  for (const { claim } of await world.tips.waiting(null, 10)) await world.tips.answered(claim, check, world.now());
  expect(await triage(world)).toMatchObject({ answered: 1 });
  expect(await triage(world)).toMatchObject({ answered: 0 });
  expect(await database.all(sql`select state, closed_as, check_id from cases where id <> ${begun.id}`)).toEqual([
    { state: 'closed', closed_as: 'duplicate', check_id: check },
  ]);
  expect((await casesOf(database)).find(({ id }) => id === begun.id)?.state).toBe('open');
});

test('whoever asks after a case was decided is shown its check, near-copies too, and no moment is told of it', async () => {
  const { world, database, checker } = await opened();
  await asks(world, garlic);
  await triage(world);
  const { id: of } = await caseCalled(database, 'tỏi');
  const check = await addCheck(database);
  expect(await closeCase(world, checker, { of, as: 'duplicate', check })).toEqual({ ok: true, value: 'waiting' });
  const second = { id: (await addColleague(database, 'checker', 'Người thứ hai')).id, role: 'checker' } as const;
  expect((await decideClosing(world, second, { of, closing: null }, 'agreed')).ok).toBe(true);
  const late = await asks(world, `Nghe nói ${garlic}`);
  await triage(world);
  expect((await world.reads.ticket(ticketHash(world.keyed, late)))?.claims[0]?.answeredBy).toBe(check);
  const told = await database.all<{ at: unknown }>(
    sql`select at from events where type = 'claim.answered' order by id`,
  );
  expect(told.at(-1)).toEqual({ at: null });
  await reopenCase(world, checker, of);
  expect((await world.reads.ticket(ticketHash(world.keyed, late)))?.claims[0]?.answeredBy).toBe(null);
});

/** A check of another publisher: all that an answer needs to point at. */
const addCheck = async (database: Database): Promise<Id> => {
  const [made] = await database.all<{ id: Id }>(sql`
    with source as (
      insert into sources (id, name, site) values (gen_random_uuid(), 'Example Checks', 'checks.example.org') returning id)
    insert into checks (id, slug, source_id, external_key, content_hash, changed_at)
    select gen_random_uuid(), 'nuoc', id, 'k', 'h', '2026-11-20' from source returning id`);
  if (made === undefined) throw new Error('not inserted');
  return made.id;
};

test('joining moves groups, days and later askers; undoing brings all of it back', async () => {
  const { world, database, checker } = await opened();
  await asks(world, water);
  await asks(world, garlic);
  await asks(world, `${garlic}!`);
  await triage(world);
  const from = await caseCalled(database, 'cắt nước');
  const into = await caseCalled(database, 'tỏi');
  const merged = await mergeCases(world, checker, { from: [from.id], into: into.id });
  if (!merged.ok) throw new Error(merged.error.code);
  await asks(world, `${water}!!`);
  await triage(world);
  const after = await casesOf(database);
  expect(after.find(({ id }) => id === into.id)).toMatchObject({ asked: 4, state: 'open' });
  expect(after.find(({ id }) => id === from.id)).toMatchObject({ asked: 0, state: 'closed', as: 'duplicate' });
  expect((await reopenCase(world, checker, from.id)).ok).toBe(false);
  const [move] = merged.value;
  expect((await undoMove(world, checker, move!)).ok).toBe(true);
  expect(await undoMove(world, checker, move!)).toMatchObject({ error: { code: 'move-outdated' } });
  const back = await casesOf(database);
  expect(back.find(({ id }) => id === into.id)).toMatchObject({ asked: 2 });
  expect(back.find(({ id }) => id === from.id)).toMatchObject({ asked: 2, state: 'open', as: null });
  expect(
    await database.all(
      sql`select c.number from case_days d join case_groups g using (group_id) join cases c on c.id = d.case_id where g.case_id <> d.case_id`,
    ),
  ).toEqual([]);
});

test('parting makes a case of its own with its title and demand; undoing joins it again', async () => {
  const { world, database, checker } = await opened();
  for (const text of [water, garlic, `${garlic}!`]) await asks(world, text);
  await triage(world);
  const into = await caseCalled(database, 'cắt nước');
  const other = await caseCalled(database, 'tỏi');
  await mergeCases(world, checker, { from: [other.id], into: into.id });
  const groups = await world.caseQueue.groups(into.id);
  expect(groups.map(({ asked }) => asked)).toEqual([2, 1]);
  expect(await splitCase(world, checker, { of: into.id, groups: groups.map(({ group }) => group) })).toMatchObject({
    error: { code: 'split-leaves-nothing' },
  });
  const split = await splitCase(world, checker, { of: into.id, groups: [groups[0]!.group] });
  if (!split.ok) throw new Error(split.error.code);
  const made = (await casesOf(database)).find(({ number }) => number === split.value.number);
  expect(made).toMatchObject({ asked: 2, state: 'open', harm: ['health'] });
  expect(made?.title).toContain('tỏi');
  expect((await world.caseQueue.moves(into.id)).map(({ kind }) => kind)).toContain('split');
  expect((await undoMove(world, checker, split.value.move)).ok).toBe(true);
  expect((await casesOf(database)).find(({ id }) => id === into.id)).toMatchObject({ asked: 3 });
});

test('what is about a private person leaves no word behind, in any table, nor when it is asked again', async () => {
  const { world, database, checker, setClock } = await opened();
  const canary = 'Chị Ngải Cứu Hoa ở ngõ Đom Đóm bán thuốc giả cho cả khu phố suốt ba năm nay';
  await asks(world, long(canary, 'Nhà chị ấy có cổng sơn màu hoàng yến cạnh cây khế', petrol, moon, school));
  await asks(world, `${canary}!`);
  await asks(world, petrol);
  await asks(world, water);
  await triage(world);
  const of = (await caseCalled(database, 'Đom Đóm')).id;
  expect((await closeCase(world, checker, { of, as: 'private-person' })).ok).toBe(true);
  expect(await wordsLeft(database, ['Đom Đóm', 'Ngải Cứu', 'hoàng yến'])).toEqual([]);
  expect((await caseCalled(database, 'cắt nước')).asked).toBe(1);
  expect((await caseCalled(database, 'Giá xăng')).asked).toBe(2);
  await asks(world, canary);
  expect(await wordsLeft(database, ['Đom Đóm'])).not.toEqual([]);
  await triage(world);
  expect(await wordsLeft(database, ['Đom Đóm', 'Ngải Cứu'])).toEqual([]);
  setClock('2026-11-21T06:00:00Z');
  expect(await reopenCase(world, checker, of)).toMatchObject({ error: { code: 'case-stays-closed' } });
});

/** Every table in which a word can still be read. */
const wordsLeft = async (database: Database, words: readonly string[]): Promise<readonly string[]> => {
  const tables = await database.all<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  const found: string[] = [];
  for (const { name } of tables)
    for (const word of words) {
      const { rows } = await database.pool.query(`select 1 from "${name}" t where t::text like $1 limit 1`, [
        `%${word}%`,
      ]);
      if (rows.length > 0) found.push(`${name}: ${word}`);
    }
  return found;
};

test('putting aside, giving away and ending are refused to who may not, and can be taken back', async () => {
  const { world, database, checker, trainee } = await opened();
  await asks(world, water);
  await triage(world);
  const { id: of } = await caseCalled(database, 'cắt nước');
  for (const refused of [
    await assignCase(world, trainee, { of, to: trainee.id }),
    await snoozeCase(world, trainee, { of, days: 3 }),
    await closeCase(world, trainee, { of, as: 'spam', because: 'advertising' }),
    await mergeCases(world, trainee, { from: [of], into: of }),
    await splitCase(world, trainee, { of, groups: [] }),
    await undoMove(world, trainee, of),
    await reopenCase(world, trainee, of),
  ])
    expect(refused).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(await closeCase(world, checker, { of, as: 'not-checkable' })).toMatchObject({
    error: { code: 'closing-needs-two' },
  });
  expect(await closeCase(world, checker, { of, as: 'duplicate' })).toMatchObject({
    error: { code: 'duplicate-of-nothing' },
  });
  await snoozeCase(world, checker, { of, days: 3 });
  const { list } = world.caseQueue;
  const live = { state: 'live', whose: null, harm: null, lang: null, snoozed: false } as const;
  const page = { skip: 0, take: 20 };
  const on = (day: string) => list(live, 'rank', page, checker.id, day as Parameters<typeof list>[4]);
  expect((await on('2026-11-22')).total).toBe(0);
  expect((await on('2026-11-22')).counts.snoozed).toBe(1);
  expect((await on('2026-11-23')).total).toBe(1);
  await snoozeCase(world, checker, { of, days: 0 });
  await closeCase(world, checker, { of, as: 'spam', because: 'advertising' });
  expect(await assignCase(world, checker, { of, to: checker.id })).toMatchObject({ error: { code: 'case-ended' } });
  expect((await reopenCase(world, checker, of)).ok).toBe(true);
  expect((await on('2026-11-22')).lines).toMatchObject([{ state: 'open', asked: 1, trend: { length: 14 } }]);
});

test('the ticket of an asker says where the case stands', async () => {
  const { world, database, checker } = await opened();
  const ticket = await asks(world, garlic);
  const hash = ticketHash(world.keyed, ticket);
  const stands = async () => (await world.reads.ticket(hash))?.claims.map((claim) => claim.work);
  expect(await stands()).toEqual([null]);
  await triage(world);
  expect(await stands()).toEqual([{ state: 'open', begun: false, closedAs: null }]);
  const { id: of } = await caseCalled(database, 'tỏi');
  await assignCase(world, checker, { of, to: checker.id });
  expect(await stands()).toEqual([{ state: 'open', begun: true, closedAs: null }]);
  await closeCase(world, checker, { of, as: 'scam-victim', proven: true });
  expect(await stands()).toEqual([{ state: 'closed', begun: true, closedAs: 'scam-victim' }]);
});
