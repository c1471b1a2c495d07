import { expect, test } from 'vitest';
import type { Id } from '../base/ids.ts';
import { compared, comparedDeclined, easiestFirst, type PracticeCandidate, stepOf } from './practice.ts';

const candidate = (name: string, more: Partial<PracticeCandidate> = {}): PracticeCandidate => ({
  subject: name as Id,
  name,
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
  const order = easiestFirst(all, new Set(), 'vi').map(({ name }) => name);
  expect(order).toEqual(['short', 'mixed', 'long', 'many', 'foreign']);
  expect(easiestFirst(all, new Set(['short' as Id]), 'vi')[0]?.name).toBe('mixed');
});

test('steps come one after another', () => {
  const none = { case: null, checkable: null, independent: null, verdict: null, short: null };
  expect(stepOf(none)).toBe('checkable');
  expect(stepOf({ ...none, checkable: 'yes' })).toBe('evidence');
  expect(stepOf({ ...none, checkable: 'yes', independent: [] })).toBe('verdict');
  expect(stepOf({ ...none, checkable: 'yes', independent: [], verdict: 'true', short: '' })).toBeUndefined();
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

test('of a declined claim there is one step more: what one tells whoever asked', () => {
  const none = { case: 'c' as Id, checkable: null, independent: null, verdict: null, short: null };
  expect(stepOf(none)).toBe('checkable');
  expect(stepOf({ ...none, checkable: 'opinion' })).toBe('explain');
  expect(stepOf({ ...none, checkable: 'opinion', short: '' })).toBeUndefined();
  expect(comparedDeclined({ checkable: 'opinion', short: null }, 'opinion')).toBeUndefined();
  expect(comparedDeclined({ checkable: 'opinion', short: '' }, 'opinion')).toMatchObject({ same: true });
  expect(comparedDeclined({ checkable: 'yes', short: '' }, 'opinion')).toEqual({
    given: 'yes',
    decided: 'opinion',
    same: false,
  });
});

test('declined ones stand between the checks and not in a row, which would give them away', () => {
  const declined = (name: string) => candidate(name, { verdict: null, sources: 0, toRead: 0 });
  const checks = [3, 5, 6, 8, 9, 12].map((sources) => candidate(`check-${sources}`, { sources, toRead: 0 }));
  const order = easiestFirst([...checks, declined('one'), declined('two'), declined('three')], new Set(), 'vi');
  const kinds = order.map(({ verdict }) => (verdict === null ? 'declined' : 'check'));
  expect(kinds[0]).toBe('check');
  expect(kinds.join(' ')).not.toContain('declined declined');
  // Tried ones leave the others where they were.
  expect(easiestFirst(checks.concat(declined('one'), declined('two')), new Set(['one' as Id]), 'vi')).toHaveLength(7);
});
