import { expect, test } from 'vitest';
import { judgePictures, type PicturePair, samenessOf } from './index.ts';

const photo: PicturePair = {
  asked: { quality: 90, letters: 0 },
  stored: { quality: 90, letters: 0 },
  distance: 10,
  isWhole: true,
  textAgrees: undefined,
};
const judged = (change: Partial<PicturePair>) => judgePictures([{ ...photo, ...change }])[0];

test('31 bits are the same picture, 64 only propose it, and a hash of quality 49 says nothing', () => {
  expect([0, 31, 32, 64, 65].map((bits) => samenessOf(bits, 50, 50))).toEqual([
    'same',
    'same',
    'proposed',
    'proposed',
    'other',
  ]);
  expect([samenessOf(0, 49, 100), samenessOf(0, 100, 49)]).toEqual(['other', 'other']);
});

test('by itself answers only a photograph without text, whole beside whole, and alone', () => {
  expect(judged({})).toBe('known');
  expect(judged({ distance: 31, asked: { quality: 50, letters: 4 } })).toBe('known');
  expect(judged({ distance: 32 })).toBe('perhaps');
  expect(judged({ isWhole: false })).toBe('perhaps');
  expect(judged({ asked: { quality: 90, letters: 5 } })).toBe('perhaps');
  expect(judged({ stored: { quality: 90, letters: 5 } })).toBe('perhaps');
  expect(judged({ asked: { quality: 49, letters: 0 } })).toBe('new');
  expect(judged({ distance: 65 })).toBe('new');
  expect(judgePictures([photo, { ...photo, distance: 60 }])).toEqual(['perhaps', 'perhaps']);
  expect(judgePictures([photo, { ...photo, distance: 80 }])).toEqual(['known', 'new']);
});

test('where there is substantial text the texts must agree, and a picture of text never answers by itself', () => {
  const text = { quality: 90, letters: 200 };
  const screenshot = { asked: text, stored: text, distance: 0 };
  expect(judged({ ...screenshot, textAgrees: false })).toBe('new');
  expect(judged({ ...screenshot, textAgrees: undefined })).toBe('new');
  expect(judged({ ...screenshot, textAgrees: true })).toBe('perhaps');
  expect(judged({ stored: text, textAgrees: undefined })).toBe('new');
  expect(judged({ textAgrees: false })).toBe('new');
  // A caption on a photograph: the photograph is the same, and whether it still says the same is for people to see.
  expect(judged({ asked: text, textAgrees: undefined })).toBe('perhaps');
});
