// Pictures of cases, of checks and of imports that wait come back from a backup, whoever described them since.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  describePicture,
  keepPicture,
  layPicture,
  nothingRead,
  publishDecided,
  reviewSubmission,
} from '../../src/desk/index.ts';
import { newId } from '../../src/main/secrets.ts';
import { type Database, dumpTables, loadTables, readsIn } from '../../src/store/index.ts';
import { colleague, conclusion, handIn, readyCase } from '../desk/deciding.ts';
import { theirCheck } from '../in-memory/made-checks.ts';
import { illegible, readsIn as reading } from '../in-memory/reads.ts';
import { storedWorld, tempDatabase } from '../temp-database.ts';

const shark = await readFile(join(import.meta.dirname, '../../demo/pictures/ca-map.webp'));

async function* dumped(database: Database) {
  const all: { table: string; columns: readonly string[]; text: Buffer }[] = [];
  await dumpTables(database, async ({ table, columns, rows }) => {
    const pieces: Buffer[] = [];
    for await (const piece of rows) pieces.push(piece as Buffer);
    all.push({ table, columns, text: Buffer.concat(pieces) });
  });
  for (const { table, columns, text } of all)
    yield {
      table,
      columns,
      rows: (async function* () {
        yield text;
      })(),
    };
}

test('a check with a picture that somebody described anew after it was public is restored, with what waits beside it', async () => {
  const stored = await storedWorld();
  const world = { ...stored.world, ocr: reading(illegible(0)) };
  const { database } = stored;
  const [writer, reviewer, editor] = [
    await colleague(database, 'checker'),
    await colleague(database, 'reviewer'),
    await colleague(database, 'editor'),
  ];
  const ready = await readyCase(database, { writer, approver: reviewer });
  const kept = await keepPicture(world, shark);
  if (!kept.ok) throw new Error(kept.error.code);
  const { file, width, height } = kept.value;
  await layPicture(world, writer, ready.id, { file, says: null });
  const typed = { kind: 'edited', alt: { vi: 'Cá mập', en: 'A shark' }, seenUrl: '', seenOn: '' };
  const { id, contentHash } = await handIn(world, writer, ready, {
    verdict: 'altered',
    pictures: [{ file, ...typed }],
  });
  const agreed = { outcome: 'approved', contentHash, reason: '', remarks: [] } as const;
  expect((await reviewSubmission(world, reviewer, id, agreed)).ok).toBe(true);
  await publishDecided(world);
  // For a correction to come: whoever does is no writer of the check that stands.
  expect((await describePicture(world, editor, ready.id, { file, typed: { ...typed, kind: 'first-seen' } })).ok).toBe(
    true,
  );
  const source = await world.checks.source({ name: 'Example', site: 'example.net', licence: null }, world.newId);
  const theirs = { ...theirCheck(world, { slug: 'cua-ho', claim: 'Cá mập' }), source };
  await world.checks.save([{ check: theirs, externalKey: 'x', links: [] }], world.now());
  const run = world.newId();
  await world.imports.begin({ id: run, name: 'pictures.csv', at: world.now(), heldFor: { by: editor.id } });
  const told = { kind: 'edited', alt: typed.alt, seenUrl: null, seenOn: null } as const;
  const item = { check: theirs.id, picture: { file, width, height, ...told } };
  await world.imports.pictures.hold(run, { ...nothingRead, read: 1, held: 1 }, [], [item]);
  await world.imports.finish(run, world.now());

  const target = await tempDatabase();
  const at = new Date('2026-11-21T08:00:00Z');
  expect(await loadTables(target, dumped(database), { at, newId })).toEqual({ ok: true, value: null });
  expect((await readsIn(target).check(conclusion.slug))?.pictures).toMatchObject([{ file, kind: 'edited' }]);
  expect(await target.all(sql`select cardinality(hands) as hands from case_pictures`)).toEqual([{ hands: 2 }]);
  expect(await target.all(sql`select file from import_pictures`)).toEqual([{ file }]);
});
