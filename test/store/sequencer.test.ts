// The sequencer of the public log, on a real database and a real folder: whatever happens to it, one log, nothing twice.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { NewId } from '../../src/base/ids.ts';
import { auditOwnLog, type Log, rebuildLog, sealLeaves } from '../../src/desk/index.ts';
import { ed25519Signer } from '../../src/kit/tlog/index.ts';
import { logInFolder } from '../../src/outside/log/index.ts';
import { type Database, dumpTables, loadTables } from '../../src/store/index.ts';
import { lockKeys } from '../../src/store/locks.ts';
import { logNameOfTests, signersOfTests } from '../in-memory/log.ts';
import { storedWorld, tempDatabase } from '../temp-database.ts';
import { ask, logWith, refusal, sealed, sizeOf } from './sealing.ts';

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const logOf = (database: Database, folder: string) => logWith(database, logInFolder(folder));

const sizeIn = (folder: string): number => sizeOf(readFileSync(join(folder, 'checkpoint')));

test('whoever finds another at it for long leaves it to that one', async () => {
  const database = await tempDatabase();
  const log = logOf(database, emptyFolder());
  await ask(database, 2);
  const client = await database.connect();
  await client.query('select pg_advisory_lock($1)', [lockKeys.sequencing]);
  expect(await sealed(log)).toBe(0);
  client.release(true);
  expect(await sealed(log)).toBe(2);
});

test('a flipped bit in any file is found, and nothing is signed over it', async () => {
  const database = await tempDatabase();
  const folder = emptyFolder();
  const log = logOf(database, folder);
  await ask(database, 300);
  await sealed(log);
  const flipped = (path: string) => {
    const file = join(folder, path);
    const whole = readFileSync(file);
    const bent = Uint8Array.from(whole);
    bent[bent.length - 5] = (bent[bent.length - 5] ?? 0) ^ 1;
    writeFileSync(file, bent);
    return () => writeFileSync(file, whole);
  };
  await ask(database, 1);
  for (const path of ['tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/001.p/44']) {
    const mend = flipped(path);
    expect(await refusal(sealLeaves(log)), path).toBe('log-damaged');
    expect(sizeIn(folder)).toBe(300);
    mend();
  }
  for (const path of ['tile/0/000', 'tile/entries/000']) {
    const mend = flipped(path);
    expect(await refusal(auditOwnLog(log)), path).toBe('log-damaged');
    mend();
  }
  const mend = flipped('checkpoint');
  expect(await refusal(sealLeaves(log))).toMatch(/log-checkpoint-damaged|log-key-other/);
  mend();
  expect(await sealed(log)).toBe(1);
});

test('a restored older database, older files, or none refuse to sign, and the checkpoint stays what it was', async () => {
  const { database, world } = await storedWorld();
  const folder = emptyFolder();
  const log = logOf(database, folder);
  await ask(database, 5);
  await sealed(log);
  const older = await restoredFrom(database, world);
  const earlier = emptyFolder();
  cpSync(folder, earlier, { recursive: true });
  await ask(database, 4);
  await sealed(log);
  const checkpoint = readFileSync(join(folder, 'checkpoint'), 'utf8');

  const restored = logOf(older, folder);
  expect(await refusal(sealLeaves(restored))).toBe('log-database-older');
  await ask(older, 6);
  expect(await refusal(sealLeaves(restored))).toBe('log-database-older');
  expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe(checkpoint);

  expect(await refusal(sealLeaves(logOf(database, earlier)))).toBe('log-files-older');
  expect(await refusal(sealLeaves(logOf(database, emptyFolder())))).toBe('log-files-missing');
  expect(await refusal(sealLeaves(logOf(await tempDatabase(), folder)))).toBe('log-database-older');
  // Both of one day go on together.
  expect(await sealed(logOf(older, earlier))).toBe(6);
  // What was signed in two ways of the same size is no longer one log.
  await ask(database, 2);
  await sealed(log);
  expect(await refusal(sealLeaves(logOf(database, earlier)))).toBe('log-forked');
  expect(await refusal(auditOwnLog(logOf(database, earlier)))).toBe('log-forked');
});

test('files that were lost are written again from the database, byte for byte, and what is there is left alone', async () => {
  const database = await tempDatabase();
  const folder = emptyFolder();
  const log = logOf(database, folder);
  await ask(database, 700);
  await sealed(log);
  await ask(database, 30);
  await sealed(log);
  expect(await rebuildLog(log)).toMatchObject({ ok: false, error: { code: 'log-there' } });
  const anew = emptyFolder();
  expect(await rebuildLog(logOf(database, anew))).toEqual({ ok: true, value: 730 });
  for (const path of ['checkpoint', 'tile/0/000', 'tile/0/002.p/218', 'tile/entries/001', 'tile/entries/002.p/218'])
    expect(readFileSync(join(anew, path)).equals(readFileSync(join(folder, path))), path).toBe(true);
  expect(await auditOwnLog(logOf(database, anew))).toEqual({ ok: true, value: 730 });
  await database.all(sql`alter table log_leaves disable trigger leaves_stand`);
  await database.all(sql`update log_leaves set entry = '{"n":0}' where leaf_number = 1`);
  expect(await rebuildLog(logOf(database, emptyFolder()))).toMatchObject({ error: { code: 'log-rows-differ' } });
});

test('another key, or a row of the database that somebody edited, is found', async () => {
  const database = await tempDatabase();
  const folder = emptyFolder();
  const log = logOf(database, folder);
  await ask(database, 3);
  await sealed(log);
  const signers: Log['signers'] = async () => {
    const made = await ed25519Signer(logNameOfTests, 0x01, new Uint8Array(32).fill(9));
    return made.ok ? [made.value] : [];
  };
  expect(await refusal(sealLeaves({ ...log, signers }))).toBe('log-key-other');
  await database.all(sql`alter table log_leaves disable trigger leaves_stand`);
  await database.all(sql`update log_leaves set entry = '{"n":0}' where leaf_number = 1`);
  expect(await refusal(auditOwnLog(log))).toBe('log-rows-differ');
});

test('while a key cannot sign nothing is sealed, and what waited goes in once it can', async () => {
  const database = await tempDatabase();
  const log = logOf(database, emptyFolder());
  await ask(database, 3);
  const [own] = await signersOfTests();
  const away = { key: own!.key, sign: () => Promise.reject(new Error('the card is away')) };
  const failed = await sealLeaves({ ...log, signers: async () => [own!, away] });
  expect(failed).toMatchObject({ error: { code: 'log-unsigned', detail: 'the card is away' } });
  expect(await log.files.read('checkpoint')).toBeUndefined();
  expect(await log.rows.head()).toBeUndefined();
  await ask(database, 1);
  expect(await sealed(log)).toBe(4);
});

test('a second key signs beside the first, and the log goes on under either', async () => {
  const database = await tempDatabase();
  const folder = emptyFolder();
  const log = logOf(database, folder);
  await ask(database, 3);
  await sealed(log);
  const made = await ed25519Signer(logNameOfTests, 0x01, new Uint8Array(32).fill(9));
  if (!made.ok) throw new Error(made.error.code);
  const both: Log['signers'] = async () => [...(await signersOfTests()), made.value];
  await ask(database, 1);
  expect(await sealed({ ...log, signers: both })).toBe(1);
  await ask(database, 1);
  expect(await sealed({ ...log, signers: async () => [made.value] })).toBe(1);
  expect(await refusal(auditOwnLog(log))).toBe('log-key-other');
});

type Tables = Parameters<typeof loadTables>[1];

/** Another database with what this one holds now. */
const restoredFrom = async (from: Database, { newId }: { readonly newId: NewId }): Promise<Database> => {
  const dumps: { table: string; columns: readonly string[]; rows: Uint8Array[] }[] = [];
  await dumpTables(from, async ({ table, columns, rows }) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of rows) pieces.push(piece as Uint8Array);
    dumps.push({ table, columns, rows: pieces });
  });
  const to = await tempDatabase();
  const tables = async function* () {
    for (const { table, columns, rows } of dumps)
      yield {
        ...{ table, columns },
        rows: (async function* () {
          yield* rows;
        })(),
      };
  };
  const loaded = await loadTables(to, tables() as Tables, { at: new Date('2026-11-20'), newId });
  if (!loaded.ok) throw new Error(loaded.error.code);
  return to;
};
