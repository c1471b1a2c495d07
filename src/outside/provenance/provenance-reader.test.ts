import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { roomOf } from '../child/index.ts';
import { provenanceReader } from './index.ts';

const read = provenanceReader();
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
  xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
  xmp:CreatorTool="Paint Anything 3" dc:creator="Nobody Known"/></rdf:RDF></x:xmpmeta>`;
const noted = (software: boolean) =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: '#678' } })
    .withExif({
      IFD0: { Make: 'Acme', Model: 'Cam 1', Artist: 'Nobody Known', ...(software ? { Software: 'Edit 2' } : {}) },
      IFD2: { DateTimeOriginal: '2026:03:05 10:11:12', BodySerialNumber: 'SN-123456' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 1/1 40/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 51/1 15/1',
      },
    })
    .withXmp(xmp);

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'the day, the camera, the program and a declared model are read from %s, and no place, person or serial number',
  async (kind) => {
    const found = await read(
      await noted(kind !== 'png')
        .toFormat(kind)
        .toBuffer(),
    );
    expect(found).toEqual({
      ok: true,
      value: {
        credentials: 'absent',
        signedBy: null,
        signedOn: null,
        madeWith: null,
        declared: 'by-model',
        takenOn: '2026-03-05',
        camera: 'Acme Cam 1',
        software: kind === 'png' ? 'Paint Anything 3' : 'Edit 2',
      },
    });
    expect(JSON.stringify(found)).not.toMatch(/GPS|Nobody|SN-|21|105/);
  },
);

test('a picture without a word about itself has none', async () => {
  const plain = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#678' } })
    .gif()
    .toBuffer();
  expect(await read(plain)).toMatchObject({ ok: true, value: { credentials: 'absent', camera: null, declared: null } });
});

test('it has its share of the room for pictures, waits for it outside, and gives it back', async () => {
  const megabyte = 1024 * 1024;
  const room = roomOf(100 * megabyte);
  const picture = await noted(true).jpeg().toBuffer();
  const sharing = provenanceReader({ room });
  const others = await room.take(80 * megabyte, 0);
  let isRead = false;
  const waiting = sharing(picture).then((found) => {
    isRead = found.ok;
    return found;
  });
  expect(await provenanceReader({ room, roomMs: 50 })(picture)).toMatchObject({
    ok: false,
    error: { code: 'provenance-unreadable' },
  });
  expect(isRead).toBe(false);
  others?.leave();
  expect(await waiting).toMatchObject({ ok: true, value: { camera: 'Acme Cam 1' } });
  expect(await room.take(100 * megabyte, 0)).toBeDefined();
});

test('what only begins as credentials is broken, not absent', async () => {
  const jpeg = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#678' } })
    .jpeg()
    .toBuffer();
  const found = await read(Buffer.concat([jpeg.subarray(0, 2), jumbfSegment(), jpeg.subarray(2)]));
  expect(found).toMatchObject({ ok: true, value: { credentials: 'invalid' } });
});

/** An APP11 segment (ISO 19566-5, D.2) with a superbox `c2pa` in which nothing is what it says. */
const jumbfSegment = (): Buffer => {
  const description = Buffer.concat([
    box(
      'jumd',
      Buffer.concat([Buffer.from('6332706100110010800000aa00389b71', 'hex'), Buffer.from('\x03c2pa\0', 'latin1')]),
    ),
  ]);
  const payload = Buffer.concat([description, box('json', Buffer.from('{}'))]);
  const store = box('jumb', payload);
  const head = Buffer.from('4a50000100000001', 'hex');
  const segment = Buffer.concat([head, store]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(segment.length + 2);
  return Buffer.concat([Buffer.from('ffeb', 'hex'), size, segment]);
};

const box = (kind: string, body: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length + 8);
  return Buffer.concat([size, Buffer.from(kind, 'latin1'), body]);
};

test('what is no picture, or too large to be looked at, is refused', async () => {
  expect(await read(Buffer.from('chỉ là chữ'))).toMatchObject({ error: { code: 'provenance-not-an-image' } });
  const small = provenanceReader({ bytes: 3 });
  expect(await small(Buffer.from('\xff\xd8\xff\xe0', 'latin1'))).toMatchObject({
    error: { code: 'provenance-too-large' },
  });
});

test('a reader that takes too long or breaks is ended, and the next picture is read', async () => {
  const picture = await noted(true).jpeg().toBuffer();
  expect(await provenanceReader({ pictureMs: 1 })(picture)).toMatchObject({ error: { code: 'provenance-unreadable' } });
  const nothing = provenanceReader({ program: join(import.meta.dirname, 'nothing-here.js') });
  expect(await nothing(picture)).toMatchObject({ error: { code: 'provenance-unreadable' } });
  expect(await read(picture)).toMatchObject({ ok: true });
});

test('the process that looks has no environment, and may not write or start anything', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sangto-provenance-'));
  const program = join(folder, 'told.mjs');
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    const code = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
    process.on('message', () => process.send([
      Object.keys(process.env).filter((name) => !/^SYSTEM/i.test(name)).length,
      code(() => writeFileSync(new URL('written', import.meta.url), 'x')),
      code(() => spawnSync(process.execPath, ['--version'])),
    ]));`,
  );
  try {
    expect(await provenanceReader({ program })(await noted(true).jpeg().toBuffer())).toEqual({
      ok: true,
      value: [0, 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
