// Files that nothing refers to go, and a file that something refers to never does, whatever happens at the same time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { Id } from '../../src/base/ids.ts';
import { undoDays } from '../../src/core/evidence.ts';
import {
  addEvidence,
  attachFile,
  closeCase,
  endCases,
  eraseFiles,
  type Files,
  removeEvidence,
  reopenCase,
  retain,
} from '../../src/desk/index.ts';
import { filesIn, filesInBucket } from '../../src/outside/files/index.ts';
import {
  casesIn,
  caseWorkIn,
  type Database,
  databaseIdentity,
  openDatabase,
  retentionIn,
  whileFilesStay,
} from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague } from '../desk/deciding.ts';
import { until } from '../faults/shared/until.ts';
import { objectStore } from '../in-memory/object-store.ts';
import { storedWorld } from '../temp-database.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const of = { kind: 'call', title: 'Gọi', publisher: 'Sở', stance: 'refutes', interest: 'independent' } as const;
const day = 86_400_000;

type Kind = 'folder' | 'bucket';

/** Both places where files may lie. In a bucket the store's own clock counts too, so there it is years later. */
const begin = async (kind: Kind = 'folder') => {
  const began = kind === 'folder' ? '2026-11-20T10:00:00Z' : '2031-11-20T10:00:00Z';
  const { world: stored, database, jobs, setClock } = await storedWorld(began);
  const folder = mkdtempSync(join(tmpdir(), 'sangto-files-'));
  const bucket = kind === 'bucket' ? await objectStore() : null;
  if (bucket !== null) onTestFinished(() => bucket.remove());
  /** Another process sees the same place by hands of its own. */
  const filesOf = (): Files =>
    bucket === null
      ? filesIn(folder, stored.now)
      : filesInBucket(bucket.place, stored.now, () => databaseIdentity(database));
  const world = { ...stored, files: filesOf() };
  const actor = await colleague(database, 'editor');
  const add = async (caseId: Id, text: string): Promise<Id> => {
    const file = { name: 'thu.pdf', bytes: bytesOf(text) };
    const added = await addEvidence(world, actor, caseId, { ...of, shows: { vi: 'Không.' }, file });
    if (!added.ok) throw new Error(added.error.code);
    return added.value.id;
  };
  const remove = (caseId: Id, id: Id, back: boolean) =>
    removeEvidence(world, actor, caseId, { of: 'evidence', id, back });
  return {
    world,
    database,
    jobs,
    setClock,
    folder,
    filesOf,
    began,
    actor,
    add,
    remove,
    there: (text: string) => thereIn(world.files, text),
  };
};
type Begun = Awaited<ReturnType<typeof begin>>;

const thereIn = async (files: Files, text: string): Promise<boolean> =>
  (await files.get(files.nameOf(bytesOf(text)))) !== undefined;

const connectionOf = async (database: Database) => {
  const [at] = await database.all<{ name: string }>(sql`select current_database() as name`);
  return { ...inject('postgres'), database: at!.name };
};

test('a file that was taken off goes in the night after it lay there for a day; what is named stays', async () => {
  const { world, database, setClock, actor, add, there } = await begin();
  const { id } = await makeCase(database);
  const kept = await add(id, 'giữ');
  const other = await add(id, 'bỏ');
  expect(await attachFile(world, actor, id, { evidence: other, given: null })).toMatchObject({ ok: true });
  expect(await retain(world)).toMatchObject({ filesErased: 0 });
  expect(await there('bỏ')).toBe(true);
  setClock('2026-11-21T10:00:01Z');
  expect(await retain(world)).toMatchObject({ filesErased: 1 });
  expect([await there('bỏ'), await there('giữ')]).toEqual([false, true]);
  expect((await world.retention.lastReport())?.report.filesErased).toBe(1);
  expect(kept).not.toBe(other);
});

test(`evidence that was taken off comes back with its file for ${undoDays} days; then its file goes, and it stays off`, async () => {
  const { world, database, setClock, add, remove, there } = await begin();
  const { id } = await makeCase(database);
  const one = await add(id, 'một');
  const two = await add(id, 'hai');
  for (const evidence of [one, two]) expect((await remove(id, evidence, false)).ok).toBe(true);
  setClock('2026-12-20T09:59:00Z');
  expect(await retain(world)).toMatchObject({ filesErased: 0 });
  expect((await remove(id, one, true)).ok).toBe(true);
  setClock('2026-12-20T10:00:01Z');
  expect(await remove(id, two, true)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await retain(world)).toMatchObject({ filesErased: 1 });
  expect([await there('một'), await there('hai')]).toEqual([true, false]);
  expect((await world.caseWork.gathered(id)).evidence.map(({ file }) => file?.name)).toEqual(['thu.pdf']);
});

test('the files of a case about a private person go twenty hours after it was closed, but for bytes that another case names', async () => {
  const { world, database, actor, add, remove, there, setClock } = await begin();
  const [one, other] = [await makeCase(database), await makeCase(database)];
  await add(one.id, 'chỉ ở đây');
  await remove(one.id, await add(one.id, 'đã gỡ'), false);
  await add(one.id, 'cả hai nơi');
  await add(other.id, 'cả hai nơi');
  expect((await closeCase(world, actor, { of: one.id, as: 'private-person' })).ok).toBe(true);
  expect(await eraseFiles(world)).toBe(0);
  setClock('2026-11-21T06:00:01Z');
  expect(await endCases(world)).toMatchObject({ forgotten: 1 });
  // While a backup is read, later: what is to go is remembered, and no backup holds it.
  expect(await whileFilesStay(database, () => eraseFiles(world))).toBe('busy');
  expect(await there('chỉ ở đây')).toBe(true);
  expect(await eraseFiles(world)).toBe(2);
  expect([await there('chỉ ở đây'), await there('đã gỡ'), await there('cả hai nơi')]).toEqual([false, false, true]);
  expect(await eraseFiles(world)).toBe(0);
  // The last that names it was about a private person too: now the bytes go as well.
  expect((await closeCase(world, actor, { of: other.id, as: 'private-person' })).ok).toBe(true);
  setClock('2026-11-22T06:00:01Z');
  await endCases(world);
  expect(await eraseFiles(world)).toBe(1);
  expect(await there('cả hai nơi')).toBe(false);
  expect(await database.all(sql`select from files_to_erase`)).toEqual([]);
});

test('a closed case takes no file, and nothing of it is left on the disk', async () => {
  const { database, add, there } = await begin();
  const closed = await makeCase(database, { state: 'decided' });
  await expect(add(closed.id, 'muộn')).rejects.toThrow('case-not-open');
  expect(await there('muộn')).toBe(false);
});

test('while a row is being written that names a file, no file goes', async () => {
  const { world, database, actor, there } = await begin();
  const { id } = await makeCase(database);
  const file = world.files.nameOf(bytesOf('đang lưu'));
  await database.all(sql`insert into files_to_erase values (${file})`);
  const seen: unknown[] = [];
  const slow = {
    ...world,
    files: {
      ...world.files,
      put: async (bytes: Uint8Array) => {
        const name = await world.files.put(bytes);
        seen.push(await eraseFiles(world), await retain(quickly(world)));
        return name;
      },
    },
  };
  const given = { name: 'a.pdf', bytes: bytesOf('đang lưu') };
  const added = await addEvidence(slow, actor, id, { ...of, shows: { vi: 'Không.' }, file: given });
  expect(added.ok).toBe(true);
  expect(seen).toEqual(['busy', expect.objectContaining({ filesErased: 0 })]);
  expect(await eraseFiles(world)).toBe(0);
  expect(await there('đang lưu')).toBe(true);
});

test('whoever adds a file while the same bytes go waits until they are gone, and lays them anew', async () => {
  const { world, database, add, there } = await begin();
  const { id } = await makeCase(database);
  const file = await world.files.put(bytesOf('gặp nhau'));
  let adding: Promise<Id> | undefined;
  const erased = await world.retention.eraseLeft([file], async (name) => {
    adding = add(id, 'gặp nhau');
    await until('it waits', async () => {
      const waiting = await database.all(sql`
        select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`);
      return waiting.length > 0;
    });
    return world.files.erase(name);
  });
  expect(erased).toBe(1);
  await adding;
  expect(await there('gặp nhau')).toBe(true);
});

test('killed in the middle, it leaves nothing broken: the next time goes on from there', {
  timeout: 60_000,
}, async () => {
  const { world, database, folder, actor, add, there, setClock } = await begin();
  const [one, other] = [await makeCase(database), await makeCase(database)];
  const texts = ['a', 'b', 'c', 'd', 'e'];
  for (const text of texts) await add(one.id, text);
  await add(other.id, 'c');
  expect((await closeCase(world, actor, { of: one.id, as: 'private-person' })).ok).toBe(true);
  setClock('2026-11-21T06:00:01Z');
  await endCases(world);
  const left = await world.retention.filesToErase();
  expect(left).toHaveLength(5);
  const told = JSON.stringify({ connection: await connectionOf(database), folder, left, after: 2 });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'left-files-killed.ts'), told], { stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  const gone = (await Promise.all(texts.map(there))).filter((is) => !is);
  expect(gone).toHaveLength(2);
  expect(await there('c')).toBe(true);
  // What it had begun is still to be done, and done once more does no harm.
  expect(await world.retention.filesToErase()).toEqual(left);
  await until('its lock went with it', async () => (await eraseFiles(world)) !== 'busy');
  expect(await Promise.all(texts.map(there))).toEqual([false, false, true, false, false]);
});

/** Without writing the tables anew, which is another matter. */
const quickly = (world: Begun['world']): Begun['world'] => ({
  ...world,
  retention: { ...world.retention, scrub: async () => 1 },
});

const step = fc.record({
  what: fc.constantFrom(
    'add',
    'add',
    'add',
    'remove',
    'restore',
    'attach',
    'detach',
    'night',
    'job',
    'reopen',
    'backup',
    'close',
  ),
  text: fc.constantFrom('một', 'hai', 'ba'),
  pick: fc.nat({ max: 99 }),
  /** Which of two processes does it. */
  by: fc.constantFrom(0, 1),
} as const);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing; a refusal is as good as anything. */
const act = async (
  { world, actor, database }: Pick<Begun, 'world' | 'actor' | 'database'>,
  cases: readonly Id[],
  { what, text, pick }: Step,
): Promise<unknown> => {
  const of_ = cases[pick % cases.length]!;
  const rows = await database.all<{ id: Id; case: Id }>(
    sql`select id, case_id as "case" from case_evidence order by id`,
  );
  const row = rows[pick % Math.max(1, rows.length)];
  const given = { name: 'a', bytes: bytesOf(text) };
  if (what === 'add') return addEvidence(world, actor, of_, { ...of, shows: { vi: 'Không.' }, file: given });
  if (what === 'night') {
    await endCases(world);
    return retain(quickly(world));
  }
  if (what === 'job') {
    await endCases(world);
    return eraseFiles(world);
  }
  if (what === 'reopen') return reopenCase(world, actor, of_);
  // Everything that rows name at its beginning is there until its end.
  if (what === 'backup') return whileFilesStay(database, () => allThere(world, database));
  if (what === 'close') return pick % 4 === 0 ? closeCase(world, actor, { of: of_, as: 'private-person' }) : null;
  if (row === undefined) return null;
  if (what === 'attach' || what === 'detach')
    return attachFile(world, actor, row.case, { evidence: row.id, given: what === 'attach' ? given : null });
  return removeEvidence(world, actor, row.case, { of: 'evidence', id: row.id, back: what === 'restore' });
};

const allThere = async (world: Begun['world'], database: Database): Promise<void> => {
  const named = await database.all<{ file: string }>(
    sql`select distinct file from case_evidence where file is not null`,
  );
  for (const { file } of named) expect(await world.files.get(file), file).toBeDefined();
};

test.each([
  ['folder', 20],
  ['bucket', 8],
] as const)(
  'random histories of two processes, files in a %s: what is named is there, what is private is gone, what is old is gone',
  {
    timeout: 240_000,
  },
  async (kind, numRuns) => {
    const begun = await begin(kind);
    const { world, database, jobs, filesOf, began, setClock } = begun;
    const second = openDatabase(await connectionOf(database));
    onTestFinished(() => second.close());
    const beside = {
      ...world,
      files: filesOf(),
      retention: retentionIn(second, jobs.enqueue),
      caseWork: caseWorkIn(second),
      cases: casesIn(second, jobs.enqueue),
    };
    const both = [begun, { ...begun, world: beside, database: second }];
    let at = Date.parse(began);
    const goOn = (by: number): void => {
      at += by;
      setClock(new Date(at).toISOString());
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            together: fc.array(step, { minLength: 1, maxLength: 4 }),
            hours: fc.constantFrom(0, 1, 30, 800),
          }),
          {
            minLength: 3,
            maxLength: 12,
          },
        ),
        async (history) => {
          const cases = (await Promise.all([makeCase(database), makeCase(database), makeCase(database)])).map(
            ({ id }) => id,
          );
          for (const { together, hours } of history) {
            await Promise.all(together.map((one) => act(both[one.by]!, cases, one)));
            await allThere(world, database);
            goOn(hours * 3_600_000);
          }
          goOn(20 * 3_600_000 + 1000);
          await endCases(world);
          // Private bytes are gone after the job, all others that nothing names after a night.
          expect(await eraseFiles(world)).not.toBe('busy');
          for (const file of await world.retention.filesToErase())
            expect(await database.all(sql`select from case_evidence where file = ${file}`)).not.toEqual([]);
          goOn(day + 1000);
          await act(begun, cases, { what: 'night', text: 'một', pick: 0, by: 0 });
          const named = await database.all<{ file: string }>(
            sql`select distinct file from case_evidence where file is not null order by file`,
          );
          goOn(1000);
          expect([...(await world.files.laidBefore(world.now()))].sort()).toEqual(named.map(({ file }) => file).sort());
        },
      ),
      { numRuns },
    );
  },
);
