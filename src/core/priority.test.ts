import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { harmTopics } from './case.ts';
import { gauge, rankOn, type Urgency } from './priority.ts';

const today = '2026-11-20' as Day;
const plain: Urgency = { asked: 1, askedLately: 1, worth: 0.5, harm: [], openedOn: today };
const rank = (more: Partial<Urgency>): number => rankOn(today, { ...plain, ...more }).rank;
const whats = (more: Partial<Urgency>) => rankOn(today, { ...plain, ...more }).reasons.map(({ what }) => what);

test('the points of the reasons add up to the rank, the weightiest first, and none says nothing', () => {
  const urgency = fc.record({
    asked: fc.nat(1_000_000),
    askedLately: fc.nat(1_000_000),
    worth: fc.double({ min: 0, max: 1, noNaN: true }),
    harm: fc.subarray([...harmTopics]),
    openedOn: fc
      .integer({ min: 0, max: 3000 })
      .map((n) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10) as Day),
  });
  fc.assert(
    fc.property(urgency, (one) => {
      const lately = { ...one, askedLately: Math.min(one.asked, one.askedLately) };
      const { rank: sum, reasons } = rankOn(today, lately);
      const points = reasons.map((reason) => reason.points);
      expect(points.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 5);
      expect(points).toEqual(points.toSorted((a, b) => b - a));
      expect(points.every((n) => n > 0)).toBe(true);
      expect(sum).toBeLessThan(300);
    }),
  );
});

test('more askers, more growth, more worth, more harm and more age never lower a case', () => {
  expect(rank({ asked: 39 })).toBeGreaterThan(rank({ asked: 38 }));
  expect(rank({ asked: 20, askedLately: 20 })).toBeGreaterThan(rank({ asked: 20, askedLately: 2 }));
  expect(rank({ worth: 0.9 })).toBeGreaterThan(rank({ worth: 0.1 }));
  expect(rank({ harm: ['health'] })).toBeGreaterThan(rank({}));
  expect(rank({ openedOn: '2026-11-10' as Day })).toBeGreaterThan(rank({}));
});

test('a fortnight is all that age gives, and two fields of harm all that harm gives', () => {
  expect(rank({ openedOn: '2026-11-06' as Day })).toBe(rank({ openedOn: '2025-11-06' as Day }));
  expect(rank({ harm: ['health', 'disaster'] })).toBe(rank({ harm: ['health', 'disaster', 'elections'] }));
  expect(whats({ harm: ['health', 'disaster', 'elections'] }).filter((what) => what === 'harm')).toHaveLength(2);
});

test('one or two askers are no growth, and a day that lies ahead is no age', () => {
  expect(whats({ asked: 2, askedLately: 2 })).not.toContain('growth');
  expect(whats({ asked: 30, askedLately: 3 })).toContain('growth');
  expect(whats({ openedOn: '2026-12-01' as Day })).not.toContain('age');
});

test('what a claim says is gauged the same every time', () => {
  const said = 'Bệnh viện xác nhận ba học sinh ngộ độc sau bữa trưa ở trường';
  expect(gauge(said, 'vi')).toEqual(gauge(said, 'vi'));
  expect(gauge(said, 'vi').harm).toEqual(['health', 'children']);
  expect(gauge(said, 'vi').worth).toBeGreaterThan(gauge('Chúc cả nhà ngủ ngon nhé', 'vi').worth);
});
