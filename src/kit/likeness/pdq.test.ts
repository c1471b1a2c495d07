// The hashes were written down after the code had given, bit by bit, what the C++ reference gives for its own pictures.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/likeness.json' with { type: 'json' };
import { likenessPicture, likenessPictures, type Made } from '../../../test/vectors/likeness-pictures.ts';
import { distance, hashFromHex, hexOf, pdqOf, turns } from './index.ts';

test.each(likenessPictures)('hash, quality and all eight turns of "%s" are those written down', (name, w, h, seed) => {
  const { hash, quality, dihedral } = pdqOf(likenessPicture(w, h, seed));
  const vector = vectors.find((one) => one.name === name);
  expect(quality).toBe(vector?.quality);
  expect(hexOf(hash)).toBe(vector?.dihedral.o);
  expect(Object.fromEntries(turns.map((turn) => [turn, hexOf(dihedral[turn])]))).toEqual(vector?.dihedral);
});

const turnedBy = (
  from: Made,
  turn: (x: number, y: number) => readonly [number, number],
  isOnItsSide: boolean,
): Made => {
  const [width, height] = isOnItsSide ? [from.height, from.width] : [from.width, from.height];
  const data = new Uint8Array(from.data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = turn(x, y);
      for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = from.data[(v * from.width + u) * 3 + c] as number;
    }
  return { data, width, height, channels: 3 };
};

test('the hashes of the turns are near those of the picture truly turned and mirrored', () => {
  const picture = likenessPicture(256, 192, 11);
  const [w, h] = [picture.width - 1, picture.height - 1];
  const { dihedral } = pdqOf(picture);
  const truly = {
    r90: turnedBy(picture, (x, y) => [w - y, x], true),
    r180: turnedBy(picture, (x, y) => [w - x, h - y], false),
    r270: turnedBy(picture, (x, y) => [y, h - x], true),
    fx: turnedBy(picture, (x, y) => [x, h - y], false),
    fy: turnedBy(picture, (x, y) => [w - x, y], false),
    fp: turnedBy(picture, (x, y) => [y, x], true),
    fm: turnedBy(picture, (x, y) => [w - y, h - x], true),
  };
  for (const [turn, made] of Object.entries(truly))
    expect(distance(pdqOf(made).hash, dihedral[turn as 'r90']), turn).toBeLessThanOrEqual(45);
});

test('grey, RGB and RGBA of one picture have one hash, and nothing is left over from the picture before', () => {
  const picture = likenessPicture(150, 130, 12);
  const levels = picture.data.filter((_, i) => i % 3 === 0);
  const spread = (channels: number) =>
    Uint8Array.from({ length: levels.length * channels }, (_, i) =>
      i % channels === 3 ? i % 256 : (levels[Math.floor(i / channels)] as number),
    );
  const hashOf = (channels: 1 | 3 | 4) =>
    hexOf(pdqOf({ data: spread(channels), width: 150, height: 130, channels }).hash);
  const grey = hashOf(1);
  pdqOf(likenessPicture(700, 300, 13));
  expect([hashOf(3), hashOf(4), hashOf(1)]).toEqual([grey, grey, grey]);
});

test('an even picture and one too small have quality 0, and wrong sizes are refused', () => {
  const even = { data: new Uint8Array(90 * 90).fill(128), width: 90, height: 90, channels: 1 } as const;
  expect(pdqOf(even).quality).toBe(0);
  expect(hexOf(pdqOf({ data: new Uint8Array(16), width: 4, height: 4, channels: 1 }).hash)).toBe('0'.repeat(64));
  for (const [bytes, width, height] of [
    [5, 2, 3],
    [0, 0, 0],
    [6, 2.5, 2.4],
    [4, -2, -2],
  ] as const)
    expect(() => pdqOf({ data: new Uint8Array(bytes), width, height, channels: 1 })).toThrow(RangeError);
});

test('any picture has a hash; a lighter copy has nearly the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 200 }), fc.integer({ min: 30, max: 200 }), fc.nat(), (w, h, seed) => {
      const picture = likenessPicture(w, h, seed);
      const lighter = { ...picture, data: picture.data.map((level) => Math.floor(level * 0.8) + 40) };
      expect(distance(pdqOf(picture).hash, pdqOf(lighter).hash)).toBeLessThanOrEqual(31);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test('hexadecimal digits are read as they are written, and nothing else is', () => {
  fc.assert(
    fc.property(fc.uint32Array({ minLength: 8, maxLength: 8 }), (words) => {
      const hex = hexOf(words);
      expect(hex).toMatch(/^[0-9a-f]{64}$/);
      expect(hashFromHex(hex)).toEqual(words);
      expect(hashFromHex(hex.toUpperCase())).toEqual(words);
      expect([hashFromHex(`${hex}0`), hashFromHex(hex.slice(1)), hashFromHex(`${hex.slice(1)}g`)]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }),
  );
  expect(hashFromHex(`${'0'.repeat(63)}1`)?.[0]).toBe(1);
});
