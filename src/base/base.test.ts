import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url, toHex } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { addDays, dayOf, parseDay, parseInstant } from './clock.ts';
import { fromShortId, type Id, parseId, shortId } from './ids.ts';

test('canonical JSON is RFC 8785: sorted keys, no space, ECMAScript numbers', () => {
  expect(canonicalJson({ b: [1e21, 0.000001, -0, true, null], a: '€\u000f\n"\\', '\u{1f600}': 1, '\ufb33': 2 })).toBe(
    '{"a":"€\\u000f\\n\\"\\\\","b":[1e+21,0.000001,0,true,null],"\u{1f600}":1,"\ufb33":2}',
  );
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson('\ud800')).toThrow(TypeError);
});

test('canonical JSON of one value does not depend on the order of its keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer()), (value) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
    }),
  );
});

test('ids go into addresses and back, and nothing else does', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 4 }), (id) => {
      expect(fromShortId(shortId(id as Id))).toBe(id);
      expect(parseId(id)).toBe(id);
    }),
  );
  for (const wrong of ['', 'a'.repeat(21), '!'.repeat(22), 'AAAAAAAAAAAAAAAAAAAAAB'])
    expect(fromShortId(wrong)).toBeUndefined();
  expect(parseId('11111111-1111-4111-8111-11111111111G')).toBeUndefined();
});

test('bytes go into base64url and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toHex(fromBase64Url(toBase64Url(bytes))!)).toBe(toHex(bytes));
    }),
  );
  expect(fromBase64Url('a b')).toBeUndefined();
});

test('bytes go into base64 and back, and each has one spelling', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect([...fromBase64(toBase64(bytes))!]).toEqual([...bytes]);
    }),
  );
  const long = new Uint8Array(200_000).fill(250);
  expect(toHex(fromBase64(toBase64(long))!)).toBe(toHex(long));
  const wrong = [
    'A',
    'AA',
    'AAA',
    'AB==',
    'AAB=',
    'AA=',
    'A===',
    '====',
    'AA==AA==',
    ' AAA',
    'AAA\n',
    'AA-_',
    'AAAA\n',
  ];
  for (const text of wrong) expect(fromBase64(text), text).toBeUndefined();
});

test('days are real days', () => {
  expect(parseDay('2026-02-30')).toBeUndefined();
  expect(parseDay('2028-02-29')).toBe('2028-02-29');
  expect(addDays(dayOf(new Date('2026-12-31T23:59:59Z')), 1)).toBe('2027-01-01');
});

test('one instant is read alike however RFC 3339 writes it, and what is none is not read', () => {
  const same = [
    ...['2026-12-01T10:00:00Z', '2026-12-01T10:00:00.000Z', '2026-12-01T10:00:00.000000Z', '2026-12-01t10:00:00z'],
    ...['2026-12-01T17:00:00+07:00', '2026-12-01T04:30:00-05:30', '2026-12-01T10:00:00-00:00', '2026-12-01T10:00Z'],
    ...['2026-12-02T00:00:00+14:00', '2026-12-01T09:59:60Z'],
  ];
  for (const text of same)
    expect([text, parseInstant(text)?.toISOString()]).toEqual([text, '2026-12-01T10:00:00.000Z']);
  expect(parseInstant('2026-12-01T10:00:00.123456789Z')?.toISOString()).toBe('2026-12-01T10:00:00.123Z');
  for (const wrong of [
    ...['', 'noon', '2026-12-01', '2026-12-01T10:00:00', '2026-02-30T10:00:00Z', '2026-12-01T24:00:00Z'],
    ...['2026-12-01T10:60:00Z', '2026-12-01T10:00:61Z', '2026-12-01T10:00:00,5Z', '2026-12-01T10:00:00+0700'],
    ...['2026-12-01T10:00:00+24:00', ' 2026-12-01T10:00:00Z', '9999-12-31T23:59:60Z', '0001-01-01T00:00:00+01:00'],
  ])
    expect([wrong, parseInstant(wrong)]).toEqual([wrong, undefined]);
});
