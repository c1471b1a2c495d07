import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { parseQuarter, quarterOf } from './quarter.ts';
import { parseRating, ratingLevels, reasonsOf } from './rating.ts';

test('a rating is one of three words, with reasons that fit it, in the order of the list and each once', () => {
  expect(parseRating({ level: 'helpful', reasons: ['good-sources', 'clear', 'clear'] })).toEqual({
    ok: true,
    value: { level: 'helpful', reasons: ['clear', 'good-sources'] },
  });
  expect(parseRating({ level: 'somewhat', reasons: ['taking-sides', 'clear'] })).toMatchObject({
    value: { reasons: ['clear', 'taking-sides'] },
  });
  expect(parseRating({ level: 'great' })).toMatchObject({ error: { code: 'rating-level-unknown', field: 'level' } });
  expect(parseRating({})).toMatchObject({ error: { code: 'rating-level-unknown' } });
  expect(parseRating({ level: 'helpful', reasons: ['taking-sides'] })).toMatchObject({
    error: { code: 'rating-reason-unknown', field: 'reasons' },
  });
});

test('whoever says that a check does not help says why; whoever praises it need not', () => {
  expect(parseRating({ level: 'not' })).toMatchObject({ error: { code: 'rating-reason-missing' } });
  expect(parseRating({ level: 'not', reasons: ['sources-missing'] }).ok).toBe(true);
  expect(parseRating({ level: 'helpful' }).ok).toBe(true);
  expect(parseRating({ level: 'somewhat' }).ok).toBe(true);
});

test('every level has reasons of its own, and both kinds stand beside what is somewhat helpful', () => {
  for (const level of ratingLevels) expect(reasonsOf(level).length).toBeGreaterThan(3);
  expect(new Set(reasonsOf('somewhat'))).toEqual(new Set([...reasonsOf('helpful'), ...reasonsOf('not')]));
});

test('a quarter begins with January, April, July and October', () => {
  const quarters = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-09-30', '2026-12-31'].map((day) =>
    quarterOf(day as Day),
  );
  expect(quarters).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
  expect(parseQuarter('2026-Q4')).toBe('2026-Q4');
  for (const wrong of ['2026-Q5', '2026-Q0', '0000-Q1', '2026', '2026-Q4 '])
    expect(parseQuarter(wrong)).toBeUndefined();
});
