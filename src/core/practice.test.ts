import { expect, test } from 'vitest';
import type { Id } from '../base/ids.ts';
import { compared, easiestFirst, type PracticeCandidate, stepOf } from './practice.ts';

const candidate = (slug: string, more: Partial<PracticeCandidate> = {}): PracticeCandidate => ({
  check: slug as Id,
  slug,
  langs: ['vi', 'en'],
  verdict: 'false',
  sources: 3,
  toRead: 600,
  ...more,
});

test('short ones with few sources come first, then those to weigh, and another language last', () => {
  const all = [
    candidate('foreign', { langs: ['en'], sources: 1, toRead: 10 }),
    candidate('mixed', { verdict: 'mixed', sources: 2 }),
    candidate('long', { toRead: 2400 }),
    candidate('many', { sources: 8 }),
    candidate('short', { sources: 2, toRead: 200 }),
  ];
  const order = easiestFirst(all, new Set(), 'vi').map(({ slug }) => slug);
  expect(order).toEqual(['short', 'mixed', 'long', 'many', 'foreign']);
  expect(easiestFirst(all, new Set(['short' as Id]), 'vi')[0]?.slug).toBe('mixed');
});

test('steps come one after another', () => {
  const none = { checkable: null, independent: null, verdict: null };
  expect(stepOf(none)).toBe('checkable');
  expect(stepOf({ ...none, checkable: 'yes' })).toBe('evidence');
  expect(stepOf({ ...none, checkable: 'yes', independent: [] })).toBe('verdict');
  expect(stepOf({ checkable: 'yes', independent: [], verdict: 'true' })).toBeUndefined();
});

test('what agrees and what differs is told source by source, and how near two conclusions are', () => {
  const decided = {
    verdict: 'false',
    evidence: [{ interest: 'independent' }, { interest: 'party' }, { interest: 'ourselves' }],
  } as const;
  const mine = { checkable: 'opinion', independent: [1], verdict: 'misleading' } as const;
  expect(compared(mine, decided)).toEqual({
    checkable: { given: 'opinion', same: false },
    sources: [
      { taken: false, interest: 'independent', same: false },
      { taken: true, interest: 'party', same: false },
      { taken: false, interest: 'ourselves', same: true },
    ],
    verdict: { given: 'misleading', decided: 'false', nearness: 'near' },
  });
  expect(compared({ ...mine, verdict: 'true' }, decided)?.verdict.nearness).toBe('apart');
  expect(compared({ ...mine, verdict: 'unproven' }, decided)?.verdict.nearness).toBe('apart');
  expect(compared({ ...mine, verdict: null }, decided)).toBeUndefined();
});
