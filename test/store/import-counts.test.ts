// An import's counts add up at every moment, and what broke it off is said; a publisher that says it is us does not come in.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideImport, importChecks, takeInImports } from '../../src/desk/index.ts';
import type { Reading } from '../../src/kit/claimreview/index.ts';
import { addColleague } from '../desk/desk-server.ts';
import { ownCheck } from '../in-memory/made-checks.ts';
import { storedWorld } from '../temp-database.ts';

const readingOf = (n: number, name: string, site = 'bao.example', url = `https://${site}/${n}`): Reading => ({
  position: `item ${n}`,
  check: { key: `${site}/${n}`, claim: `Cầu số ${n} có vết nứt`, publisher: { name, site }, url, appearances: [] },
});

async function* each(readings: readonly Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

type Kind = 'fine' | 'refused' | 'again' | 'pretends';
const kinds = fc.array(fc.constantFrom<Kind>('fine', 'refused', 'again', 'pretends'), { maxLength: 260 });

const readingsOf = (wanted: readonly Kind[], from: number): readonly Reading[] =>
  wanted.map((kind, n): Reading => {
    if (kind === 'refused') return { position: `item ${n}`, refused: { code: 'no-claim' } };
    if (kind === 'pretends') return readingOf(from + n, 'SÁNG-TỎ', 'bia-dat.example');
    return readingOf(kind === 'again' ? from : from + n, 'Báo Ví Dụ');
  });

test('whatever an import holds, and whatever becomes of it, each item that was read is counted exactly once', async () => {
  const { world, database } = await storedWorld();
  const editor = await addColleague(database, 'editor', 'Ngô Minh Biên');
  const owner = await addColleague(database, 'owner', 'Đỗ Hải Chủ');
  const addsUp = async () => {
    for (const { counts } of await world.imports.runs()) {
      const { read, ...parts } = counts;
      expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(read);
    }
  };
  const decisions = fc.constantFrom('at-once', 'waits', 'released', 'declined', 'withdrawn', 'stopped');
  let from = 0;
  await fc.assert(
    fc.asyncProperty(kinds, decisions, fc.boolean(), async (wanted, decision, repeated) => {
      if (!repeated) from += 1000;
      const heldFor = decision === 'at-once' ? {} : { heldFor: { by: editor.id } };
      let lines = 0;
      let read = 0;
      for await (const told of importChecks(world, each(readingsOf(wanted, from)), { name: 'a', ...heldFor })) {
        lines += told.lines.length;
        read = told.counts.read;
        await addsUp();
        if (decision === 'stopped') break;
      }
      expect(lines).toBe(read);
      const [run] = await world.imports.runs();
      if (run === undefined) throw new Error('no run was kept');
      expect(run.failed).toBe(decision === 'stopped' && wanted.length > 0 ? 'import-stopped' : null);
      if (decision === 'released' || decision === 'declined')
        expect((await decideImport(world, owner, run.id, decision)).ok).toBe(true);
      if (decision === 'withdrawn') expect((await decideImport(world, editor, run.id, decision)).ok).toBe(true);
      await addsUp();
      await takeInImports(world);
      await addsUp();
      const after = (await world.imports.run(run.id))?.counts;
      expect(after?.read).toBe(read);
      if (decision === 'released') expect(after?.held).toBe(0);
      // The newest stands first in the list.
      await database.all(sql`update import_runs set started_at = started_at - interval '1 hour'`);
    }),
    { numRuns: 25 },
  );
  await expect(database.all(sql`update import_runs set read = read + 1`)).rejects.toThrow('import_adds_up');
});

test('a check that bears our name or our address is refused with plain words, and our own is recognised where it stands', async () => {
  const { world } = await storedWorld();
  const { name, origin } = world.ourselves;
  const host = new URL(origin).hostname;
  const ours = ownCheck(world, { slug: 'cau-nut' });
  const here = {
    ...world,
    reads: { ...world.reads, check: async (slug: string) => (slug === ours.slug ? ours : undefined) },
  };
  const readings = [
    readingOf(1, name, 'bia-dat.example'),
    readingOf(2, 'Sang To', 'bia-dat.example'),
    readingOf(3, 'Báo Khác', host),
    readingOf(4, name, host, `${origin}/vi/checks/cau-nut`),
    readingOf(5, name, host, `${origin}/vi/checks/bia-ra`),
    readingOf(6, name, host, 'https://bia-dat.example/vi/checks/cau-nut'),
    readingOf(7, 'Báo Khác', 'bao.example'),
  ];
  const told = [];
  for await (const one of importChecks(here, each(readings), { name: 'a' })) told.push(one);
  expect(Object.fromEntries(told.flatMap(({ lines }) => lines.map(({ position, code }) => [position, code])))).toEqual({
    ...{ 'item 1': 'says-it-is-us', 'item 2': 'says-it-is-us', 'item 3': 'says-it-is-us', 'item 4': 'our-own' },
    ...{ 'item 5': 'says-it-is-us', 'item 6': 'says-it-is-us', 'item 7': 'new' },
  });
  expect(told.at(-1)?.counts).toMatchObject({ read: 7, imported: 1, unchanged: 1, refused: 5 });
  expect(await world.checks.sources()).toMatchObject([{ name: 'Báo Khác', site: 'bao.example' }]);
});

test('an import that breaks off says why in the list, and what it stored stays', async () => {
  const { world } = await storedWorld();
  const broken = async function* (error: Error): AsyncGenerator<Reading> {
    for (let n = 0; n < 200; n++) yield readingOf(n, 'Báo Ví Dụ');
    throw error;
  };
  const causes = [
    [Object.assign(new Error('secret of theirs'), { code: 'fetch-timeout' }), 'fetch-timeout'],
    [Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' }), 'file-unreadable'],
    [new Error('select secret from staff'), 'internal'],
  ] as const;
  for (const [error, because] of causes) {
    const all = async () => {
      for await (const { counts } of importChecks(world, broken(error), { name: because }))
        expect(counts.read).toBe(200);
    };
    await expect(all()).rejects.toBe(error);
    const run = (await world.imports.runs()).find(({ name }) => name === because);
    expect(run).toMatchObject({ failed: because, finishedAt: null, counts: { read: 200 } });
  }
});
