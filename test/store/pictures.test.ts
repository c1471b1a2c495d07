// The pictures of checks: kept, shown, found again when somebody changed them, and gone with what they stood on.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Day } from '../../src/base/clock.ts';
import type { Id } from '../../src/base/ids.ts';
import { eraseFiles, keepPicture, publish, refresh, remember } from '../../src/desk/index.ts';
import { keepSamplePictures, readSample } from '../../src/main/sample.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { type StoredWorld, storedWorld } from '../temp-database.ts';

const demo = join(import.meta.dirname, '../../demo');
const shark = await readFile(join(demo, 'pictures/ca-map.webp'));
const read = { ocr: readsIn(illegible(0)) };

const withSample = async () => {
  const { world, database, setClock } = await storedWorld();
  const pictures = await keepSamplePictures({ ...world, ...read }, demo);
  const checks = (await readSample(demo, world.newId))
    .filter(({ slug }) => pictures.has(slug))
    .map((check) => ({ ...check, pictures: pictures.get(check.slug)! }));
  const published = await publish(world, checks);
  expect(published.refused).toEqual([]);
  await remember(world);
  const of = async (slug: string) => (await world.reads.check(slug))!;
  return { world, database, setClock, of, checks };
};

const found = async (world: StoredWorld, bytes: Uint8Array) => {
  const seen = await world.sight.look(bytes);
  if (!seen.ok) throw new Error(seen.error.code);
  return seen.value.found.map(({ id, turn, isWhole }) => ({ check: id.check, turn, isWhole }));
};

test('a picture of a check is found again as it is, mirrored, and with a bar of words; others are not', async () => {
  const { world, of } = await withSample();
  const { id: check, pictures = [] } = await of('anh-ca-map-tren-pho-ngap');
  expect(pictures).toMatchObject([{ width: 640, height: 480, kind: 'first-seen', seenOn: '2011-08-24' }]);
  expect(await world.files.get(pictures[0]!.file)).toEqual(shark);
  expect(await found(world, await sharp(shark).jpeg({ quality: 60 }).toBuffer())).toEqual([
    { check, turn: 'o', isWhole: true },
  ]);
  expect(await found(world, await sharp(shark).flop().jpeg().toBuffer())).toEqual([
    { check, turn: 'fy', isWhole: false },
  ]);
  const captioned = await sharp(shark).extend({ bottom: 90, background: '#fff' }).png().toBuffer();
  expect(await found(world, captioned)).toMatchObject([{ check, isWhole: false }]);
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
      background: '#000',
    },
  })
    .png()
    .toBuffer();
  expect(await found(world, noise)).toEqual([]);
});

test('the same sample again changes nothing', async () => {
  const { world, checks } = await withSample();
  expect((await publish(world, checks)).saved).toEqual(['same', 'same', 'same']);
});

test('a picture stands on a check of ours only where two people agreed to it, with its description', async () => {
  const { database, of, world } = await withSample();
  const { id: check } = await of('cay-mi-spaghetti-thuy-si');
  const other = (await of('anh-ca-map-tren-pho-ngap')).pictures![0]!.file;
  const put = (file: string, alt: object) =>
    database.atomically((tx) =>
      tx.all(sql`insert into check_pictures (check_id, position, file, kind, alt)
        values (${check}, 5, ${file}, 'first-seen', ${JSON.stringify(alt)}::jsonb)`),
    );
  await expect(put(other, { vi: 'ảnh khác', en: 'another' })).rejects.toThrow('own_pictures_are_agreed');
  await expect(
    database.all(sql`update check_pictures set alt = '{"vi": "khác", "en": "else"}' where check_id = ${check}`),
  ).rejects.toThrow('own_pictures_are_agreed');
  expect(await world.pictures.putOnCheck(check, [], world.now())).toBe('ours');
});

test('a check that is taken back is found by its picture no more, and its page still shows it', async () => {
  const { world, of } = await withSample();
  const { id, pictures = [] } = await of('anh-ca-map-tren-pho-ngap');
  const documentsOf: StoredWorld['checks']['documentsOf'] = async (ids) =>
    (await world.checks.documentsOf(ids)).map((one) => ({
      ...one,
      card: { ...one.card, withdrawnOn: '2026-11-20' as Day },
    }));
  await refresh({ ...world, checks: { ...world.checks, documentsOf } }, [id]);
  expect(await found(world, shark)).toEqual([]);
  expect(world.sight.byFile(pictures[0]!.file)).toBeUndefined();
  expect(await world.pictures.isPublic(pictures[0]!.file)).toBe(true);
});

test('a file goes when nothing shows its picture any more, and stays as long as a check does', async () => {
  const { world, database, setClock, of } = await withSample();
  const green = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer();
  const loose = await keepPicture({ ...world, ...read }, green);
  if (!loose.ok) throw new Error(loose.error.code);
  const { file } = loose.value;
  setClock('2026-11-22T10:00:00Z');
  await world.retention.eraseLeft(await world.files.laidBefore(world.now()), (name) => world.files.erase(name));
  await eraseFiles(world);
  expect(await world.files.get(file)).toBeUndefined();
  expect(await database.all(sql`select from pictures where file = ${file}`)).toEqual([]);
  const { pictures = [] } = await of('anh-ca-map-tren-pho-ngap');
  expect(await world.files.get(pictures[0]!.file)).toEqual(shark);
});

test('pictures of another publisher’s check are put on it once, and an import of its texts leaves them', async () => {
  const { world } = await withSample();
  const source = await world.checks.source({ name: 'Example', site: 'example.net', licence: null }, world.newId);
  const id = world.newId();
  const [text] = [{ title: 'T', claim: 'Một bức ảnh lạ', short: '', known: '', how: '', reply: '' }];
  const check = {
    ...{ id, slug: 'la', source, originalUrl: 'https://example.net/la', verdict: null, label: 'Fake', asOf: null },
    ...{ reviewBy: null, publishedOn: null, topics: [], claimant: null, appearances: [], texts: { vi: text } },
    ...{ aliases: [], evidence: [], searches: [], corrections: [] },
  };
  await world.checks.save([{ check, externalKey: 'la', links: [] }], world.now());
  const kept = await keepPicture({ ...world, ...read }, await sharp(shark).rotate(90).jpeg().toBuffer());
  if (!kept.ok) throw new Error(kept.error.code);
  const { file, width, height } = kept.value;
  expect([width, height]).toEqual([480, 640]);
  const picture = { file, width, height, kind: 'edited', alt: { vi: 'ảnh' }, seenUrl: null, seenOn: null } as const;
  expect(await world.pictures.putOnCheck(id, [picture], world.now())).toBe('changed');
  expect(await world.pictures.putOnCheck(id, [picture], world.now())).toBe('same');
  expect(await world.pictures.putOnCheck('00000000-0000-4000-8000-000000000000' as Id, [picture], world.now())).toBe(
    'not-found',
  );
  await world.checks.save([{ check: { ...check, label: 'False' }, externalKey: 'la', links: [] }], world.now());
  expect((await world.reads.check('la'))?.pictures).toEqual([picture]);
});
