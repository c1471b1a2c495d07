// The public log of an instance through its commands: backup, restore, files lost, and an old backup beside newer files.
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { sealLeaves } from '../../src/desk/index.ts';
import { formatVerifierKey } from '../../src/kit/tlog/index.ts';
import { logKeysOf } from '../../src/main/log-keys.ts';
import { logInFolder } from '../../src/outside/log/index.ts';
import { logRowsIn, openDatabase } from '../../src/store/index.ts';
import { emptyPlace, type Place, placeWithDatabase } from './run.ts';

const organisation = { origin: 'http://localhost:8080' } as Parameters<typeof logKeysOf>[1]['organisation'];

/** What a serving process does as soon as a leaf is asked for. */
const sealIn = async ({ folder, env }: Place, data = 'data'): Promise<number> => {
  const database = openDatabase({ connectionString: env.DATABASE_URL ?? '' });
  const place = join(folder, data);
  const sealed = await sealLeaves({
    rows: logRowsIn(database),
    files: logInFolder(join(place, 'log')),
    signers: logKeysOf(join(place, 'keys'), { logKeys: null, logSigner: null, organisation }),
  });
  await database.close();
  if (!sealed.ok) throw new Error(sealed.error.code);
  return sealed.value;
};

/** The line by which everybody knows the log. */
const vkeyIn = async ({ folder }: Place): Promise<string> => {
  const [signer] = await logKeysOf(join(folder, 'data', 'keys'), { logKeys: null, logSigner: null, organisation })();
  if (signer === undefined) throw new Error('a log without a key');
  return formatVerifierKey(signer.key);
};

type Findings = {
  readonly findings: readonly { readonly what: string; readonly found: string; readonly fix?: string }[];
};
const aboutLog = async ({ run }: Place, data = 'data') => {
  const { out } = await run(['doctor', '--data', data, '--json']);
  return (JSON.parse(out) as Findings).findings.find(({ what }) => what === 'Public log');
};

const feed = (n: number) =>
  JSON.stringify({
    id: `c-${n}`,
    claim: `The bridge ${n} over the river is closed.`,
    url: 'https://a.example/1',
    verdict: 'false',
  });

const importing = (place: Place, n: number, site: string) =>
  place.json(['import', '-', '--publisher', `Báo ${n}`, '--site', site, '--answers'], feed(n));

test('a backup brings the log back; beside newer files of the log, the older database is refused with the way out', async () => {
  const here = await placeWithDatabase();
  await importing(here, 1, 'mot.example');
  expect(await sealIn(here)).toBe(1);
  await here.json(['backup', 'b.tar.gz']);
  const there = await placeWithDatabase();
  const restored = await there.json(['restore', join(here.folder, 'b.tar.gz'), '--data', 'data']);
  expect(restored).toMatchObject({ log: 1 });
  expect(readdirSync(join(there.folder, 'data', 'keys'))).toContain('log.key');
  expect(await sealIn(there)).toBe(0);

  // The instance went on after the backup.
  await importing(here, 2, 'hai.example');
  expect(await sealIn(here)).toBe(1);
  cpSync(join(here.folder, 'data', 'log'), join(there.folder, 'data', 'log'), { recursive: true });
  await expect(sealIn(there)).rejects.toThrow('log-database-older');
  const told = await aboutLog(there);
  expect(told?.found).toContain('log-database-older');
  expect(told?.fix).toContain('a backup was restored beside newer files');
});

test('files of the log that were lost are told by the doctor and written again, and never over files that are there', async () => {
  const place = await placeWithDatabase();
  await importing(place, 1, 'mot.example');
  expect(await sealIn(place)).toBe(1);
  rmSync(join(place.folder, 'data', 'log'), { recursive: true });
  expect((await aboutLog(place))?.found).toContain('log-files-missing');
  expect(await place.json(['log', 'rebuild'])).toEqual({ size: 1 });
  expect((await place.run(['log', 'rebuild'])).code).toBe(1);
  expect((await aboutLog(place))?.found).toBe('1 leaves, each read again');
});

test('whoever kept a checkpoint is alarmed when the operator rewrites a leaf, or takes one out, and signs anew', async () => {
  const operator = await placeWithDatabase();
  await importing(operator, 1, 'mot.example');
  await importing(operator, 2, 'hai.example');
  expect(await sealIn(operator)).toBe(2);
  const reader = emptyPlace();
  const log = join(operator.folder, 'data', 'log');
  const key = await vkeyIn(operator);
  const watch = () => reader.run(['log', 'watch', log, '--vkey', key, '--state', 'kept', '--json']);
  expect((await watch()).code).toBe(0);
  const kept = readFileSync(join(reader.folder, 'kept'), 'utf8');

  // Database and files belong to the operator, and so does the key: every door of their own is open to them.
  const signedAnew = async (change: ReturnType<typeof sql>): Promise<void> => {
    const database = openDatabase({ connectionString: operator.env.DATABASE_URL ?? '' });
    await database.atomically(async (tx) => {
      await tx.all(sql`set local session_replication_role = replica`);
      await tx.all(change);
      await tx.all(sql`update log_leaves set sealed = false`);
      await tx.all(sql`delete from log_head`);
    });
    await database.close();
    rmSync(log, { recursive: true });
    await sealIn(operator);
    expect((await aboutLog(operator))?.found).toContain('each read again');
  };
  await signedAnew(
    sql`update log_leaves set entry = replace(entry, 'mot.example', 'khac.example') where leaf_number = 0`,
  );
  const forked = await watch();
  expect([forked.code, JSON.parse(forked.out)]).toMatchObject([12, { code: 'log-forked' }]);
  await signedAnew(sql`delete from log_leaves where leaf_number = 1`);
  const shrunk = await watch();
  expect([shrunk.code, JSON.parse(shrunk.out)]).toMatchObject([11, { code: 'log-shrank' }]);
  // What was kept is what convicts: it stays, beside both notes that do not fit together.
  expect(readFileSync(join(reader.folder, 'kept'), 'utf8')).toBe(kept);
  expect(readdirSync(join(reader.folder, 'kept.evidence'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^kept-2-/),
      expect.stringMatching(/^served-1-/),
      expect.stringMatching(/^served-2-/),
    ]),
  );
});
