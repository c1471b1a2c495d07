// The picture somebody asked with: kept while the question waits, one question for all who send it on, gone with the words.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { eraseFiles, eraseTexts, triage } from '../../src/desk/index.ts';
import { deskServer } from '../desk/desk-server.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';

const tree = await readFile(join(import.meta.dirname, '../../demo/pictures/cay-mi.webp'));
/** As a telephone takes it: with the place where it stood. */
const withPlace = (quality: number) =>
  sharp(tree)
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 2/1 0/1' } })
    .jpeg({ quality })
    .toBuffer();

const asking = async () => {
  const desk = await deskServer({}, undefined, readsIn(illegible(0)));
  const ask = async (bytes: Uint8Array): Promise<string> => {
    const body = new FormData();
    body.set('text', '');
    body.set('file', new Blob([Uint8Array.from(bytes)]), 'IMG_0001.jpg');
    const reply = await desk.server.fetch(
      new Request('http://x.example/vi/ask', { method: 'POST', body }),
      '203.0.113.5',
    );
    return /\/vi\/tickets\/[0-9a-f]{32}/.exec(await reply.text())?.[0] ?? '';
  };
  const kept = () => desk.database.all<{ file: string }>(sql`select file from tip_pictures order by file`);
  return { ...desk, ask, kept };
};

test('a picture without words waits with its question, without what its maker’s machine wrote into it', async () => {
  const { ask, kept, world } = await asking();
  await ask(await withPlace(90));
  const [one] = await kept();
  const bytes = (await world.files.get(one!.file))!;
  const { exif, xmp, iptc, icc, format } = await sharp(bytes).metadata();
  expect({ exif, xmp, iptc, icc, format }).toEqual({ format: 'webp' });
  expect(Buffer.from(bytes).includes('Somebody')).toBe(false);
});

test('the same picture sent on again, saved anew, is the same question of one case', async () => {
  const { ask, world, database } = await asking();
  await ask(await withPlace(90));
  await ask(await withPlace(60));
  await ask(await readFile(join(import.meta.dirname, '../../demo/pictures/bo-xuong.webp')));
  await triage(world);
  const cases = await database.all<{ asked: number; title: string }>(
    sql`select asked, title from cases where origin = 'asked' order by asked desc`,
  );
  expect(cases).toEqual([
    { asked: 2, title: '⟦picture⟧' },
    { asked: 1, title: '⟦picture⟧' },
  ]);
});

test('the picture goes when the question is taken back, and when its words are erased', async () => {
  const { ask, kept, as, team, world, setClock } = await asking();
  const ticket = await ask(await withPlace(90));
  const [first] = await kept();
  await as(team.owner, 'POST', `${ticket}/withdraw`, new URLSearchParams());
  expect(await kept()).toEqual([]);
  await eraseFiles(world);
  expect(await world.files.get(first!.file)).toBeUndefined();

  await ask(await withPlace(50));
  const [second] = await kept();
  setClock('2027-03-01T10:00:00Z');
  expect(await eraseTexts(world)).toBe(1);
  await eraseFiles(world);
  expect(await world.files.get(second!.file)).toBeUndefined();
});

test('one file that two ask with stays as long as one of them waits', async () => {
  const { ask, kept, as, team, world } = await asking();
  const ticket = await ask(await withPlace(90));
  await ask(await withPlace(90));
  const files = new Set((await kept()).map(({ file }) => file));
  expect(files.size).toBe(1);
  await as(team.owner, 'POST', `${ticket}/withdraw`, new URLSearchParams());
  await eraseFiles(world);
  expect(await world.files.get([...files][0]!)).toBeDefined();
});
