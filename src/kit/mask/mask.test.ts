import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mask } from './index.ts';

test.each([
  ['Gọi chị Lan 0912.345.678 nhé', 'Gọi chị Lan ⟦phone⟧ nhé', '+84912345678'],
  ['ĐT: (024) 3825 1234', 'ĐT: ⟦phone⟧', '+842438251234'],
  ['+84 912 345 678', '⟦phone⟧', '+84912345678'],
  ['+84-912.345.678', '⟦phone⟧', '+84912345678'],
  ['84912345678', '⟦phone⟧', '+84912345678'],
  ['+84 912345678 2020', '⟦phone⟧ 2020', '+84912345678'],
  ['+1 (202) 555-0123', '⟦phone⟧', '+12025550123'],
  ['202-555-0123', '⟦phone⟧', '2025550123'],
  ['0 9 1 2 3 4 5 6 7 8', '⟦phone⟧', '+84912345678'],
  ['٠٩١٢٣٤٥٦٧٨', '⟦phone⟧', '+84912345678'],
  ['tel 38251234', 'tel ⟦phone⟧', '38251234'],
  ['năm 2020 0912345678', 'năm 2020 ⟦phone⟧', '+84912345678'],
  ['CCCD 001099012345', 'CCCD ⟦id⟧', '001099012345'],
  ['001 099 012 345', '⟦id⟧', '001099012345'],
  ['CMND: 123456789', 'CMND: ⟦id⟧', '123456789'],
  ['SSN 078-05-1120', 'SSN ⟦id⟧', '078051120'],
  ['STK 0123456789 Vietcombank', 'STK ⟦account⟧ Vietcombank', '0123456789'],
  ['stk: 1903 4567 8901 2345', 'stk: ⟦account⟧', '1903456789012345'],
  ['4111 1111 1111 1111', '⟦account⟧', '4111111111111111'],
  ['mã 123456789012345', 'mã ⟦account⟧', '123456789012345'],
  ['Biển số 51F-123.45', 'Biển số ⟦plate⟧', '51F12345'],
  ['xe 29-B1 123.45', 'xe ⟦plate⟧', '29B112345'],
  ['A.b+c@Example.org.', '⟦email⟧.', 'a.b+c@example.org'],
  ['(@Someone)', '(⟦handle⟧)', 'someone'],
  ['@user@social.example nói', '⟦handle⟧ nói', 'user@social.example'],
])('%s becomes %s', (text, masked, value) => {
  expect(mask(text).text).toBe(masked);
  expect(mask(text).found.map((f) => f.value)).toEqual([value]);
});

test.each([
  'Gọi 113, 114 hoặc 115',
  'tổng đài 1900 9095, 19001234, 1800 599 920',
  '1.000.000 đồng và 2.500.000.000',
  '1 000 000 000 people, 100000 people, 123456789 người',
  '$123456789 or 1000000000',
  'từ 2019-2020, năm 2021 2022',
  'ngày 20/10/2021, 05.09.2023 12:30, 05 09 2023 12, 2021-10-20',
  '0,123456789 và 3.14159265358',
  'ISBN 9786041234567 hay 978-604-1234-56-7',
  'https://vnexpress.net/tin-4567890123.html và example.org/0912345678',
  'v@ccine giá @50k, 30A 1234, COVID-19',
  'Thông tư 123/2024/TT-BYT, 192.168.100.200, điểm 8.5 9.0 7.25',
])('nothing in "%s" is a person\'s', (text) => {
  expect(mask(text)).toEqual({ text, found: [] });
});

test('spans point at the tokens, and masking twice changes nothing', () => {
  const piece = fc.constantFrom(
    '0912345678',
    ' ',
    '0912 345 678',
    '-',
    '.',
    ', ',
    '+84',
    '(',
    ')',
    '51F-123.45',
    'a@b.vn',
    '@ai',
    'STK ',
    'số ',
    '1.000.000',
    ' đồng',
    '12',
    '3',
    '00',
    '🍋',
    '⟦phone⟧',
    '\n',
    'https://a.vn/1234567890 ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const once = mask(pieces.join(''));
      for (const { kind, span } of once.found) expect(once.text.slice(span.start, span.end)).toBe(`⟦${kind}⟧`);
      expect(mask(once.text)).toEqual({ text: once.text, found: [] });
    }),
    { numRuns: 3000 },
  );
});

test('every Vietnamese mobile number is masked however its digits are grouped', () => {
  const digits = fc.tuple(
    fc.constantFrom('3', '5', '7', '8', '9'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 8, maxLength: 8 }),
  );
  const grouping = fc.constantFrom<readonly number[]>([10], [4, 3, 3], [3, 3, 4], [4, 6], [2, 4, 4], [4, 2, 2, 2]);
  fc.assert(
    fc.property(digits, grouping, fc.constantFrom(' ', '.', '-'), ([first, rest], sizes, joint) => {
      const number = `0${first}${rest}`;
      const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b));
      const written = ends.map((end, i) => number.slice(ends[i - 1] ?? 0, end)).join(joint);
      expect(mask(`Gọi cho ${written} nhé`).text).toBe('Gọi cho ⟦phone⟧ nhé');
    }),
  );
});

test.each([
  '1 ',
  '0 ',
  '0 1 ',
  '01 23 ',
  '1.',
  '0912 345 678 ',
  'a@',
  '@',
  'a.b@c.',
  '51F-',
  '(1)',
  'stk 1 2 3 4 5 6 ',
  '٠',
  '+1 ',
  '1234567 ',
])('100 KB of %j are masked in linear time', (unit) => {
  const start = performance.now();
  mask(unit.repeat(Math.ceil(100_000 / unit.length)));
  expect(performance.now() - start).toBeLessThan(3000);
});
