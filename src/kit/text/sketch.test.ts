import { expect, test } from 'vitest';
import { bandsOf, sketchOf } from './index.ts';

const shared = (a: string, b: string): number => {
  const bands = new Set(bandsOf(sketchOf(a)));
  return bandsOf(sketchOf(b)).filter((band) => bands.has(band)).length;
};
const forward = 'Từ tối nay thành phố cắt nước 3 ngày để súc rửa đường ống, bà con trữ nước ngay';

test('what is put around a message leaves its sketch as it is', () => {
  expect(bandsOf(sketchOf(forward))).toHaveLength(12);
  expect(shared(forward, `Fwd: ${forward.toUpperCase()}!!! 😱 Chia sẻ ngay cho mọi người`)).toBe(12);
});

test('a typo leaves bands in common, even in a few words; another message has none', () => {
  expect(shared(forward, forward.replace('đường ống', 'đườg ống'))).toBeGreaterThan(0);
  expect(shared('Uống nước chanh chữa ung thư', 'Uống nước chamh chữa ung thư')).toBeGreaterThan(0);
  expect(shared(forward, 'Giá xăng chiều nay giảm 3 lần, mọi người khoan đổ vội')).toBe(0);
});

test('texts with other numbers never meet', () => expect(shared(forward, forward.replace('3 ngày', '5 ngày'))).toBe(0));

test.each([
  ['5 triệu đồng', 'năm triệu đồng'],
  ['5 triệu đồng', '5.000.000đ'],
  ['5.000.000 đ', 'nam trieu dong'],
])('%s and %s are one amount in the bands', (a, b) =>
  expect(shared(`Từ mai phạt ${a} nếu đi xe`, `Từ mai phạt ${b} nếu đi xe`)).toBe(12),
);

test('a text without words has no bands', () => expect(bandsOf(sketchOf('😀 https://a.vn/x'))).toEqual([]));
