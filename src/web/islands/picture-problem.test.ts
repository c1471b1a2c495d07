import { expect, test } from 'vitest';
import { problemOf } from './picture-problem.ts';

test('a file that is no picture is not said to be a picture without words', () => {
  expect(problemOf(415, 'unsupported-media-type')).toBe('noPicture');
  expect(problemOf(422, 'picture-not-readable')).toBe('noPicture');
  expect(problemOf(422, 'picture-unreadable')).toBe('nothing');
  expect(problemOf(200, undefined)).toBe('nothing');
});

test('every other refusal has its own words', () => {
  expect(problemOf(413, 'too-large')).toBe('large');
  expect([problemOf(429, 'rate-limited'), problemOf(503, 'ocr-unavailable')]).toEqual(['busy', 'unavailable']);
  expect([404, 501, 503].map((status) => problemOf(status, undefined))).toEqual(Array(3).fill('unavailable'));
  expect([0, 400, 500].map((status) => problemOf(status, undefined))).toEqual(Array(3).fill('failed'));
});
