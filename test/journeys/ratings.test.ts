// People rate, and what stands by it is worked out at a cut, public and unchangeable.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { type CutFiles, cutFileNames, type ToldOfCheck } from '../../src/core/cut-of.ts';
import {
  cutStandings,
  drawLots,
  enterAsRater,
  forgetPseudonyms,
  isCutOfWeekDue,
  leaveRating,
  publish,
  type RaterHere,
  rateCheck,
  raterHere,
} from '../../src/desk/index.ts';
import type { Cut } from '../../src/desk/rating-ports.ts';
import { createRatingsReader, notesLines, parametersText, standingsOfRecord } from '../../src/kit/bridge/index.ts';
import { readSample } from '../../src/main/sample.ts';
import { newId } from '../../src/main/secrets.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';
import { admitted, linkFor } from './a-rater.ts';

const opened = async (checks = 3) => {
  const given = await storedWorld('2026-11-01T10:00:00Z');
  await publish(given.world, (await readSample(join(import.meta.dirname, '../../demo'), newId)).slice(0, checks));
  const ids = (await given.database.all<{ id: Id }>(sql`select id from checks order by slug`)).map(({ id }) => id);
  await given.database.all(sql`update checks set published_on = '2026-11-01'`);
  return { ...given, ids };
};

const filesOf = async (world: StoredWorld, n: number): Promise<CutFiles> =>
  Object.fromEntries(
    await Promise.all(
      cutFileNames.map(async (name) => [name, new TextDecoder().decode(await world.standings.file(n, name))]),
    ),
  );

const readAgain = (table: string) => {
  const reader = createRatingsReader();
  reader.push(new TextEncoder().encode(table));
  const read = reader.end();
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};

test('a letter lets somebody in once, under a name that is no name of theirs, and their address is nowhere', async () => {
  const { world, database, setClock } = await opened();
  const code = await linkFor(world, 'Lan.Tran+x@Hoi.Example');
  const entered = await enterAsRater(world, code, true);
  if (!entered.ok) throw new Error(entered.error.code);
  expect(await enterAsRater(world, code, true)).toMatchObject({ error: { code: 'rater-link-over' } });
  const here = await raterHere(world, entered.value.session);
  expect(here?.pseudonym).toMatch(/^[0-9a-f]{20}$/);
  setClock('2026-11-01T10:00:01Z');
  // Another spelling of the same mailbox is the same rater.
  expect((await admitted(world, 'lantran@hoi.example')).rater.id).toBe(here?.rater.id);
  const everything = await Promise.all(
    ['raters', 'rater_links_used', 'rater_counts', 'ratings'].map((table) =>
      database.all(sql.raw(`select * from ${table}`)),
    ),
  );
  expect(JSON.stringify(everything)).not.toMatch(/lan|hoi\.example/i);
  expect(JSON.stringify(everything[0])).not.toContain(here?.pseudonym);
  expect(await world.raters.counts()).toEqual({ now: 1, admitted: 1, left: 0 });
});

test('a link is over after half an hour, one that was changed opens nothing, and an instance may admit the invited only', async () => {
  const { world, setClock } = await opened();
  const code = await linkFor(world, 'an@hoi.example');
  const [lookup, until, mac] = code.split('.') as [string, string, string];
  for (const wrong of [
    `${lookup}.${Number(until) + 1}.${mac}`,
    `${'0'.repeat(64)}.${until}.${mac}`,
    `${lookup}.${until}.${'0'.repeat(64)}`,
    '',
    'x'.repeat(5000),
  ])
    expect(await enterAsRater(world, wrong, true)).toMatchObject({ error: { code: 'rater-link-over' } });
  expect(await enterAsRater(world, code, false)).toMatchObject({ error: { code: 'rater-not-invited' } });
  await world.raters.invite({ id: world.newId(), lookup, on: '2026-11-01' as never });
  expect((await enterAsRater(world, await laterLink(), false)).ok).toBe(true);
  const late = await linkFor(world, 'binh@hoi.example');
  setClock('2026-11-01T11:00:00Z');
  expect(await enterAsRater(world, late, true)).toMatchObject({ error: { code: 'rater-link-over' } });

  async function laterLink(): Promise<string> {
    setClock('2026-11-01T10:05:00Z');
    return linkFor(world, 'an@hoi.example');
  }
});

test('with the quarter the key goes: the same person has another pseudonym, and nothing leads to the old one', async () => {
  const { world, setClock } = await opened();
  const autumn = await admitted(world, 'an@hoi.example');
  expect(await forgetPseudonyms(world)).toBe(0);
  setClock('2027-01-02T10:00:00Z');
  expect(await forgetPseudonyms(world)).toBe(1);
  const winter = await admitted(world, 'an@hoi.example');
  expect(winter.rater.id).toBe(autumn.rater.id);
  expect(winter.pseudonym).not.toBe(autumn.pseudonym);
  expect(await world.pseudonymKeys.pseudonymOf(autumn.quarter, autumn.rater.id)).not.toBe(autumn.pseudonym);
});

test('a session holds for its quarter, and for nobody who left', async () => {
  const { world, setClock } = await opened();
  const entered = await enterAsRater(world, await linkFor(world, 'an@hoi.example'), true);
  if (!entered.ok) throw new Error(entered.error.code);
  const { session } = entered.value;
  for (const wrong of ['', 'x', `${session}0`, session.replace('2026-Q4', '2027-Q1')])
    expect(await raterHere(world, wrong)).toBeUndefined();
  const here = (await raterHere(world, session)) as RaterHere;
  expect((await leaveRating(world, here)).ok).toBe(true);
  expect(await raterHere(world, session)).toBeUndefined();
  expect(await leaveRating(world, here)).toMatchObject({ error: { code: 'not-found' } });
  const other = await enterAsRater(world, await linkFor(world, 'binh@hoi.example'), true);
  setClock('2027-01-01T00:00:00Z');
  expect(await raterHere(world, other.ok ? other.value.session : '')).toBeUndefined();
});

test('what is rated is ours and public; the last rating counts, and none is changed or taken away afterwards', async () => {
  const { world, database, ids, setClock } = await opened();
  const here = await admitted(world, 'an@hoi.example');
  const check = ids[0] as Id;
  expect(await rateCheck(world, here, { check: world.newId(), level: 'helpful' })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect((await rateCheck(world, here, { check, level: 'helpful' })).ok).toBe(true);
  setClock('2026-11-02T10:07:31Z');
  expect((await rateCheck(world, here, { check, level: 'not', reasons: ['taking-sides'] })).ok).toBe(true);
  expect(await world.ratings.of(here.pseudonym)).toMatchObject([
    {
      check,
      level: 'not',
      reasons: ['taking-sides'],
      byLot: false,
      settled: false,
      at: new Date('2026-11-02T10:07:00Z'),
    },
  ]);
  for (const statement of ['update ratings set level = 2', 'delete from ratings', 'truncate ratings'])
    await expect(database.all(sql.raw(statement)), statement).rejects.toThrow('ratings_are_kept');
  await expect(
    database.all(sql`insert into ratings (pseudonym, quarter, check_id, level, reasons, by_lot, settled, rated_at)
      values (${here.pseudonym}, '2026-Q4', ${check}, 2, '{}', true, true, '2026-11-02T10:00:00Z')`),
  ).rejects.toThrow('lots_are_drawn');
});

test('a day holds sixty ratings of one rater', async () => {
  const { world, ids } = await opened(1);
  const here = await admitted(world, 'an@hoi.example');
  const given = await Promise.all(
    Array.from({ length: 62 }, () => rateCheck(world, here, { check: ids[0] as Id, level: 'somewhat' })),
  );
  expect(given.filter(({ ok }) => ok)).toHaveLength(60);
  expect(given.filter((one) => !one.ok && one.error.code === 'ratings-full')).toHaveLength(2);
});

test('the lot asks twice as many as are wanted and each once; what was chosen before it was drawn stays chosen', async () => {
  const { world, ids } = await opened(1);
  const check = ids[0] as Id;
  const raters: RaterHere[] = [];
  for (let i = 0; i < 100; i++) raters.push(await admitted(world, `nguoi${i}@hoi.example`));
  const eager = raters[0] as RaterHere;
  await rateCheck(world, eager, { check, level: 'helpful' });
  expect(await drawLots(world)).toBe(80);
  expect(await drawLots(world)).toBe(0);
  const drawn = await Promise.all(raters.map(async (here) => (await world.ratings.drawn(here.pseudonym, 10)).length));
  expect(drawn.every((count) => count <= 1)).toBe(true);
  expect(drawn[0]).toBe(0);
  const called = raters.filter((_, i) => drawn[i] === 1);
  expect(called.length).toBeGreaterThanOrEqual(79);
  await rateCheck(world, called[0] as RaterHere, { check, level: 'helpful' });
  expect((await world.ratings.of((called[0] as RaterHere).pseudonym))[0]?.byLot).toBe(true);
  expect(await world.ratings.drawn((called[0] as RaterHere).pseudonym, 10)).toEqual([]);
});

test('a crowd that has just come takes nobody’s place, and whoever is drawn and stays away is waited for three days', async () => {
  const { world, ids, setClock, database } = await opened(1);
  const check = ids[0] as Id;
  const early: RaterHere[] = [];
  for (let i = 0; i < 30; i++) early.push(await admitted(world, `som${i}@hoi.example`));
  setClock('2026-11-09T10:00:00Z');
  const crowd: RaterHere[] = [];
  for (let i = 0; i < 120; i++) crowd.push(await admitted(world, `muon${i}@hoi.example`));
  expect(await drawLots(world)).toBe(80);
  const drawn = async (raters: readonly RaterHere[]) =>
    (await Promise.all(raters.map(({ pseudonym }) => world.ratings.drawn(pseudonym, 10)))).filter(
      ({ length }) => length > 0,
    ).length;
  expect([await drawn(early), await drawn(crowd)]).toEqual([30, 50]);
  // What does not count yet takes no place of those that do.
  for (const here of crowd) await rateCheck(world, here, { check, level: 'helpful' });
  const wanting = (awaitedSince: string) =>
    world.ratings.wanting({ publishedSince: '2026-11-01' as Day, size: 40, awaitedSince: awaitedSince as Day });
  expect(await wanting('2026-11-09')).toMatchObject([{ has: 0, open: 30 }]);
  for (const here of early.slice(0, 10)) await rateCheck(world, here, { check, level: 'helpful' });
  expect(await wanting('2026-11-09')).toMatchObject([{ has: 10, open: 20 }]);
  expect(await wanting('2026-11-10')).toMatchObject([{ has: 10, open: 0 }]);
  for (let i = 0; i < 70; i++) await admitted(world, `sau${i}@hoi.example`);
  setClock('2026-11-13T10:00:00Z');
  expect(await drawLots(world)).toBe(60);
  expect(await database.all(sql`select count(*)::int as n from rating_lots`)).toEqual([{ n: 140 }]);
});

test('a cut works out every standing, tells the log, gives files from which the same follows, and stays as it is', async () => {
  const { world, database, ids, setClock } = await opened(4);
  const raters: RaterHere[] = [];
  for (let i = 0; i < 60; i++) raters.push(await admitted(world, `nguoi${i}@hoi.example`));
  setClock('2026-11-10T10:00:00Z');
  // One that both camps praise, one that only the first does, and two on which they are of opposite minds.
  for (const [i, here] of raters.entries()) {
    const isFirst = i < 30;
    const says = [true, isFirst, !isFirst, isFirst];
    for (const [k, check] of ids.entries())
      await rateCheck(
        world,
        here,
        says[k] === true ? { check, level: 'helpful' } : { check, level: 'not', reasons: ['taking-sides'] },
      );
  }
  expect(await cutStandings(world, '0.1.0')).toBeUndefined();
  setClock('2026-11-10T10:05:00Z');
  const cut = await cutStandings(world, '0.1.0');
  expect(cut).toMatchObject({ n: 1, ratings: 240, raters: 60, on: '2026-11-10' });
  expect(await cutStandings(world, '0.1.0')).toBeUndefined();
  const files = await filesOf(world, 1);
  expect(Object.keys(cut?.files ?? {}).sort()).toEqual([...cutFileNames].sort());
  for (const [name, text] of Object.entries(files))
    expect(createHash('sha256').update(text).digest('hex'), name).toBe(cut?.files[name]);
  expect(files['ratings.tsv']?.split('\n')).toHaveLength(242);
  const leaves = await database.all<{ kind: string; entry: { cut: number; check?: string; standing?: string } }>(
    sql`select kind, entry::jsonb as entry from log_leaves where kind like 'standing%' order by id`,
  );
  expect(leaves[0]).toMatchObject({ kind: 'standings-cut', entry: { cut: 1, ratings: 240, raters: 60 } });
  const changed = new Set(leaves.slice(1).map(({ entry }) => entry.check));
  for (const check of ids) {
    const [now] = await world.standings.of(check);
    expect(changed.has(check), now?.standing).toBe(now?.standing !== 'needs-more');
  }
  for (const statement of ["update standings set standing = 'helpful'", 'delete from standing_cuts'])
    await expect(database.all(sql.raw(statement)), statement).rejects.toThrow('ratings_are_kept');
  await expect(
    database.all(
      sql`insert into standing_cuts (n, on_day, at, version, ratings, raters, files) values (2, '2026-11-11', now(), '0', 0, 0, '{}')`,
    ),
  ).rejects.toThrow('cuts_with_leaf');
});

test('who rate everything alike at once share one vote in the standing, and the files say so: whoever fits them gets the same', async () => {
  const { world, ids, setClock } = await opened(8);
  const raters: RaterHere[] = [];
  for (let i = 0; i < 72; i++) raters.push(await admitted(world, `nguoi${i}@hoi.example`));
  const rate = async (i: number, k: number, isHelpful: boolean) =>
    rateCheck(world, raters[i] as RaterHere, {
      check: ids[k] as Id,
      ...(isHelpful ? { level: 'helpful', reasons: ['clear'] } : { level: 'not', reasons: ['taking-sides'] }),
    });
  // Sixty of two camps, each at an hour of their own.
  for (let i = 0; i < 60; i++) {
    setClock(new Date(Date.parse('2026-11-10T10:00:00Z') + i * 7_200_000).toISOString());
    for (const k of ids.keys()) await rate(i, k, k === 0 || ((i + k) % 11 === 0) !== (i % 2 === k % 2));
  }
  // Twelve within a minute, who want the first one down.
  setClock('2026-11-18T10:00:00Z');
  for (let i = 60; i < 72; i++) for (const k of ids.keys()) await rate(i, k, k !== 0);
  setClock('2026-11-18T11:00:00Z');
  await cutStandings(world, '0.1.0');
  const files = await filesOf(world, 1);
  const [names = '', ...lines] = files['ratings.tsv'].trimEnd().split('\n');
  const weightAt = names.split('\t').indexOf('cliqueWeight');
  const weights = lines.map((line) => line.split('\t')[weightAt]);
  expect(weights.filter((weight) => weight === `${1 / 12}`)).toHaveLength(12 * ids.length);
  expect(weights.filter((weight) => weight === '1')).toHaveLength(60 * ids.length);
  const [first] = await world.standings.of(ids[0] as Id);
  const why = JSON.parse(first?.why ?? '{}') as ToldOfCheck;
  expect([first?.standing, why.ratings]).toEqual(['helpful', 61]);
  expect(why.reasons.all).toEqual({ clear: 60, 'taking-sides': 12 });
  // Nothing finer than a thousandth is kept: no sums, of which somebody could work out a rater's view.
  expect(Object.keys(why)).not.toContain('sums');
  const read = readAgain(files['ratings.tsv']);
  const again = standingsOfRecord(read, { before: new Map() });
  expect([...notesLines(read, again, () => undefined)].join('')).toBe(files['notes.tsv']);
  expect(parametersText(again)).toBe(files['parameters.json']);
  // Without the column the times say the same.
  const { weight: _, ...plain } = read.ratings;
  const found = standingsOfRecord({ ...read, ratings: plain }, { before: new Map() });
  expect([...notesLines(read, found, () => undefined)].join('')).toBe(files['notes.tsv']);
  // Had each of the twelve a vote, it would not stand so surely.
  const counted = standingsOfRecord(
    { ...read, ratings: { ...plain, weight: { kinds: Float64Array.of(1), of: new Uint16Array(plain.level.length) } } },
    { before: new Map() },
  );
  expect(counted.explain(0).ratings).toBe(72);
});

test('the files of a cut are there with it, are what their hash says, and stay', async () => {
  const { world, database, ids, setClock } = await opened(1);
  const here = await admitted(world, 'an@hoi.example');
  await rateCheck(world, here, { check: ids[0] as Id, level: 'helpful' });
  setClock('2026-11-01T11:00:00Z');
  await cutStandings(world, '0.1.0');
  expect(await world.standings.file(1, 'constructor')).toBeUndefined();
  expect(await world.standings.file(2, 'notes.tsv')).toBeUndefined();
  for (const statement of [
    "update standing_files set bytes = 'x'",
    'delete from standing_files',
    'truncate standing_files',
  ])
    await expect(database.all(sql.raw(statement)), statement).rejects.toThrow('ratings_are_kept');
  await expect(
    database.all(sql`insert into standing_files (hash, bytes) values (${'0'.repeat(64)}, 'x')`),
  ).rejects.toThrow('standing_files');
  const cut = (await world.standings.lastCut()) as Cut;
  await expect(
    world.standings.keep({ ...cut, n: 2, files: { ...cut.files, 'notes.tsv': 'f'.repeat(64) } }, [], []),
  ).rejects.toThrow('cuts_with_files');
});

test('a cut is due a week after the last one, or after the first rating, whenever the instance looks again', async () => {
  const { world, ids, setClock } = await opened(1);
  const here = await admitted(world, 'an@hoi.example');
  const isDueAt = (at: string) => {
    setClock(at);
    return isCutOfWeekDue(world);
  };
  // A Tuesday: no day of the week is waited for.
  expect(await isDueAt('2026-11-03T09:00:00Z')).toBe(false);
  await rateCheck(world, here, { check: ids[0] as Id, level: 'helpful' });
  expect(await isDueAt('2026-11-10T09:01:00Z')).toBe(false);
  expect(await isDueAt('2026-11-10T09:02:00Z')).toBe(true);
  await cutStandings(world, '0.1.0');
  expect(await isDueAt('2026-11-16T23:00:00Z')).toBe(false);
  // It slept over the time of its cut, and makes it when it wakes.
  expect(await isDueAt('2026-11-27T23:00:00Z')).toBe(true);
  await rateCheck(world, here, { check: ids[0] as Id, level: 'somewhat' });
  setClock('2026-11-27T23:05:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ n: 2, on: '2026-11-27' });
  expect(await isDueAt('2026-12-04T23:04:00Z')).toBe(false);
  expect(await isDueAt('2026-12-04T23:05:00Z')).toBe(true);
});

test('whoever came less than a week before is heard, and counts for no standing yet', async () => {
  const { world, ids, setClock } = await opened(1);
  const here = await admitted(world, 'an@hoi.example');
  await rateCheck(world, here, { check: ids[0] as Id, level: 'helpful' });
  setClock('2026-11-01T11:00:00Z');
  expect(await cutStandings(world, '0.1.0')).toMatchObject({ ratings: 1, raters: 0 });
  expect(await world.standings.of(ids[0] as Id)).toMatchObject([{ standing: 'needs-more', rule: 'few-ratings' }]);
  const [told] = await world.standings.of(ids[0] as Id);
  expect(JSON.parse(told?.why ?? '{}')).toMatchObject({ ratings: 0 });
});
