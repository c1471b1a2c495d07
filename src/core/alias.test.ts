import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { isDisputed, isLearnable, isTrusted, mayBeJudged, restrained, saysMore, stateAfter } from './alias.ts';

const voices = (yes: readonly string[], no: readonly string[] = []) => [
  ...yes.map((day) => ({ agrees: true, day: day as Day })),
  ...no.map((day) => ({ agrees: false, day: day as Day })),
];
const [monday, tuesday] = ['2026-11-16', '2026-11-17'] as const;

test('words are learned from three who said yes on two days, and a no weighs as much as two of them', () => {
  expect(isLearnable(voices([monday, monday, tuesday]))).toBe(true);
  expect(isLearnable(voices([monday, tuesday]))).toBe(false);
  expect(isLearnable(voices([monday, monday, monday, monday]))).toBe(false);
  expect(isLearnable(voices([monday, monday, tuesday, tuesday], [tuesday]))).toBe(false);
  expect(isLearnable(voices([monday, monday, tuesday, tuesday, tuesday], [tuesday]))).toBe(true);
});

test('what was learned is dropped when the noes have caught up; what a person decided is not', () => {
  expect(stateAfter('learned', { yes: 3, no: 1 })).toBe('learned');
  expect(stateAfter('learned', { yes: 4, no: 2 })).toBe('dropped');
  expect(stateAfter('confirmed', { yes: 3, no: 9 })).toBe('confirmed');
  expect(stateAfter('refused', { yes: 90, no: 0 })).toBe('refused');
});

test('a confirmed wording answers until many say no, and an unconfirmed one never does', () => {
  expect(isTrusted({ state: 'confirmed', yes: 3, no: 6 })).toBe(true);
  expect(isTrusted({ state: 'confirmed', yes: 3, no: 7 })).toBe(false);
  expect(isTrusted({ state: 'learned', yes: 1000, no: 0 })).toBe(false);
});

test('an answer is proposed for holding back by five noes on three days, unless those who agree are more than twice as many', () => {
  expect(isDisputed({ yes: 0, no: 5, noDays: 3 })).toBe(true);
  expect(isDisputed({ yes: 0, no: 4, noDays: 4 })).toBe(false);
  expect(isDisputed({ yes: 0, no: 500, noDays: 2 })).toBe(false);
  expect(isDisputed({ yes: 10, no: 5, noDays: 5 })).toBe(false);
});

test('only a sure answer is held back, and only to a suggestion', () => {
  const free = { asked: false, trusted: false, saysMore: false, disputed: false };
  expect(restrained('known', free)).toBe('known');
  expect(restrained('known', { ...free, asked: true })).toBe('perhaps');
  expect(restrained('known', { ...free, asked: true, trusted: true })).toBe('known');
  expect(restrained('known', { ...free, asked: true, trusted: true, saysMore: true })).toBe('perhaps');
  expect(restrained('known', { ...free, disputed: true })).toBe('perhaps');
  expect(restrained('new', { ...free, asked: true })).toBe('new');
});

test('an answer is judged while it is young', () => {
  expect(mayBeJudged('2026-11-13' as Day, '2026-11-20' as Day)).toBe(true);
  expect(mayBeJudged('2026-11-12' as Day, '2026-11-20' as Day)).toBe(false);
});

test('a question that names another amount, date, place or denial says more than the claim', () => {
  const facts = { amounts: [], dates: [], places: [], negated: false };
  const claim = {
    ...facts,
    amounts: [{ value: 2, unit: 'l' }],
    dates: [{ year: 2021, month: null, day: null }],
    places: ['vn/ha-noi'],
  };
  expect(saysMore(facts, [claim])).toBe(false);
  expect(saysMore(claim, [facts, claim])).toBe(false);
  expect(saysMore({ ...facts, places: ['vn'] }, [claim])).toBe(false);
  expect(saysMore({ ...facts, negated: true }, [claim])).toBe(true);
  expect(saysMore({ ...facts, amounts: [{ value: 5, unit: 'l' }] }, [claim])).toBe(true);
  expect(saysMore({ ...facts, dates: [{ year: 2022, month: null, day: null }] }, [claim])).toBe(true);
  expect(saysMore({ ...facts, places: ['vn/hue'] }, [claim])).toBe(true);
});
