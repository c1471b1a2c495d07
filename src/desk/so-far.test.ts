// The first look between cuts: what it says, and that nobody can tell from it how one person rated.
import { expect, test } from 'vitest';
import type { Id } from '../base/ids.ts';
import { fittedOf } from '../core/cut-of.ts';
import type { Quarter } from '../core/quarter.ts';
import type { Pseudonym, Rating, RatingLevel } from '../core/rating.ts';
import { firstLook, type Stood } from './so-far.ts';

const check = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as Id;
const pseudonym = (n: number) => n.toString(16).padStart(20, '0') as Pseudonym;

const rating = (rater: number, of: number, level: RatingLevel, more: Partial<Rating> = {}): Rating => ({
  pseudonym: pseudonym(rater),
  quarter: '2026-Q4' as Quarter,
  check: check(of),
  level,
  reasons: [],
  byLot: false,
  settled: true,
  // Each at an hour of their own, or they would count as one.
  at: new Date(Date.parse('2026-11-10T10:00:00Z') + rater * 7_200_000),
  ...more,
});

/** Sixty raters of two camps who are of opposite minds on eight checks; the ninth only ten of the first camp have rated. */
const before: readonly Rating[] = [
  ...Array.from({ length: 60 }, (_, u) =>
    Array.from({ length: 8 }, (_, n) =>
      // A few trembles, or the two would be lines.
      rating(u, n, u < 30 === (n % 2 === 0) ? ((u + n) % 9 === 0 ? 'somewhat' : 'helpful') : 'not'),
    ),
  ).flat(),
  ...Array.from({ length: 10 }, (_, u) => rating(u, 8, 'helpful')),
];

const opened = (more: { hasSides?: boolean; stood?: Stood; base?: readonly Rating[] } = {}) =>
  firstLook({
    fitted: fittedOf(more.base ?? before),
    hasSides: more.hasSides ?? true,
    stood: () => more.stood,
  });

test('what one side praised waits for the other, and is helpful so far once enough of both have come', () => {
  const look = opened();
  expect(look.of(check(8))).toBeUndefined();
  for (let u = 10; u < 20; u++) look.take(rating(u, 8, 'helpful'));
  expect(look.of(check(8))).toEqual({ says: 'other-side', raters: 10 });
  for (let u = 30; u < 50; u++) look.take(rating(u, 8, 'helpful'));
  expect(look.of(check(8))).toEqual({ says: 'helpful', raters: 30 });
});

test('it moves by whole steps of five raters, whatever the others of a step said', () => {
  const look = opened();
  for (let u = 30; u < 34; u++) {
    expect(look.take(rating(u, 8, 'not'))).toBe(false);
    expect(look.of(check(8))).toBeUndefined();
  }
  // One of them again, as often as they like, is still one.
  for (let i = 0; i < 20; i++) expect(look.take(rating(33, 8, i % 2 === 0 ? 'helpful' : 'not'))).toBe(false);
  expect(look.take(rating(34, 8, 'not'))).toBe(true);
  const told = look.of(check(8));
  expect(told).toMatchObject({ raters: 5 });
  for (let u = 35; u < 39; u++) look.take(rating(u, 8, 'helpful'));
  expect(look.of(check(8))).toEqual(told);
});

test('who changes their mind is counted once: what they said before, by the cut or since, is taken back', () => {
  const [once, turned] = [opened(), opened()];
  for (let u = 30; u < 50; u++) once.take(rating(u, 8, 'helpful'));
  for (let u = 30; u < 50; u++) turned.take(rating(u, 8, 'not'));
  expect(turned.of(check(8))).not.toMatchObject({ says: 'helpful' });
  for (let u = 30; u < 50; u++) turned.take(rating(u, 8, 'helpful'));
  for (let u = 0; u < 10; u++) for (const look of [once, turned]) look.take(rating(u, 8, 'helpful'));
  expect(turned.of(check(8))).toEqual(once.of(check(8)));
  // The ten of the first camp had said so by the cut already: thirty people, not forty, have said anything.
  expect(once.of(check(8))).toEqual({ says: 'helpful', raters: 30 });
});

test('only ratings that would count move it: settled ones, and by lot where any are', () => {
  const look = opened();
  for (let u = 30; u < 60; u++) look.take(rating(u, 8, 'helpful', { settled: false }));
  expect(look.of(check(8))).toBeUndefined();
  const byLot = opened({ base: before.map((one) => ({ ...one, byLot: true })) });
  for (let u = 30; u < 60; u++) byLot.take(rating(u, 8, 'helpful'));
  expect(byLot.of(check(8))).toBeUndefined();
  for (let u = 30; u < 60; u++) byLot.take(rating(u, 8, 'helpful', { byLot: true }));
  expect(byLot.of(check(8))).toMatchObject({ raters: 30 });
});

test('where no two sides are known nothing is said, and no side is told', () => {
  const look = opened({ hasSides: false });
  for (let u = 30; u < 60; u++) look.take(rating(u, 8, 'helpful'));
  expect(look.of(check(8))).toBeUndefined();
  expect(look.sideOf(pseudonym(1))).toBeUndefined();
});

test('a check that waits because people came together is not called helpful before the next cut', () => {
  const look = opened({ stood: { standing: 'needs-more', isDoubted: false, isGuarded: true } });
  for (let u = 10; u < 60; u++) look.take(rating(u, 8, 'helpful'));
  expect(look.of(check(8))).toEqual({ says: 'needs-more', raters: 50 });
});

test('a check published since the cut is looked at too, strangers to the cut are of no side, and the two camps are told apart', () => {
  const look = opened();
  for (let u = 0; u < 60; u++) look.take(rating(u, 99, u < 30 ? 'helpful' : 'not'));
  expect(look.of(check(99))).toEqual({ says: 'needs-more', raters: 60 });
  expect(look.sideOf(pseudonym(1000))).toBeUndefined();
  const sides = [0, 30].map((from) => new Set(Array.from({ length: 30 }, (_, i) => look.sideOf(pseudonym(from + i)))));
  expect(sides.map((side) => side.size)).toEqual([1, 1]);
  expect(sides[0]).not.toEqual(sides[1]);
});
