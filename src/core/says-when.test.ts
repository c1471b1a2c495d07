import { expect, test } from 'vitest';
import { isUndated, saysWhen } from './says-when.ts';

test.each([
  'Hôm qua cầu Long Biên sập.',
  'Cầu Long Biên đã sập tối qua',
  'Giá xăng tăng từ tuần này.',
  'Trường đóng cửa từ ngày mai.',
  'The bridge collapsed yesterday.',
  'Today all banks are closed.',
  'Fuel prices rise next week.',
])('“%s” is another day for each of its readers', (sentence) => {
  expect([saysWhen(sentence), isUndated(sentence)]).toEqual([false, true]);
});

test.each([
  'Hôm qua, 3/11/2026, cầu Long Biên sập.',
  'Từ ngày 1/12/2026, tiền cũ không còn được dùng.',
  'GDP Việt Nam năm 2025 tăng 7.1 phần trăm.',
  'Dịch sởi đã hết từ tháng 3.',
  'The bridge collapsed on 3 November.',
  'Schools have been closed since March.',
  'Rome burned in the 1st century.',
])('“%s” says when', (sentence) => {
  expect([saysWhen(sentence), isUndated(sentence)]).toEqual([true, false]);
});

test.each([
  'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư.',
  'USA Today is printed in Hanoi.',
  'The march may be the longest in the world.',
  'Nước sôi ở 100 độ.',
  'Người tối dạ qua cầu không trả phí.',
])('“%s” is true at all times or never, and says no day', (sentence) => {
  expect([saysWhen(sentence), isUndated(sentence)]).toEqual([false, false]);
});
