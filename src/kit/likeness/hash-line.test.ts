import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf, readHashLine } from './index.ts';

const hex = 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22';

test('a hash alone, with an id after blank, tab or comma, and the JSON of the door are read', () => {
  const read = (line: string) => {
    const found = readHashLine(line);
    return found === undefined ? undefined : [hexOf(found.hash), found.id];
  };
  expect(read(hex)).toEqual([hex, undefined]);
  expect(read(`  ${hex.toUpperCase()}\r`)).toEqual([hex, undefined]);
  expect(read(`${hex} ảnh lũ 2024.jpg`)).toEqual([hex, 'ảnh lũ 2024.jpg']);
  expect(read(`${hex}\tc1`)).toEqual([hex, 'c1']);
  expect(read(`${hex},c1`)).toEqual([hex, 'c1']);
  expect(read(JSON.stringify({ file: 'a.png', hash: hex, quality: 80 }))).toEqual([hex, 'a.png']);
  for (const wrong of [
    '',
    hex.slice(1),
    `${hex}c1`,
    `c1 ${hex}`,
    '{',
    '{}',
    '{"hash":1}',
    `{"hash":"${hex}","file":3}`,
  ])
    expect(read(wrong), wrong).toBeUndefined();
});

test('ten thousand made-up lines are read or not, and none breaks anything', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEFg '), minLength: 60, maxLength: 68 });
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(digits, fc.string()).map((parts) => parts.join('')),
    fc.json(),
    fc.record({ hash: fc.oneof(digits, fc.constant(hex), fc.anything()), file: fc.anything() }).map((one) => {
      try {
        return JSON.stringify(one) ?? '';
      } catch {
        return '{';
      }
    }),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const found = readHashLine(line);
      if (found === undefined) return;
      expect(found.hash.length).toBe(8);
      expect(line.toLowerCase()).toContain(hexOf(found.hash));
    }),
    { numRuns: 10_000, seed: 7 },
  );
});
