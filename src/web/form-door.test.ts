import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText } from '../base/visible-text.ts';
import { parseForm } from './form-door.ts';

const type = 'application/x-www-form-urlencoded; charset=utf-8';
const read = (body: string | Uint8Array) => parseForm(type, Buffer.from(body as string), ['text', 'key']);

test('what a browser sends comes back as it is read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const result = read(new URLSearchParams({ text: text.toWellFormed() }).toString());
      expect(result).toEqual({ ok: true, value: { text: visibleText(text.toWellFormed()) } });
    }),
  );
});

test('ASVS 15.3.3: unknown and doubled fields are refused by name', () => {
  expect(read('text=a&other=b')).toMatchObject({ error: { code: 'invalid-input', field: 'other' } });
  expect(read('text=a&text=b')).toMatchObject({ error: { code: 'invalid-input', field: 'text' } });
  expect(read('__proto__=a')).toMatchObject({ error: { code: 'invalid-input' } });
});

test('half an escape and bytes that are no text are refused', () => {
  expect(read('text=%')).toMatchObject({ error: { code: 'invalid-input' } });
  expect(read('text=%ff')).toMatchObject({ error: { code: 'tip-not-unicode' } });
  expect(read('text=%ed%a0%80')).toMatchObject({ error: { code: 'tip-not-unicode' } });
});

test('another media type is refused', () => {
  expect(parseForm('text/plain', Buffer.from('text=a'), ['text'])).toMatchObject({
    error: { code: 'unsupported-media-type' },
  });
  expect(parseForm(undefined, Buffer.from('text=a'), ['text'])).toMatchObject({
    error: { code: 'unsupported-media-type' },
  });
});

test('NUL is refused with its field', () => {
  expect(parseForm(type, new TextEncoder().encode('text=a%00b'), ['text'])).toMatchObject({
    ok: false,
    error: { code: 'tip-has-nul', field: 'text' },
  });
});

test('texts come without what nobody sees; a password is as it was typed', () => {
  const text = 'đ\u202Eún\u200Bg\u0007\u{E0041}';
  expect(read(new URLSearchParams({ text }).toString())).toEqual({ ok: true, value: { text: 'đúng' } });
  const secret = parseForm(type, Buffer.from(new URLSearchParams({ password: text }).toString()), ['password']);
  expect(secret).toEqual({ ok: true, value: { password: text } });
});
