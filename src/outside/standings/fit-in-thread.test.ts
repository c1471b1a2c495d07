// The thread says what the sums would have said here, and what fails there fails here.
import { expect, test } from 'vitest';
import type { Id } from '../../base/ids.ts';
import { cutOf, fittedOf } from '../../core/cut-of.ts';
import type { Quarter } from '../../core/quarter.ts';
import type { Pseudonym, Rating } from '../../core/rating.ts';
import { fitInThread } from './fit-in-thread.ts';

const ratings = Array.from({ length: 120 }, (_, k): Rating => {
  const level = (['helpful', 'somewhat', 'not'] as const)[(k * 7) % 3] ?? 'not';
  return {
    pseudonym: `${k % 12}`.padStart(20, '0') as Pseudonym,
    quarter: '2026-Q4' as Quarter,
    check: `00000000-0000-4000-8000-${`${Math.floor(k / 12)}`.padStart(12, '0')}` as Id,
    level,
    reasons: level === 'not' ? ['taking-sides'] : ['clear'],
    byLot: false,
    settled: true,
    at: new Date(Date.parse('2026-11-10T10:00:00Z') + k * 3_600_000),
  };
});

test('a cut and a fit made in a thread are those made here', async () => {
  const input = { ratings, before: new Map(), checks: new Map() };
  const [cut, fit] = await Promise.all([fitInThread().cut(input), fitInThread().fit(ratings)]);
  expect(cut).toEqual(cutOf(input));
  expect(fit).toEqual(fittedOf(ratings));
});

test('while a thread fits, others are answered; what it cannot read is told', async () => {
  let turns = 0;
  const beat = setInterval(() => turns++, 1);
  await fitInThread().fit(ratings);
  clearInterval(beat);
  expect(turns).toBeGreaterThan(1);
  const broken = [{ ...ratings[0], reasons: null }] as unknown as readonly Rating[];
  await expect(fitInThread().fit(broken)).rejects.toThrow();
});
