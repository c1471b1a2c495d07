import { expect, test } from 'vitest';
import { conflictsBetween } from '../../src/kit/search/conflict.ts';
import { rememberedReadings } from '../../src/kit/search/readings.ts';
import { sideAgainst, sideOf, watchedBy } from '../../src/kit/search/side.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import wrong from './wrong-matches.json' with { type: 'json' };

const read = rememberedReadings(analyzer);
const idf = () => 1;
const conflicts = (message: string, claim: string) => {
  const asked = sideOf(analyzer.tokens(message), idf);
  const reading = read(claim);
  const stated = { ...sideAgainst(watchedBy(asked), reading, idf), facts: reading.facts };
  return conflictsBetween({ ...asked, facts: analyzer.facts(message) }, stated);
};

test.each(wrong.matches)('is refused: $message', ({ message, claim, refused }) => {
  expect(conflicts(message, claim)).toEqual(expect.arrayContaining(refused));
});

test('a claim in other words, and inside a longer message, has no conflict with itself', () => {
  const claim = 'Thành phố phạt 2 triệu đồng người không đeo khẩu trang nơi công cộng';
  for (const message of [
    claim,
    'Nghe nói từ mai thành phố phạt 2.000.000 đồng người không đeo khẩu trang nơi công cộng, 5 phường đã bắt đầu',
    'thanh pho phat 2 trieu dong nguoi khong deo khau trang noi cong cong',
  ])
    expect(conflicts(message, claim)).toEqual([]);
});

test('half of a thing is half of it, however it is said, and counting what the other does not count is no conflict', () => {
  const claim = 'Đại dương tạo ra một nửa lượng oxy trên Trái Đất';
  for (const message of [
    'Nghe nói đại dương tạo ra 50% lượng oxy trên Trái Đất',
    'dai duong tao ra mot nua luong oxy tren trai dat',
    'Một nhà báo nói đại dương tạo ra một nửa lượng oxy trên Trái Đất',
  ])
    expect(conflicts(message, claim)).toEqual([]);
});

test('one slip of an accent in a long text is forgiven', () => {
  const long = 'Bệnh viện tỉnh vừa nhận thêm mười máy thở mới cho khoa cấp cứu nhi đồng thành phố';
  expect(conflicts(long.replace('thở', 'thơ'), long)).toEqual([]);
});
