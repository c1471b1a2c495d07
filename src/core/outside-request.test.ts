import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { type OutsideRequest, parseOutsideRequest } from './outside-request.ts';

const today = '2026-11-20' as Day;
const both = { vi: 'Điều 5.', en: 'Article 5.' };
const given: OutsideRequest = {
  ...{ kind: 'state', name: 'Sở Thử Nghiệm', askedOn: today, wanted: 'other', says: both, outcome: 'refused' },
  ...{ ground: both, silence: null, corrects: null },
};
const codeOf = (more: object) => {
  const parsed = parseOutsideRequest({ ...given, ...more }, today);
  return parsed.ok ? null : parsed.error.code;
};

test('the day they asked lies between the year 2000 and today', () => {
  expect(['2000-01-01', today].map((askedOn) => codeOf({ askedOn }))).toEqual([null, null]);
  for (const askedOn of ['0001-01-01', '1999-12-31', '2026-11-21']) expect(codeOf({ askedOn })).toBe('request-day');
});

test('silence has an end that can be waited for: tomorrow at the earliest, in five years at the latest', () => {
  const silent = (until: string) => codeOf({ silence: { until, law: both } });
  expect([silent('2026-11-21'), silent('2031-11-20')]).toEqual([null, null]);
  expect(silent(today)).toBe('request-silence');
  for (const until of ['2031-11-21', '9999-12-31']) expect(silent(until)).toBe('request-silence-long');
});
