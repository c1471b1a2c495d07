import { expect, test } from 'vitest';
import type { Id } from '../../base/ids.ts';
import { cutOf } from '../../core/cut-of.ts';
import type { Quarter } from '../../core/quarter.ts';
import type { Pseudonym, Rating } from '../../core/rating.ts';
import { standingWhy } from './standing-schemas.ts';

/** Twenty raters of either side; of each check one side says the one, the other side the other, as often as its number tells. */
const ratings = Array.from({ length: 40 * 20 }, (_, k): Rating => {
  const [rater, check] = [k % 40, Math.floor(k / 40)];
  const isLeft = rater < 20;
  const kind = check % 5;
  const level =
    kind === 0 || (kind === 1) === isLeft ? 'helpful' : kind === 2 ? 'not' : rater % 3 === 0 ? 'somewhat' : 'not';
  return {
    pseudonym: `${rater}`.padStart(20, '0') as Pseudonym,
    quarter: '2026-Q4' as Quarter,
    check: `00000000-0000-4000-8000-${`${check}`.padStart(12, '0')}` as Id,
    level,
    reasons: level === 'not' ? ['taking-sides'] : ['clear'],
    byLot: false,
    settled: true,
    at: new Date(Date.parse('2026-10-01T10:00:00Z') + k * 7_200_000),
  };
}).filter((_, k) => k < 40 * 18 || k % 40 < 3);

test('every standing that a cut makes is told as the document says, with nothing besides', () => {
  const first = cutOf({ ratings, before: new Map(), checks: new Map() });
  const before = new Map(
    first.standings.map(({ check, standing }) => [check, { standing, isDoubted: false, stoodDays: 20 }]),
  );
  const second = cutOf({ ratings: ratings.filter((_, k) => k % 7 !== 0), before, checks: new Map() });
  const told = [...first.standings, ...second.standings].map((one) => one.told);
  for (const why of told) {
    const throughJson: unknown = JSON.parse(JSON.stringify(why));
    expect(standingWhy.parse(throughJson)).toEqual(throughJson);
  }
  expect(new Set(told.map(({ rule }) => rule)).size).toBeGreaterThan(3);
  expect(told.some(({ sides }) => sides !== null)).toBe(true);
  expect(told.some(({ estimate }) => estimate === null)).toBe(true);
  expect(standingWhy.safeParse({ ...told[0], raters: ['x'] }).success).toBe(false);
});
