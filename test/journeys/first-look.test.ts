// Between two cuts: a rating is told of within a second, by steps that tell nothing of one person, and the lot knows the sides.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { type Day, dayOf } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { quarterOf } from '../../src/core/quarter.ts';
import type { Pseudonym } from '../../src/core/rating.ts';
import { cutStandings, drawLots, publish, type RaterHere, rateCheck } from '../../src/desk/index.ts';
import { followRatings } from '../../src/main/follow-ratings.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { testServer } from '../in-memory/server.ts';
import { memoryWorld } from '../in-memory/world.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const many = 60;

/** Sixty raters of two camps who disagreed about all checks but the last, which nobody rated by the cut. */
const opened = async () => {
  const given = await storedWorld('2026-11-10T10:00:00Z');
  const { world, database, setClock } = given;
  await publish(world, (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, 7));
  await database.all(sql`update checks set published_on = '2026-11-09'`);
  const checks = await database.all<{ id: Id; slug: string }>(sql`select id, slug from checks order by slug`);
  const raters: RaterHere[] = [];
  for (let i = 0; i < many; i++) raters.push(await admitted(world, i));
  for (const [i, here] of raters.entries()) {
    // Each at an hour of their own, or they would count as one.
    setClock(new Date(Date.parse('2026-11-10T11:00:00Z') + i * 2 * 3_600_000).toISOString());
    for (const [k, { id: check }] of checks.slice(0, -1).entries()) {
      const likes = i < many / 2 === (k % 2 === 0) && (i + k) % 9 !== 0;
      await rateCheck(
        world,
        here,
        likes ? { check, level: 'helpful' } : { check, level: 'not', reasons: ['an-opinion'] },
      );
    }
  }
  setClock('2026-11-16T10:00:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 1, raters: many });
  return { ...given, raters, checks, last: checks.at(-1) as (typeof checks)[number] };
};

const admitted = async (world: StoredWorld, i: number): Promise<RaterHere> => {
  const rater = { id: world.newId(), admittedOn: '2026-11-01' as never };
  await world.raters.invite({ id: rater.id, lookup: world.keyed('rater', `${i}`), on: rater.admittedOn });
  const quarter = quarterOf(dayOf(world.now()));
  return { rater, quarter, pseudonym: await world.pseudonymKeys.pseudonymOf(quarter, rater.id) };
};

const following = (world: StoredWorld, changed: (checks: readonly Id[]) => void = () => undefined) => {
  const follower = followRatings(
    world,
    async (checks) => changed(checks),
    (line) => expect(line).toBeUndefined(),
    () => 0,
  );
  onTestFinished(follower.stop);
};

test('what was rated since the cut is told by steps of five, on the page and by API, and never as the standing', async () => {
  const { world, raters, last } = await opened();
  const site = testServer({}, Object.assign(memoryWorld(), world));
  const told: Id[] = [];
  following(world, (checks) => told.push(...checks));
  const rate = (i: number) => rateCheck(world, raters[i] as RaterHere, { check: last.id, level: 'helpful' });
  for (let i = 0; i < 4; i++) expect((await rate(i)).ok).toBe(true);
  await expect.poll(() => told).toContain(last.id);
  const standing = async () => (await site.get(`/api/v1/checks/${last.slug}/standing`)).json();
  expect(await standing()).toMatchObject({ standings: [], waiting: 1, soFar: null });
  for (let i = 4; i < 15; i++) await rate(i);
  await expect.poll(standing, { timeout: 10_000 }).toMatchObject({
    waiting: 15,
    soFar: { says: 'other-side', raters: 15 },
  });
  for (let i = 30; i < 52; i++) await rate(i);
  await expect.poll(standing, { timeout: 10_000 }).toMatchObject({
    standings: [],
    waiting: 35,
    soFar: { says: 'helpful', raters: 35 },
  });
  const page = (await (await site.get(`/vi/checks/${last.slug}`)).text()).replaceAll('\u00a0', ' ');
  expect(page).toContain('Từ lần tính trước đến nay:</span> người ở cả hai phía thấy bài hữu ích.');
  expect(page).toContain('cái nhìn tạm từ ít nhất 35 người mới đánh giá, chưa phải đánh giá chung');
  expect(page).toContain('Có ít nhất 35 lượt đánh giá đang chờ');
  expect(page).not.toContain('standing-word');
});

test('a process that starts later tells the same, and with a cut the look begins anew', async () => {
  const { world, raters, last, setClock } = await opened();
  for (let i = 0; i < 37; i++)
    await rateCheck(world, raters[i] as RaterHere, { check: last.id, level: i % 3 === 0 ? 'somewhat' : 'helpful' });
  following(world);
  await expect.poll(() => world.soFars.of(last.id), { timeout: 10_000 }).toMatchObject({ raters: 35 });
  setClock('2026-11-16T11:00:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 2 });
  await expect.poll(() => world.soFars.of(last.id), { timeout: 10_000 }).toBeUndefined();
  expect(await world.standings.waiting(last.id)).toBe(0);
});

test('a number that is missing may still be written: it is waited for, two seconds and no longer', async () => {
  const { world, database, raters, last, setClock } = await opened();
  following(world);
  const rate = (i: number) => rateCheck(world, raters[i] as RaterHere, { check: last.id, level: 'helpful' });
  for (let i = 0; i < 4; i++) await rate(i);
  const given = await database.all<{ n: string }>(
    sql`select nextval(pg_get_serial_sequence('ratings', 'n'))::text as n`,
  );
  await rate(4);
  // Each of the next two is behind the gap; whoever is late takes the place that was theirs.
  await rate(5);
  const late = raters[6] as RaterHere;
  await database.all(sql`
    insert into ratings (n, pseudonym, quarter, check_id, level, reasons, by_lot, settled, rated_at) overriding system value
    values (${given[0]?.n}, ${late.pseudonym}, ${late.quarter}, ${last.id}, 2, '{}', false, true, ${world.now().toISOString()})`);
  await expect.poll(() => world.soFars.of(last.id), { timeout: 10_000 }).toMatchObject({ raters: 5 });
  await database.all(sql`select nextval(pg_get_serial_sequence('ratings', 'n'))`);
  for (let i = 7; i < 10; i++) await rate(i);
  expect(world.soFars.of(last.id)).toMatchObject({ raters: 5 });
  let seconds = 0;
  // The clock goes on while it is looked for.
  await expect
    .poll(
      () => {
        setClock(new Date(Date.parse('2026-11-16T10:00:00Z') + ++seconds * 100).toISOString());
        return world.soFars.of(last.id);
      },
      { timeout: 20_000, interval: 50 },
    )
    .toMatchObject({ raters: 10 });
  expect(seconds).toBeGreaterThan(20);
});

test('the lot asks as many of one side as of the other, by what the last cut knows of them and nobody stores', async () => {
  const { world, database, raters, last } = await opened();
  following(world);
  const sideOf = ({ pseudonym }: RaterHere) => world.soFars.sideOf(pseudonym);
  await expect.poll(() => sideOf(raters[0] as RaterHere), { timeout: 10_000 }).toBeDefined();
  // Of the other camp all but twelve have rated it already.
  for (const here of raters.slice(42)) await rateCheck(world, here, { check: last.id, level: 'helpful' });
  const open = await world.ratings.wanting({
    publishedSince: '2026-11-01' as Day,
    size: 40,
    awaitedSince: '2026-11-13' as Day,
  });
  const wanted = open.filter(({ check }) => check === last.id).map((one) => ({ ...one, has: 30 }));
  const ratings = { ...world.ratings, wanting: async () => wanted };
  // Ten ratings are missing, so twenty are asked.
  expect(await drawLots({ ...world, ratings })).toBe(20);
  const drawn = new Set(
    (await database.all<{ pseudonym: Pseudonym }>(sql`select pseudonym from rating_lots`)).map((one) => one.pseudonym),
  );
  const asked = raters.filter(({ pseudonym }) => drawn.has(pseudonym)).map((here) => raters.indexOf(here));
  expect([asked.filter((i) => i < 30).length, asked.filter((i) => i >= 30).length]).toEqual([10, 10]);
  const tables = await database.all<{ table_name: string }>(
    sql`select table_name from information_schema.columns where column_name ~ '(factor|side|camp)' and table_schema = 'public'`,
  );
  expect(tables.filter(({ table_name }) => /rat|standing|lot/.test(table_name))).toEqual([]);
});
