import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonSlice, jsonSlicer } from './json-slicer.ts';

const slicesOf = (text: string, size = 4): readonly JsonSlice[] => {
  const slicer = jsonSlicer({ depth: 50, size: 10_000 });
  const slices: JsonSlice[] = [];
  for (let at = 0; at < text.length; at += size) slices.push(...slicer.push(text.slice(at, at + size)));
  return [...slices, ...slicer.end()];
};

test('the slices of any list, in any pieces, are its items', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 20 }), fc.boolean(), (items, size, pretty) => {
      const slices = slicesOf(JSON.stringify(items, null, pretty ? 2 : 0), size).filter((slice) => !slice.isFrame);
      expect(slices.map((slice) => JSON.parse(slice.text))).toEqual(JSON.parse(JSON.stringify(items)));
      expect(slices.map((slice) => slice.path)).toEqual(items.map((_, index) => [index + 1]));
    }),
  );
});

test('any text at all ends without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\ a1') }), (text) => {
      expect(slicesOf(text).filter((slice) => slice.fault !== undefined).length).toBeLessThanOrEqual(1);
    }),
  );
});

test('the list inside a feed is cut out, and its frame stays without it', () => {
  expect(slicesOf('{"@graph":[{"a":1},{"b":[2]}],"x":"]"}').map(({ path, text }) => [path, text])).toEqual([
    [[1], '{"a":1}'],
    [[2], '{"b":[2]}'],
    [[], '{"@graph":[],"x":"]"}'],
  ]);
});

test('brackets that do not fit end the reading at a named place', () => {
  const slices = slicesOf('[{"a":1},{"b":1]},{"c":1}]');
  expect(slices.map((slice) => [slice.path, slice.fault?.code])).toEqual([
    [[1], undefined],
    [[2], 'bad-json'],
  ]);
});
