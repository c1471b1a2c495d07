// Known pictures of other publishers' checks, brought in on the web: they wait for a second person, and what is hostile is told.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { eraseFiles, type Member, refresh, takeInImports } from '../../src/desk/index.ts';
import { publishedCase } from '../desk/deciding.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { theirCheck } from '../in-memory/made-checks.ts';
import { illegible, readsIn } from '../in-memory/reads.ts';
import { origin } from '../in-memory/server.ts';

const shark = await readFile(join(import.meta.dirname, '../../demo/pictures/ca-map.webp'));
const header = 'file,check,alt_vi,alt_en,kind,seen_url,seen_on';
type File = readonly [name: string, bytes: Uint8Array];

const opened = async () => {
  const desk = await deskServer({}, undefined, readsIn(illegible(0)));
  const { world } = desk;
  const source = await world.checks.source({ name: 'Example', site: 'example.net', licence: null }, world.newId);
  const check = { ...theirCheck(world, { slug: 'ca-map', claim: 'Cá mập bơi trên phố' }), source };
  await world.checks.save([{ check, externalKey: 'ca-map', links: [] }], world.now());
  return { desk, check: check.id };
};

const bring = async (desk: DeskServer, who: Member, table: string | null, files: readonly File[]) => {
  const form = new FormData();
  for (const [name, bytes] of files) form.append('pictures', new Blob([Uint8Array.from(bytes)]), name);
  if (table !== null) form.append('table', new Blob([table]), 'pictures.csv');
  const headers = { 'x-test-member': who.id, origin, 'sec-fetch-site': 'same-origin' };
  const sent = await desk.server.fetch(
    new Request('http://x.example/operator/pictures', { method: 'POST', headers, body: form }),
  );
  if (sent.status !== 303) return sent;
  for (;;) {
    const running = await (await desk.as(who, 'GET', '/operator/running')).json();
    if (running === null) return sent;
    await new Promise((resume) => setImmediate(resume));
  }
};

const press = (desk: DeskServer, who: Member, run: string, way: string) =>
  desk.as(who, 'POST', `/operator/imports/${run}/decision`, new URLSearchParams({ do: way }));
const foundBy = async ({ world }: DeskServer, check: Parameters<typeof refresh>[1][number]) => {
  await takeInImports(world);
  await refresh(world, [check]);
  const looked = await world.sight.look(await sharp(shark).flop().jpeg().toBuffer());
  return looked.ok ? looked.value.found.map(({ id }) => id.check) : [];
};
const fine = `${header}\nshark.jpg,ca-map,Cá mập,A shark,,https://example.org/shark,2011-08-24`;

test('what one editor brings in shows and finds nothing until another lets it in; then it stands on its check', async () => {
  const { desk, check } = await opened();
  const { editor, owner, checker } = desk.team;
  expect((await bring(desk, checker, fine, [['shark.jpg', shark]])).status).toBe(403);
  expect((await bring(desk, editor, fine, [['shark.jpg', await sharp(shark).jpeg().toBuffer()]])).status).toBe(303);
  const [run] = await desk.world.imports.runs();
  expect(run).toMatchObject({ counts: { read: 1, held: 1, refused: 0 }, held: { askedBy: editor.id, items: 1 } });
  expect(await foundBy(desk, check)).toEqual([]);
  const [held] = await desk.world.imports.pictures.held(run!.id);
  const page = await (await desk.as(owner, 'GET', `/operator/imports/${run!.id}`)).text();
  expect(page).toContain(`/operator/pictures/${held!.picture.file}.webp`);
  expect(page).toContain('A shark');
  expect((await desk.as(owner, 'GET', `/operator/pictures/${held!.picture.file}.webp`)).status).toBe(200);
  expect((await desk.as(checker, 'GET', `/operator/pictures/${held!.picture.file}.webp`)).status).toBe(403);
  const told = await (await desk.as(owner, 'GET', `/api/v1/desk/imports/${run!.id}`)).json();
  expect(told.pictures).toMatchObject([{ check: 'ca-map', alt: { en: 'A shark' }, says: { credentials: 'absent' } }]);

  expect((await press(desk, editor, run!.id, 'agree')).status).not.toBe(303);
  expect(await foundBy(desk, check)).toEqual([]);
  expect((await press(desk, owner, run!.id, 'agree')).status).toBe(303);
  expect(await foundBy(desk, check)).toEqual([check]);
  expect((await desk.world.reads.check('ca-map'))?.pictures).toMatchObject([
    { seenOn: '2011-08-24', kind: 'first-seen' },
  ]);
  expect((await desk.world.imports.run(run!.id))?.counts).toMatchObject({ read: 1, changed: 1, held: 0 });
  expect(await desk.world.imports.pictures.isHeld(held!.picture.file)).toBe(false);
});

test('declined, the pictures are gone and their files with them', async () => {
  const { desk, check } = await opened();
  await bring(desk, desk.team.editor, fine, [['shark.jpg', shark]]);
  const [run] = await desk.world.imports.runs();
  const [held] = await desk.world.imports.pictures.held(run!.id);
  expect(await desk.world.files.get(held!.picture.file)).toBeDefined();
  expect((await press(desk, desk.team.owner, run!.id, 'decline')).status).toBe(303);
  expect(await foundBy(desk, check)).toEqual([]);
  await eraseFiles(desk.world);
  expect(await desk.world.files.get(held!.picture.file)).toBeUndefined();
  expect((await desk.world.imports.run(run!.id))?.counts).toMatchObject({ read: 1, declined: 1, held: 0 });
});

test('every row and every file is taken or told: names that lead elsewhere, what is no picture, what is ours, what is missing', async () => {
  const { desk } = await opened();
  const { checker: writer, reviewer } = desk.team;
  await publishedCase(desk.world, desk.database, { writer, reviewer });
  const rows = [
    'shark.jpg,ca-map,Cá mập,A shark,,,',
    'again.jpg,ca-map,Cá mập,A shark,,,',
    '../../etc/passwd,ca-map,x,y,,,',
    'gone.jpg,ca-map,x,y,,,',
    'words.jpg,ca-map,x,y,,,',
    'shark.jpg,no-such-check,x,y,,,',
    'shark.jpg,ca-map,x,,,,',
    'shark.jpg,nuoc-muoi-da-day,x,y,,,',
  ];
  const files: readonly File[] = [
    ['shark.jpg', shark],
    ['again.jpg', shark],
    ['words.jpg', Buffer.from('<script>alert(1)</script>')],
    ['../../up.jpg', shark],
    ['.hidden', shark],
    ['loose.jpg', shark],
  ];
  await bring(desk, desk.team.editor, [header, ...rows].join('\n'), files);
  const [run] = await desk.world.imports.runs();
  const told: string[] = [];
  for await (const { position, code } of desk.world.imports.refusals(run!.id)) told.push(`${position} ${code}`);
  expect(told).toEqual([
    'row 3 twice-in-this-file',
    'row 4 file-unfit',
    'row 5 file-missing',
    'row 6 picture-not-readable',
    'row 7 check-unknown',
    'row 8 picture-without-description',
    'row 9 check-is-ours',
    'file 4 file-unfit',
    'file 5 file-unfit',
    'loose.jpg file-unnamed',
  ]);
  expect(run!.counts).toMatchObject({ read: 11, held: 1, refused: 9, doubles: 1 });
  const page = await (await desk.as(desk.team.owner, 'GET', `/operator/imports/${run!.id}`)).text();
  expect(page).not.toContain('<script>alert');
});

test('an import without a table, with too many rows or too many files is refused whole, and nothing of it is kept', async () => {
  const { desk } = await opened();
  const { editor } = desk.team;
  expect((await bring(desk, editor, null, [['shark.jpg', shark]])).status).toBe(422);
  expect((await bring(desk, editor, '"', [['shark.jpg', shark]])).status).toBe(422);
  const many = Array.from({ length: 41 }, (_, n): File => [`${n}.jpg`, Buffer.from('x')]);
  expect((await bring(desk, editor, fine, many)).status).toBe(413);
  const long = [header, ...Array.from({ length: 201 }, () => 'a.jpg,ca-map,x,y,,,')].join('\n');
  expect((await bring(desk, editor, long, [['a.jpg', shark]])).status).toBe(422);
  expect(await desk.world.imports.runs()).toEqual([]);
  expect(await desk.database.all(sql`select from pictures`)).toEqual([]);
});

test('the database keeps what waits as it was read', async () => {
  const { desk } = await opened();
  await bring(desk, desk.team.editor, fine, [['shark.jpg', shark]]);
  for (const change of [
    sql`update import_pictures set picture = '{}'`,
    sql`insert into import_pictures (run_id, check_id, file, picture) select run_id, check_id, file, picture from import_pictures`,
  ])
    await expect(desk.database.all(change)).rejects.toThrow('import_items_wait');
});
