import { expect, test } from 'vitest';
import { fileTypeOf, isPhotograph, isUnopened } from './file-type.ts';

const bytes = (latin1: string) => new Uint8Array(Buffer.from(latin1, 'latin1'));
const text = (written: string) => new TextEncoder().encode(written);

test('a file is what it begins as, whatever it is called', () => {
  expect(fileTypeOf(bytes('\x89PNG\r\n\x1a\n....'))).toBe('image/png');
  expect(fileTypeOf(bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
  expect(fileTypeOf(bytes('RIFF....WEBPVP8 '))).toBe('image/webp');
  expect(fileTypeOf(bytes('\0\0\0\x20ftypavif'))).toBe('image/avif');
  expect(fileTypeOf(bytes('\0\0\0\x20ftypheic'))).toBe('image/heic');
  expect(fileTypeOf(bytes('\0\0\0\x20ftypmif1'))).toBe('image/heif');
  expect(fileTypeOf(bytes('II\x2a\0\x08\0\0\0'))).toBe('image/tiff');
  expect(fileTypeOf(bytes('\0\0\0\x20ftypisom'))).toBe('video/mp4');
  expect(fileTypeOf(bytes('%PDF-1.7\n'))).toBe('application/pdf');
  expect(fileTypeOf(bytes('PK\x03\x04....'))).toBe('application/zip');
  expect(fileTypeOf(text('Công văn số 12'))).toBe('text/plain');
  expect(fileTypeOf(bytes('\x00\x01\x02\xfe'))).toBe('application/octet-stream');
  expect(fileTypeOf(bytes(''))).toBe('text/plain');
});

test('ASVS 1.3.4: text that a browser would run is told apart, wherever it hides it', () => {
  for (const html of ['<!DOCTYPE html><p>', '  <html>', 'Chào <script>alert(1)</script>', '<a href="x">'])
    expect(fileTypeOf(text(html)), html).toBe('text/html');
  for (const svg of ['<svg xmlns="x">', '<?xml version="1.0"?><!-- a --><svg onload="alert(1)">'])
    expect(fileTypeOf(text(svg)), svg).toBe('image/svg+xml');
  expect(fileTypeOf(text('<?xml version="1.0"?><a:b/>'))).toBe('application/xml');
});

test('a letter cut in two where looking ends is no reason to call text something else', () => {
  expect(fileTypeOf(text(`a${'ữ'.repeat(3000)}`))).toBe('text/plain');
});

test('photographs are told from drawings, and those that nothing here opens from the others', () => {
  expect(['image/jpeg', 'image/heic', 'image/svg+xml', 'application/pdf'].map(isPhotograph)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(['image/heic', 'image/tiff', 'image/heif', 'image/avif'].map(isUnopened)).toEqual([true, true, false, false]);
});
