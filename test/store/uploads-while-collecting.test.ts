// Files are laid and taken off by many at once while others collect without pause: no file that a row names is ever missing,
// and in the end none is left that no row names. For a folder and for a bucket.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, onTestFinished, test } from 'vitest';
import { addEvidence, attachFile, type Files, type World } from '../../src/desk/index.ts';
import { filesIn, filesInBucket } from '../../src/outside/files/index.ts';
import { caseWorkIn, databaseIdentity, openDatabase, retentionIn } from '../../src/store/index.ts';
import { makeCase } from '../desk/a-case.ts';
import { colleague } from '../desk/deciding.ts';
import { objectStore } from '../in-memory/object-store.ts';
import { storedWorld } from '../temp-database.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const of = {
  kind: 'call',
  title: 'Gọi',
  publisher: 'Sở',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Không.' },
} as const;
const layers = 4;
const rounds = 12;

const begin = async (kind: 'folder' | 'bucket') => {
  const { world, database, jobs } = await storedWorld(
    kind === 'folder' ? '2026-11-20T10:00:00Z' : '2031-11-20T10:00:00Z',
  );
  const [at] = await database.all<{ name: string }>(sql`select current_database() as name`);
  const bucket = kind === 'bucket' ? await objectStore() : null;
  if (bucket !== null) onTestFinished(() => bucket.remove());
  const folder = mkdtempSync(join(tmpdir(), 'sangto-files-'));
  const filesOf = (): Files =>
    bucket === null
      ? filesIn(folder, world.now)
      : filesInBucket(bucket.place, world.now, () => databaseIdentity(database));
  const second = openDatabase({ ...inject('postgres'), database: at!.name });
  onTestFinished(() => second.close());
  const beside = {
    ...world,
    files: filesOf(),
    retention: retentionIn(second, jobs.enqueue),
    caseWork: caseWorkIn(second),
  };
  return { database, processes: [{ ...world, files: filesOf() }, beside] as const };
};

type Process = Pick<World, 'files' | 'retention' | 'caseWork' | 'capture' | 'newId' | 'now'>;

const texts = Array.from({ length: 5 }, (_, n) => `tệp ${n}`);

/** Takes whatever no row names, however young: the day that the night waits would hide every mistake. */
const collect = async ({ files, retention }: Process): Promise<number> => {
  const all = texts.map((text) => files.nameOf(bytesOf(text)));
  const erased = await retention.eraseLeft(all, (file) => files.erase(file));
  return erased === 'busy' ? 0 : erased;
};

/**
 * What the store says in the end. The S3 server of the tests answers 500, or half a file, while that very file is written anew
 * or deleted; a real one does neither. Neither is an answer to whether the file is there.
 */
const asked = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++)
    try {
      return await work();
    } catch (error) {
      if (tries === 50 || !/ 500 |UND_ERR_SOCKET|damaged/.test((error as Error).message)) throw error;
    }
};

test.each(['folder', 'bucket'] as const)(
  'many lay the same few files while they are collected, in a %s',
  async (kind) => {
    const { database, processes } = await begin(kind);
    const actor = await colleague(database, 'editor');
    const cases = await Promise.all(Array.from({ length: layers }, () => makeCase(database)));
    let erased = 0;
    let working = layers;
    const missing: string[] = [];

    const lay = async (n: number): Promise<void> => {
      const world = processes[n % 2]!;
      for (let round = 0; round < rounds; round++) {
        // The same five over and over: one just collected is laid again at once.
        const file = { name: 'a', bytes: bytesOf(texts[(n * 3 + round) % texts.length]!) };
        const added = await asked(() => addEvidence(world, actor, cases[n]!.id, { ...of, file }));
        if (!added.ok) throw new Error(added.error.code);
        const name = world.files.nameOf(file.bytes);
        if ((await asked(() => world.files.get(name))) === undefined) missing.push(`just laid: ${name}`);
        // One stays, the others come and go.
        if ((n * 3 + round) % texts.length === 0) continue;
        await attachFile(world, actor, cases[n]!.id, { evidence: added.value.id, given: null });
        // The day in which it could be brought back is over.
        await database.all(sql`delete from case_files_removed where case_id = ${cases[n]!.id}`);
      }
      working--;
    };
    const keepCollecting = async (world: Process): Promise<void> => {
      while (working > 0) erased += await asked(() => collect(world));
    };
    /** Named before it was looked for, and named still. */
    const keepLooking = async ({ files }: Process): Promise<void> => {
      while (working > 0)
        for (const row of await rows(database))
          if ((await asked(() => files.get(row.file))) === undefined)
            if ((await rows(database)).some(({ id, file }) => id === row.id && file === row.file))
              missing.push(row.file);
    };
    await Promise.all([...cases.map((_, n) => lay(n)), ...processes.map(keepCollecting), keepLooking(processes[0])]);
    expect(missing).toEqual([]);
    erased += await collect(processes[0]);
    expect(erased).toBeGreaterThan(0);
    const left = await processes[1].files.laidBefore(new Date('2040-01-01'));
    const named = new Set((await rows(database)).map(({ file }) => file));
    expect(left.toSorted()).toEqual([...named].toSorted());
    for (const file of left) expect(await processes[0].files.get(file)).toBeDefined();
  },
);

const rows = (database: Awaited<ReturnType<typeof begin>>['database']) =>
  database.all<{ id: string; file: string }>(sql`select id, file from case_evidence where file is not null`);
