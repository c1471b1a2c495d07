import { expect, test } from 'vitest';
import type { Day } from '../base/clock.ts';
import { refusedInLabels } from './ruled-out-words.ts';
import type { Verdict } from './verdict.ts';
import { labelSince, parseLabels, type StandardLabel } from './verdict-labels.ts';

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

const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

test('no label is a word of police and penal law, in whatever case, spaced, marked, without accents or with look-alikes', () => {
  const disguises: readonly ((word: string) => string)[] = [
    (word) => word,
    (word) => `La ${word.toUpperCase()}`.normalize('NFD'),
    (word) => word.replaceAll(' ', ''),
    (word) => word.replaceAll(' ', '-'),
    (word) => [...word.replaceAll(' ', '')].join(' ').slice(0, 40),
    bare,
    (word) => bare(word).replaceAll('i', '1').replaceAll('o', '0').replaceAll('e', '3'),
    (word) => word.replaceAll('l', 'I'),
  ];
  for (const word of refusedInLabels)
    for (const disguise of disguises)
      expect(refusedBy({ false: disguise(word) }), disguise(word)).toBe('label-ruled-out vi.false');
});

test('innocent words that hold the letters of such a word, or other accents, pass', () => {
  const innocent = [
    ...[
      'Đúng sự thật',
      'Chưa đúng',
      'Sai',
      'Sai lệch',
      'Thiết bị cần kiểm',
      'Đã bị can thiệp',
      'Tung tích chưa rõ',
      'Tín hiệu giả',
    ],
    ...[
      'Crimea',
      'Not so',
      'Can’t say',
      'No/Yes',
      'Nửa nọ, nửa kia (50-50)',
      'Vi phạm bản quyền',
      'Đổi tướng',
      'Phân đồng',
    ],
  ];
  for (const label of innocent) expect(refusedBy({ false: label }), label).toBe('taken');
});

test('no label is another verdict’s, standard or renamed, nor taken for it', () => {
  const names = [
    'ĐÚNG',
    'Dung',
    'DUNG',
    '(Đúng)',
    'Đ-ú-n-g',
    'Có đúng, có sai',
    'co dung co sai',
    'true',
    'mixed',
    'mIxed',
    'm1xed',
  ];
  for (const name of names) expect(refusedBy({ false: name }), name).toBe('label-taken vi.false');
  expect(refusedBy({ true: 'FaIse' })).toBe('label-taken vi.true');
  expect(refusedBy({ false: 'Đúng', true: 'Chính xác' })).toBe('label-taken vi.false');
  expect(refusedBy({ false: 'Như nhau', mixed: 'như nhau' })).toMatch(/^label-taken/);
  expect(refusedBy({ false: 'Chưa đúng', mixed: 'Nửa nọ nửa kia' })).toBe('taken');
  expect(refusedBy({ false: 'Đừng tin' })).toBe('taken');
});

test('a label is 2 to 40 letters of Vietnamese and English, digits, spaces and a few marks, and nothing that looks like them', () => {
  expect(refusedBy({ false: 'x'.repeat(41) })).toBe('label-too-long vi.false');
  expect(refusedBy({ false: 'x' })).toBe('label-too-short vi.false');
  const strange = [
    ...[
      'a\u202Eb',
      'a\u200Bb',
      'a\u2066b',
      'a\uFEFFb',
      'a\u00ADb',
      'a\nb',
      'a\tb',
      'a\u00A0b',
      'ab\u{E0041}',
      'a\u2028b',
    ],
    ...['Сhưa rõ', 'Χa lạ', 'Ｃhưa', 'ﬁne', 'Ðặc biệt', 'dıt', 'ɑlpha', 'xa\u0323\u0332', 'a\u0308b', 'Ⅳ so'],
    ...['×××', '12', '👍 tốt', '<b>ab</b>', 'a.b', 'a!', '“ab”', 'ab\u0301c\u0300\u0301'],
  ];
  for (const label of strange)
    expect(refusedBy({ false: label }), JSON.stringify(label)).toBe('label-unreadable vi.false');
  expect(parseLabels({ vi: { false: 'Chưa ro\u0303' } }, {}, standard)).toMatchObject({
    value: { labels: { vi: { false: 'Chưa rõ' } } },
  });
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
