import { expect, test } from 'vitest';
import { conflictsBetween, type Said } from '../../src/kit/search/conflict.ts';
import { analyzer } from '../../src/kit/text/index.ts';
import wrong from './wrong-matches.json' with { type: 'json' };

const said = (text: string): Said => ({ tokens: analyzer.tokens(text), facts: analyzer.facts(text) });

test.each(wrong.matches)('is refused: $message', ({ message, claim, refused }) => {
  expect(conflictsBetween(said(message), said(claim))).toEqual(expect.arrayContaining(refused));
});

test('a claim in other words, and inside a longer message, has no conflict with itself', () => {
  const claim = 'Thành phố phạt 2 triệu đồng người không đeo khẩu trang nơi công cộng';
  for (const message of [
    claim,
    'Nghe nói từ mai thành phố phạt 2.000.000 đồng người không đeo khẩu trang nơi công cộng, 5 phường đã bắt đầu',
    'thanh pho phat 2 trieu dong nguoi khong deo khau trang noi cong cong',
  ])
    expect(conflictsBetween(said(message), said(claim))).toEqual([]);
});

test('one slip of an accent in a long text is forgiven', () => {
  const long = 'Bệnh viện tỉnh vừa nhận thêm mười máy thở mới cho khoa cấp cứu nhi đồng thành phố';
  expect(conflictsBetween(said(long.replace('thở', 'thơ')), said(long))).toEqual([]);
});
