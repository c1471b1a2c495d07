// Edited copies are found, and told how they were edited; unlike pictures are not.
import { expect, test, vi } from 'vitest';
import { likenessPicture, type Made } from '../../../test/vectors/likeness-pictures.ts';
import { askedLooks, createPictureIndex, pdqOf, storedLooks } from './index.ts';

const removed = vi.hoisted(() => ({ count: 0 }));
vi.mock('./hamming-index.ts', async (original) => {
  const real = await original<typeof import('./hamming-index.ts')>();
  const createHammingIndex: typeof real.createHammingIndex = (snapshot) => {
    const index = real.createHammingIndex(snapshot);
    const remove: typeof index.remove = (id) => {
      removed.count++;
      return index.remove(id);
    };
    return { ...index, remove };
  };
  return { ...real, createHammingIndex };
});

// Hashing forty parts of each of some pictures takes a busy machine its time.
vi.setConfig({ testTimeout: 60_000 });

const pictures = Array.from({ length: 8 }, (_, n) => likenessPicture(320, 240, 100 + 31 * n));

const looks = pictures.map(storedLooks);

const filled = () => {
  const index = createPictureIndex();
  for (const [id, stored] of looks.entries()) index.put(id, stored);
  return index;
};

/** A picture of another size, each pixel taken from where `from` says, or the background. */
const redrawn = (
  width: number,
  height: number,
  from: Made,
  where: (x: number, y: number) => readonly [number, number] | number,
): Made => {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = where(x, y);
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 3 + c] =
          typeof place === 'number' ? place : (from.data[(place[1] * from.width + place[0]) * 3 + c] as number);
    }
  return { data, width, height, channels: 3 };
};

const five = pictures[5] as Made;
const ask = (picture: Made) => filled().search(askedLooks(picture));

test('the picture itself is found, whole beside whole', () => {
  expect(ask(five)).toEqual([
    { id: 5, distance: 0, turn: 'o', window: { left: 0, top: 0, right: 1, bottom: 1 }, isPart: false, isWhole: true },
  ]);
});

test('a crop that lies on no grid is found, with the part that agrees', () => {
  const crop = redrawn(281, 213, five, (x, y) => [x + 26, y + 9]);
  const [found] = ask(crop);
  expect([found?.id, found?.isWhole]).toEqual([5, false]);
  expect(found?.distance).toBeLessThanOrEqual(31);
});

test('a frame, a bar with writing on it and both bars of a screenshot are taken off', () => {
  const framed = redrawn(380, 300, five, (x, y) => (x < 30 || x >= 350 || y < 30 || y >= 270 ? 255 : [x - 30, y - 30]));
  const writing = (x: number, y: number) => (y % 24 > 8 && y % 24 < 20 && x % 3 === 0 ? 10 : 250);
  const barred = redrawn(320, 300, five, (x, y) => (y < 60 ? writing(x, y) : [x, y - 60]));
  const screen = redrawn(320, 340, five, (x, y) => (y < 40 || y >= 280 ? writing(x, y) : ([x, y - 40] as const)));
  for (const picture of [framed, barred, screen]) expect(ask(picture)[0]?.id).toBe(5);
});

test('a mirrored copy and one on its head are found, and their turn is told', () => {
  const mirrored = redrawn(320, 240, five, (x, y) => [319 - x, y]);
  const onItsHead = redrawn(320, 240, five, (x, y) => [319 - x, 239 - y]);
  expect(ask(mirrored)[0]).toMatchObject({ id: 5, turn: 'fy', isWhole: false });
  expect(ask(onItsHead)[0]).toMatchObject({ id: 5, turn: 'r180', isWhole: false });
});

test('unlike pictures, an even one and a tiny one find nothing', () => {
  for (let n = 0; n < 3; n++) expect(ask(likenessPicture(300, 260, 5000 + 31 * n))).toEqual([]);
  expect(ask(redrawn(200, 200, five, () => 200))).toEqual([]);
  expect(ask(redrawn(3, 3, five, () => 200))).toEqual([]);
});

test('what was taken away or replaced is no longer found; a snapshot finds what the index finds', () => {
  const index = filled();
  const again = createPictureIndex(index.snapshot());
  expect(again.search(askedLooks(five))).toEqual(index.search(askedLooks(five)));
  index.put(5, storedLooks(likenessPicture(320, 240, 9000)));
  expect(index.search(askedLooks(five))).toEqual([]);
  index.remove(6);
  index.settle();
  expect(index.search(askedLooks(pictures[6] as Made))).toEqual([]);
  expect(index.search(askedLooks(pictures[7] as Made))[0]?.id).toBe(7);
  expect(() => index.put(2 ** 27, storedLooks(five))).toThrow(RangeError);
});

test('a picture that is even but for a corner is kept by what can be told apart, never by a hash of little quality', () => {
  const even = redrawn(200, 200, five, (x, y) => (x < 6 && y < 6 ? 0 : 200));
  expect(pdqOf(even).quality).toBeLessThan(50);
  expect(storedLooks(even).looks).toEqual([]);
});

test('a new picture looks for nothing to replace, and one that is known only for the looks that it has', () => {
  const scans = vi.spyOn(Uint32Array.prototype, 'indexOf');
  removed.count = 0;
  const index = filled();
  expect(removed.count).toBe(0);
  index.remove(99);
  expect(removed.count).toBe(0);
  index.put(5, looks[5]!);
  expect(removed.count).toBe(looks[5]!.looks.length);
  removed.count = 0;
  const again = createPictureIndex(index.snapshot());
  again.put(5, looks[5]!);
  again.remove(6);
  expect(removed.count).toBe(looks[5]!.looks.length + looks[6]!.looks.length);
  // Where the rows of a look lie is known: nothing is searched through for them.
  expect(scans).not.toHaveBeenCalled();
  scans.mockRestore();
  expect(again.search(askedLooks(five))[0]).toMatchObject({ id: 5, distance: 0 });
  expect(again.search(askedLooks(pictures[6] as Made))).toEqual([]);
});
