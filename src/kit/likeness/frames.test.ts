import { expect, test } from 'vitest';
import { sharedByFrames } from './index.ts';

test('what a fifth of the frames show, and two at least, is shared; the most first', () => {
  const frames = [['a'], ['a', 'b'], ['a', 'b'], ['c'], [], [], [], [], [], []];
  expect([...sharedByFrames(frames)]).toEqual([
    ['a', 0.3],
    ['b', 0.2],
  ]);
});

test('a picture that passes by once among many is none, and a video of one frame is that frame', () => {
  expect(sharedByFrames([['a'], [], []]).size).toBe(0);
  expect([...sharedByFrames([['a', 'a']])]).toEqual([['a', 1]]);
  expect(sharedByFrames([]).size).toBe(0);
});
