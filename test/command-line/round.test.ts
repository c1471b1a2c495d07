// What goes in comes out: export, backup, restore, doctor, ask.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { publishDecided, reviewSubmission, withdrawCheck } from '../../src/desk/index.ts';
import { colleague, publishedCase } from '../desk/deciding.ts';
import { storedWorld } from '../temp-database.ts';
import { emptyPlace, linesOf, placeWithDatabase } from './run.ts';

const vectors = join(import.meta.dirname, '../vectors/claimreview');
type Findings = {
  readonly findings: readonly { readonly what: string; readonly found: string; readonly fine: boolean }[];
};
const counts = ({ findings }: Findings) =>
  findings.filter(({ what }) => what === 'Checks' || what === 'Questions').map(({ found }) => found);

test('what was imported is exported, each check once, and answers where its source may; asking stores nothing', async () => {
  const { run, json } = await placeWithDatabase();
  const { imported } = await json<{ imported: number }>(['import', join(vectors, 'feed.json'), '--answers']);
  const plain = await run(['export']);
  const checks = linesOf(plain.out);
  expect([plain.code, plain.err, checks.length]).toEqual([0, '', imported]);
  expect(new Set(checks.map(({ slug }) => slug)).size).toBe(imported);
  for (const check of checks) expect(check).not.toHaveProperty('id');
  // A ClaimReview stands for a check of ours; these are theirs.
  expect(await run(['export', '--format', 'claimreview'])).toEqual({ code: 0, out: '', err: '' });
  const asked = await json<{ outcome: string; claims: { answers: { check: string }[] }[] }>([
    'ask',
    'Boiled water expires after a day',
    '--lang',
    'en',
  ]);
  expect(asked.outcome).toBe('known');
  expect(asked.claims[0]?.answers[0]?.check).toMatch(/^boiled-water/);
  const words = await run(['ask', 'Something about purple penguins in the parliament']);
  expect([words.code, words.err, words.out]).toEqual([0, '', 'new\n']);
  expect(counts(await json<Findings>(['doctor']))[1]).toMatch(/^0 received/);
});

test('checks that stand beside one are exported by their slugs, but for what was taken back, and no id is told', async () => {
  const { world, database } = await storedWorld();
  const team = { writer: await colleague(database, 'checker'), reviewer: await colleague(database, 'reviewer') };
  const first = await publishedCase(world, database, team, { slug: 'nuoc-muoi' });
  const gone = await publishedCase(world, database, team, { slug: 'da-rut' });
  await publishedCase(world, database, team, { slug: 'nuoc-duong', related: ['da-rut', 'nuoc-muoi'] });
  const [{ name } = { name: '' }] = await database.all<{ name: string }>(sql`select current_database() as name`);
  const { host, port, user } = inject('postgres');
  const { run, folder } = emptyPlace({ DATABASE_URL: `postgres://${user}@localhost:${port}/${name}?host=${host}` });
  mkdirSync(join(folder, 'data', 'keys'), { recursive: true });
  writeFileSync(join(folder, 'data', 'keys', 'instance.key'), 'a'.repeat(64), { mode: 0o600 });
  const exported = async () => {
    const { code, out } = await run(['export']);
    expect([code, out.includes(first.check), out.includes(gone.check)]).toEqual([0, false, false]);
    return new Map(linesOf(out).map((check) => [check.slug, check]));
  };
  expect((await exported()).get('nuoc-duong')).toMatchObject({ related: ['da-rut', 'nuoc-muoi'] });
  expect((await exported()).get('nuoc-muoi')).not.toHaveProperty('related');
  const because = { vi: 'Nguồn chính đã bị rút.', en: 'The main source was retracted.' };
  const proposed = await withdrawCheck(world, team.writer, gone.number, because);
  if (!proposed.ok) throw new Error(proposed.error.code);
  const { contentHash } = (await world.decisions.submission(proposed.value))!;
  const read = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, team.reviewer, proposed.value, read)).ok).toBe(true);
  await publishDecided(world);
  expect((await exported()).get('nuoc-duong')).toMatchObject({ related: ['nuoc-muoi'] });
});

test('a folder without an instance is not backed up, and none is made there', async () => {
  const { run, folder } = emptyPlace();
  const { code, err } = await run(['backup', 'b.tar.gz', '--data', 'nothing-here']);
  expect(code).toBe(66);
  expect(err).toContain('nothing-here holds no instance.');
  expect(err).toContain('--data FOLDER');
  expect(readdirSync(folder)).toEqual([]);
});

test('a backup restored elsewhere has the same counts, and is for its owner alone', async () => {
  const here = await placeWithDatabase();
  await here.json(['import', join(vectors, 'feed.json')]);
  const made = await here.json<{ file: string; bytes: number }>(['backup', 'b.tar.gz']);
  expect(made.bytes).toBe(statSync(join(here.folder, 'b.tar.gz')).size);
  expect(statSync(made.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(here.folder).filter((name) => name.includes('making'))).toEqual([]);
  const there = await placeWithDatabase();
  await there.json(['restore', made.file, '--data', 'fresh']);
  const [before, after] = await Promise.all([
    here.json<Findings>(['doctor']),
    there.json<Findings>(['doctor', '--data', 'fresh']),
  ]);
  expect(counts(after)).toEqual(counts(before));
  const twice = await there.run(['restore', made.file, '--data', 'fresh']);
  const filled = await there.run(['restore', made.file, '--data', 'fresher']);
  expect([twice.code, filled.code]).toEqual([1, 1]);
  expect(`${twice.err}${filled.err}`.match(/already holds/g)?.length).toBe(2);
  expect((await here.run(['backup', 'no/such/folder/b.tar.gz'])).code).toBe(73);
});

test('what a killed restore left is explained, taken away by the next one, and no live database is touched', async () => {
  const here = await placeWithDatabase();
  await here.json(['import', join(vectors, 'feed.json')]);
  const made = await here.json<{ file: string }>(['backup', 'b.tar.gz']);
  const there = await placeWithDatabase();
  // As SIGKILL leaves it between the key in its place and the tables committed: nothing of the process runs any more.
  const left = join(there.folder, 'fresh', 'restoring');
  const keys = join(there.folder, 'fresh', 'keys');
  for (const folder of [left, keys]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(left, 'placed'), '');
  writeFileSync(join(keys, 'instance.key'), 'a'.repeat(64), { mode: 0o600 });
  const killed = await there.run(['doctor', '--data', 'fresh']);
  expect(killed.out).toContain('was killed and left');
  const again = await there.run(['restore', made.file, '--data', 'fresh']);
  expect([again.code, again.err]).toEqual([0, '']);
  expect(again.out).toContain('what it left behind was taken away. Nothing of it is in the database');
  expect(existsSync(left)).toBe(false);
  // The same left beside an instance that lives: it goes, and the instance stays.
  mkdirSync(left);
  writeFileSync(join(left, 'placed'), '');
  const refused = await there.run(['restore', made.file, '--data', 'fresh']);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('It was through');
  expect(existsSync(left)).toBe(false);
  expect(counts(await there.json<Findings>(['doctor', '--data', 'fresh']))).toEqual(
    counts(await here.json<Findings>(['doctor'])),
  );
});

test('a backup that is not there is 66', async () => {
  expect((await emptyPlace().run(['restore', 'nowhere.tar.gz'])).code).toBe(66);
});
