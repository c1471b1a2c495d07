import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import type { Verdict } from './verdict.ts';
import { labelSince, parseLabels, ruledOutWords, type StandardLabel } from './verdict-labels.ts';

const names: Readonly<Partial<Record<Verdict, string>>> = {
  true: 'Đúng',
  false: 'Không đúng',
  mixed: 'Có đúng có sai',
};
const standard: StandardLabel = (lang, verdict) => (lang === 'vi' ? (names[verdict] ?? verdict) : verdict);
const refusedBy = (vi: Readonly<Partial<Record<Verdict, string>>>) => {
  const parsed = parseLabels({ vi }, {}, standard);
  return parsed.ok ? 'taken' : `${parsed.error.code} ${parsed.error.field ?? ''}`.trim();
};

test('what is empty or standard is no renaming, and spaces are tidied', () => {
  expect(parseLabels({ vi: { true: ' Đúng ', false: ' Chưa   đúng ', mixed: '' } }, {}, standard)).toEqual({
    ok: true,
    value: { id: 'labels', labels: { vi: { false: 'Chưa đúng' } } },
  });
  expect(refusedBy({})).toBe('nothing-changed');
});

test('no label is a word of police and penal law, in whatever case', () => {
  for (const word of ruledOutWords) {
    expect(refusedBy({ false: word })).toBe('label-ruled-out vi.false');
    expect(refusedBy({ false: `Là ${word.toUpperCase()}!`.normalize('NFD') })).toBe('label-ruled-out vi.false');
  }
});

test('no label is another verdict’s, standard or renamed', () => {
  expect(refusedBy({ false: 'ĐÚNG' })).toBe('label-taken vi.false');
  expect(refusedBy({ false: 'Đúng', true: 'Chính xác' })).toBe('label-taken vi.false');
  expect(refusedBy({ false: 'Như nhau', mixed: 'như nhau' })).toMatch(/^label-taken/);
  expect(refusedBy({ false: 'Chưa đúng', mixed: 'Nửa nọ nửa kia' })).toBe('taken');
});

test('a label is short, is read as it is stored, and has letters', () => {
  expect(refusedBy({ false: 'x'.repeat(41) })).toBe('label-too-long vi.false');
  expect(refusedBy({ false: 'a\u202Eb' })).toBe('label-unreadable vi.false');
  expect(refusedBy({ false: '×××' })).toBe('label-unreadable vi.false');
});

test('since when a label stands is the day of the set that brought it, and of the one that took it back', () => {
  const day = (on: string) => on as Day;
  const sets = [
    { on: day('2026-11-20'), labels: { vi: { false: 'Chưa đúng' } } },
    { on: day('2026-10-01'), labels: { vi: { false: 'Chưa đúng', true: 'Chính xác' } } },
    { on: day('2026-09-01'), labels: { vi: { true: 'Chính xác' } } },
  ] as const;
  expect(labelSince(sets, 'vi', 'false')).toBe('2026-10-01');
  expect(labelSince(sets, 'vi', 'true')).toBe('2026-11-20');
  expect(labelSince(sets, 'vi', 'mixed')).toBeNull();
  expect(labelSince(sets, 'en', 'false')).toBeNull();
  expect(labelSince([], 'vi', 'false')).toBeNull();
});
