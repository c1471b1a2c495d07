import { expect, test } from 'vitest';
import { rememberedReadings } from '../../src/kit/search/readings.ts';
import { type Side, sideAgainst, sideOf, watchedBy } from '../../src/kit/search/side.ts';
import { haveOtherOrder, haveSwappedWords } from '../../src/kit/search/swapped-words.ts';
import { analyzer } from '../../src/kit/text/index.ts';

const read = rememberedReadings(analyzer);
const idf = () => 1;
const held = (a: string, b: string): readonly [Side, Side] => {
  const asked = sideOf(analyzer.tokens(a), idf);
  return [asked, sideAgainst(watchedBy(asked), read(b), idf)];
};
const swapped = (a: string, b: string): boolean => haveSwappedWords(...held(a, b));

const lemon = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư';

test.each([
  ['Uống nước cam nóng mỗi ngày chữa khỏi ung thư', lemon],
  ['Uống nước chanh nóng mỗi ngày gây ung thư', lemon],
  ['Uống quá liều paracetamol có thể gây hỏng thận', 'Uống quá liều paracetamol có thể gây hỏng gan'],
  ['Thuốc còn hạn vẫn dùng được bình thường', 'Thuốc hết hạn vẫn dùng được bình thường'],
  [
    'Folic acid before and early in pregnancy causes spina bifida',
    'Folic acid before and early in pregnancy prevents spina bifida',
  ],
])('a word tells them apart: %s', (a, b) => expect([swapped(a, b), swapped(b, a)]).toEqual([true, true]));

test.each([
  [lemon, lemon],
  ['uong nuoc chanh nong moi ngay chua khoi ung thu', lemon],
  ['Nghe nói uống nước chanh nóng mỗi ngày chữa khỏi ung thư phải không', lemon],
  ['Uống nước chanh chữa khỏi ung thư', lemon],
  ['Vacines cause autism in small children', 'Vaccines cause autism in small children'],
  ['Bleach was found in the river after the fire, says our neighbour', 'Garlic cures colds within two days'],
])('nothing is swapped: %s', (a, b) => expect(swapped(a, b)).toBe(false));

test('the order of the same words is seen', () => {
  const other = (a: string, b: string) => haveOtherOrder(...held(a, b));
  expect(other('They bite by night, not by day', 'They bite by day, not by night')).toBe(true);
  expect(other('They bite by day, not by night', 'They bite by day and not by night')).toBe(false);
});

test('a word more, amid a claim told word for word, turns it; around it, it does not', () => {
  const sea = 'Khát mà uống nước biển thì cơ thể càng mất nước hơn';
  expect(swapped('Khát mà uống nước biển thì cơ thể càng đỡ mất nước hơn', sea)).toBe(true);
  expect(swapped(`Hôm nay đọc thấy: ${sea}`, sea)).toBe(false);
});
