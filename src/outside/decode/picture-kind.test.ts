import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureKind } from './picture-kind.ts';

const blank = () => sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } });

test('ASVS 5.2.2: a picture is known by what it begins with', async () => {
  for (const kind of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const)
    expect(pictureKind(await blank().toFormat(kind).toBuffer())).toBe(kind);
});

test('what is no picture, or one of a kind nobody asked for, is none', async () => {
  expect(pictureKind(await blank().tiff().toBuffer())).toBeUndefined();
  for (const text of ['', 'GIF', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'BM', 'RIFF1234WAVE'])
    expect(pictureKind(Buffer.from(text))).toBeUndefined();
  expect(pictureKind(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toBeUndefined();
});

test('a brand that is only further down makes no AVIF', () => {
  expect(pictureKind(Buffer.from('\0\0\0\x10ftypmif1\0\0\0\0avif', 'latin1'))).toBeUndefined();
  expect(pictureKind(Buffer.from('\0\0\0\x14ftypmif1\0\0\0\0avif', 'latin1'))).toBe('avif');
});

test('any bytes at all are judged without a fault', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void pictureKind(bytes)));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (rest) => {
      void pictureKind(Buffer.concat([Buffer.from('\0\0\0\xffftyp', 'latin1'), rest]));
    }),
  );
});
