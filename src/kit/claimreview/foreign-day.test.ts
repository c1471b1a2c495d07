import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foreignDay } from './foreign-day.ts';

test.each([
  ['2020-03-27T10:46:13+0200', '2020-03-27'],
  ['2020-06-23 20:02', '2020-06-23'],
  ['20200301', '2020-03-01'],
  ['2024/3/5', '2024-03-05'],
  ['Sat, 06 Mar 2021 10:00:00 +0700', '2021-03-06'],
  ['Sat Mar 06 2021 10:00:00 GMT+0100', '2021-03-06'],
  ['6 March 2021', '2021-03-06'],
  ['26May 2015', '2015-05-26'],
  ['March 6th, 2021', '2021-03-06'],
  ['6 de marzo de 2021', '2021-03-06'],
  ['1er août 2022', '2022-08-01'],
  ['6. März 2021', '2021-03-06'],
  ['ngày 5 tháng 3 năm 2024', '2024-03-05'],
  ['Thứ Ba, ngày 05/03/2024 10:20', '2024-03-05'],
  ['13/04/2024', '2024-04-13'],
  ['04/13/2024', '2024-04-13'],
  ['05.03.2024', '2024-03-05'],
  ['٢٨ أبريل 2025', '2025-04-28'],
  ['2024年3月5日', '2024-03-05'],
  [1583020800, '2020-03-01'],
  [1583020800000, '2020-03-01'],
  [['2020-01-02'], '2020-01-02'],
  [{ '@value': '2020-01-02' }, '2020-01-02'],
])('%j is the day %s', (value, day) => {
  expect(foreignDay(value)).toBe(day);
});

test.each(['03/04/2024', '2020', '2020-02-30', 'March 32, 2020', 'soon', '', null, {}, '3024-01-01', '0001-01-01'])(
  '%j is no certain day',
  (value) => {
    expect(foreignDay(value)).toBeUndefined();
  },
);

test('an ambiguous date is read where the input is known to write the day first', () => {
  expect(foreignDay('03/04/2024', true)).toBe('2024-04-03');
});

test('any text gives a real day or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-.: tháng', 'march', 'ngày') }), (text) => {
      expect(foreignDay(text) ?? '2000-01-01').toMatch(/^(19|20|21)\d\d-\d\d-\d\d$/);
    }),
  );
});
