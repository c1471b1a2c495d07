import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleTexts } from '../base/visible-text.ts';
import { deepestJson, mostNames, parseJson } from './json-door.ts';

const codeOf = (text: string | Uint8Array): string => {
  const result = parseJson(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return result.ok ? 'ok' : result.error.code;
};

test('what JSON can say comes through as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      const result = parseJson(new TextEncoder().encode(text));
      const fit = !text.includes('\\u0000') && !/\\ud[89a-f]/i.test(text);
      if (fit) expect(result).toEqual({ ok: true, value: visibleTexts(JSON.parse(text)) });
    }),
  );
});

test('any bytes give a value or a refusal, never a throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof codeOf(bytes) === 'string'));
  fc.assert(fc.property(fc.stringMatching(/^[[\]{}":,\\ a0]{0,60}$/), (text) => typeof codeOf(text) === 'string'));
});

test('nesting is refused before the parser sees it, and brackets inside texts do not count', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(codeOf(nested(deepestJson))).toBe('ok');
  expect(codeOf(nested(deepestJson + 1))).toBe('too-deep');
  expect(codeOf(nested(10_000_000))).toBe('too-deep');
  expect(codeOf(JSON.stringify({ text: '['.repeat(1000) }))).toBe('ok');
});

test('ASVS 1.5.3: a name twice in one object is refused, also when spelled with an escape', () => {
  expect(codeOf('{"text":"a","text":"b"}')).toBe('invalid-input');
  expect(codeOf('{"text":"a","\\u0074ext":"b"}')).toBe('invalid-input');
  expect(codeOf('{"a":{"text":"x"},"b":{"text":"x"}}')).toBe('ok');
});

test('NUL, lone surrogates and bytes that are no UTF-8 are refused with the field', () => {
  expect(codeOf('{"text":"a\\u0000b"}')).toBe('tip-has-nul');
  expect(codeOf('{"text":"\\ud800"}')).toBe('tip-not-unicode');
  expect(codeOf('{"\\udc00":1}')).toBe('tip-not-unicode');
  expect(codeOf(Uint8Array.of(0x22, 0xff, 0x22))).toBe('tip-not-unicode');
  expect(parseJson(new TextEncoder().encode('{"a":[{"b":"\\u0000"}]}'))).toMatchObject({ error: { field: 'a.0.b' } });
});

test('broken JSON is unreadable', () => {
  for (const text of ['', '{', '{"a"', '"a', '{a:1}', '[1,]', 'nope', '{"\\x":1}'])
    expect(codeOf(text)).toBe('unreadable-json');
});

test('an object of too many names is left off at the first one too many', () => {
  const names = (count: number) => `{${Array.from({ length: count }, (_, n) => `"${n}":1`).join(',')}}`;
  expect(codeOf(names(mostNames))).toBe('ok');
  expect(codeOf(names(mostNames + 1))).toBe('invalid-input');
});

test('texts come without what nobody sees, wherever they stand, and names of fields as they are', () => {
  const body = new TextEncoder().encode('{"a":["đ\\u202eúng","\\u200b"],"b\\u200b":{"c":"x\ufeffy\\r\\nz"}}');
  expect(parseJson(body)).toEqual({ ok: true, value: { a: ['đúng', ''], 'b\u200b': { c: 'xy\nz' } } });
});
