// Where pictures come from, on the command line: a line each, in words of both languages, and what cannot be read is told.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { picturesOfEachKind, signedBy } from '../provenance/signed-pictures.ts';
import { emptyPlace } from './run.ts';

test('each picture is a line in both languages, without a place or a person, and what is none is told', async () => {
  const { folder, run } = emptyPlace();
  await sharp({ create: { width: 16, height: 16, channels: 3, background: '#678' } })
    .withExif({
      IFD0: { Make: 'Acme', Model: 'Cam 1', Artist: 'Nobody Known' },
      IFD2: { DateTimeOriginal: '2026:03:05 10:11:12' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 40/1' },
    })
    .jpeg()
    .toFile(join(folder, 'a.jpg'));
  writeFileSync(join(folder, 'words.jpg'), 'no picture at all');
  const { code, out, err } = await run(['provenance', 'a.jpg', 'words.jpg', 'nowhere.png']);
  expect(code).toBe(1);
  expect(err).toContain('words.jpg: it is no JPEG');
  expect(err).toContain('nowhere.png: it cannot be read');
  expect(JSON.parse(out)).toEqual({
    file: 'a.jpg',
    credentials: 'absent',
    signedBy: null,
    signedOn: null,
    madeWith: null,
    declared: null,
    takenOn: '2026-03-05',
    camera: 'Acme Cam 1',
    software: null,
    words: { vi: vi['provenance.credentials.absent'], en: en['provenance.credentials.absent'] },
  });
});

test('a file of anchors without a certificate trusts nobody by mistake: it is refused', async () => {
  const { folder, run } = emptyPlace();
  writeFileSync(join(folder, 'anchors.pem'), 'no certificate');
  const { code, out, err } = await run(['provenance', '--anchors', 'anchors.pem', 'a.jpg']);
  expect([code, out]).toEqual([64, '']);
  expect(err).toContain('there is no certificate in it');
});

test('signed pictures are told as untrusted, as trusted by a file of anchors, or as changed, in both languages', async () => {
  const { folder, run } = emptyPlace();
  const { anchors, kinds } = await picturesOfEachKind();
  const all = Object.entries(kinds);
  for (const [n, [, { bytes }]] of all.entries()) writeFileSync(join(folder, `${n}.jpg`), bytes);
  writeFileSync(join(folder, 'anchors.pem'), anchors);
  const files = all.map((_, n) => `${n}.jpg`);
  for (const given of [[], ['--anchors', 'anchors.pem']]) {
    const { code, out, err } = await run(['provenance', ...given, ...files]);
    expect([code, err]).toEqual([0, '']);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const told = all.map(([, { state, withAnchors }], n) => {
      const credentials = given.length === 0 ? state : withAnchors;
      const isWhole = credentials === 'trusted' || credentials === 'untrusted';
      const inWords = (of: typeof vi | typeof en): string =>
        [of[`provenance.credentials.${credentials}`], ...(isWhole ? [of['provenance.declared.by-model']] : [])].join(
          ' ',
        );
      const words = { vi: inWords(vi), en: inWords(en) };
      return { file: `${n}.jpg`, credentials, signedBy: isWhole ? signedBy : null, words };
    });
    expect(lines).toMatchObject(told);
  }
});
