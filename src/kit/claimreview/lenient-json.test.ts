import { expect, test } from 'vitest';
import { lenientJson } from './lenient-json.ts';

test.each([
  ['raw line breaks in a string', '{"a":"x\ny"}', { a: 'x y' }],
  ['trailing commas', '{"a":[1,2,],}', { a: [1, 2] }],
  ['a comma and bracket inside a string', '{"a":",]",}', { a: ',]' }],
  ['a stray backslash', '{"a":"C:\\docs"}', { a: 'C:\\docs' }],
  ['quotes written as entities', '{&quot;a&quot;:&quot;b &amp; c&quot;}', { a: 'b & c' }],
  ['names with the prefix of the vocabulary', '{"schema:a":{"http://schema.org/b":1}}', { a: { b: 1 } }],
  ['null', 'null', null],
])('%s is read', (_, text, value) => {
  expect(lenientJson(text)).toEqual(value);
});

test('what is no JSON stays unread', () => {
  expect(lenientJson('{a:1}')).toBeUndefined();
});
