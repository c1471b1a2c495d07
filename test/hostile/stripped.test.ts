// What leaves of a picture is what it shows, and nothing that its file said beside it. exiftool is asked as well by
// `npm run faults -- served-pictures`.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import exifr from 'exifr';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { makeCase } from '../desk/a-case.ts';
import { type DeskServer, deskServer } from '../desk/desk-server.ts';
import { markersOf } from './a-jpeg.ts';
import { canary, tellingPictures } from './telling-pictures.ts';

const given = {
  kind: 'call',
  title: 'Gọi',
  publisher: 'Sở',
  stance: 'refutes',
  interest: 'independent',
  shows: { vi: 'Không.' },
};

const begin = async () => {
  const desk = await deskServer();
  const { number } = await makeCase(desk.database);
  const api = `/api/v1/desk/cases/${number}`;
  const page = `/vi/desk/cases/${number}`;
  const lay = async (bytes: Uint8Array, name: string) => {
    const { id } = (await (await desk.as(desk.team.checker, 'POST', `${api}/evidence`, given)).json()) as {
      id: string;
    };
    return sent(desk, `${api}/evidence/${id}/file?name=${encodeURIComponent(name)}`, bytes);
  };
  return { desk, api, page, lay };
};

const sent = (desk: DeskServer, path: string, bytes: Uint8Array): Promise<Response> | Response =>
  desk.server.fetch(
    new Request(`http://x.example${path}`, {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: {
        'x-test-member': desk.team.checker.id,
        origin: 'https://sangto.example',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
      },
    }),
  );

const chunksOf = (png: Buffer): readonly string[] => {
  const found: string[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) found.push(png.toString('latin1', at + 4, at + 8));
  return found;
};

/** What a reader of metadata finds in it: places, names and small pictures among it. */
const saidIn = async (bytes: Buffer): Promise<readonly string[]> => {
  const read = await exifr.parse(bytes, { ...everything, mergeOutput: false });
  const found = Object.entries((read ?? {}) as Readonly<Record<string, object>>);
  return found.filter(([part]) => !['ihdr', 'jfif'].includes(part)).map(([part]) => part);
};

const everything = Object.fromEntries(
  (['tiff', 'exif', 'gps', 'interop', 'ifd1', 'makerNote', 'userComment', 'xmp', 'icc', 'iptc'] as const).map(
    (part) => [part, true],
  ),
);

test('a picture laid beside evidence comes back as pixels alone, by page and by API, of every kind', async () => {
  const { desk, api, page, lay } = await begin();
  const pictures = await tellingPictures();
  for (const [kind, bytes] of Object.entries(pictures)) {
    expect(bytes.includes(canary) || kind === 'avif', `${kind} says it`).toBe(true);
    expect((await lay(bytes, `ảnh của ${kind}.${kind}`)).status, kind).toBe(201);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    for (const path of [`${api}/files/${sha256}`, `${page}/files/${sha256}`]) {
      const read = await desk.as(desk.team.trainee, 'GET', path);
      expect(read.status, path).toBe(200);
      const shown = Buffer.from(await read.arrayBuffer());
      expect(shown.includes(canary), kind).toBe(false);
      const said = await sharp(shown).metadata();
      expect([said.width, said.height, said.space], kind).toEqual([96, 64, 'srgb']);
      for (const part of ['exif', 'xmp', 'iptc', 'icc', 'comments', 'tifftagPhotoshop'] as const)
        expect(said[part], `${kind} ${part}`).toBeUndefined();
      if (said.format === 'png')
        expect(new Set(chunksOf(shown)), kind).toEqual(new Set(['IHDR', 'pHYs', 'IDAT', 'IEND']));
      // JFIF, tables, frame, scan: ISO 10918-1, B.2.
      else
        expect(
          markersOf(shown).every((marker) => [0xe0, 0xdb, 0xc0, 0xc2, 0xc4, 0xdd, 0xda].includes(marker)),
          kind,
        ).toBe(true);
      expect(await saidIn(shown), kind).toEqual([]);
      expect(await exifr.thumbnail(shown), kind).toBeUndefined();
    }
    // The same reader finds it all in what was laid, where it knows the kind.
    if (kind === 'jpeg') {
      expect(await saidIn(bytes)).toEqual(expect.arrayContaining(['ifd0', 'ifd1', 'gps', 'dc', 'iptc', 'icc']));
      expect(await exifr.thumbnail(bytes)).toBeDefined();
    }
    // The original is kept with the case.
    expect(Buffer.from((await desk.world.files.get(sha256)) ?? [])).toEqual(bytes);
  }
});

test('colours are brought to sRGB before their profile goes', async () => {
  const { desk, api, lay } = await begin();
  const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#ff0000' } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  expect((await sharp(red).metadata()).icc).toBeDefined();
  const untagged = await sharp(red, { ignoreIcc: true }).raw().toBuffer();
  await lay(red, 'đỏ.png');
  const read = await desk.as(
    desk.team.trainee,
    'GET',
    `${api}/files/${createHash('sha256').update(red).digest('hex')}`,
  );
  const shown = await sharp(Buffer.from(await read.arrayBuffer()))
    .raw()
    .toBuffer();
  expect([...shown.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...untagged.subarray(0, 3)]).not.toEqual([255, 0, 0]);
});

test('the name goes on with the kind of picture it now is; other files come as they were laid', async () => {
  const { desk, page, lay } = await begin();
  const { webp } = await tellingPictures();
  await lay(webp, 'Màn hình.webp');
  await lay(Buffer.from('chỉ là chữ'), 'thu.txt');
  const files = await desk.database.all<{ file: string; name: string }>(
    sql`select file, file_name as name from case_evidence`,
  );
  const named = new Map<string, string>();
  for (const { file, name } of files) {
    const read = await desk.as(desk.team.trainee, 'GET', `${page}/files/${file}`);
    named.set(name, decodeURIComponent(/UTF-8''(.*)$/.exec(read.headers.get('content-disposition') ?? '')?.[1] ?? ''));
    if (name === 'thu.txt') expect(await read.text()).toBe('chỉ là chữ');
  }
  expect(Object.fromEntries(named)).toEqual({ 'Màn hình.webp': 'Màn hình.jpg', 'thu.txt': 'thu.txt' });
});

test('a picture that cannot be drawn anew is not given out, and says why; what nobody could open is not taken', async () => {
  const { desk, api, page, lay } = await begin();
  const { jpeg } = await tellingPictures();
  const cut = jpeg.subarray(0, jpeg.length - 400 - canary.length);
  expect((await lay(cut, 'hong.jpg')).status).toBe(201);
  const at = `files/${createHash('sha256').update(cut).digest('hex')}`;
  const refused = await desk.as(desk.team.trainee, 'GET', `${api}/${at}`);
  expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'picture-not-shown' }]);
  const onPage = await desk.as(desk.team.trainee, 'GET', `${page}/${at}`);
  expect([onPage.status, (await onPage.text()).includes('Không mở được ảnh này')]).toEqual([422, true]);
  for (const head of ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'II\x2a\0\x08\0\0\0', 'MM\0\x2a\0\0\0\x08'])
    expect(await (await lay(Buffer.from(head, 'latin1'), 'a.heic')).json()).toMatchObject({
      reason: 'evidence-picture-kind',
    });
});
