import { expect, test } from 'vitest';
import { byBubble, textOfBubbles } from './bubbles.ts';
import { split } from './claim.ts';

const one = 'Từ ngày mai uống nước chanh nóng chữa khỏi ung thư. Bộ Y tế vừa mới thông báo như vậy.';
const other = 'Ngày mai cả tỉnh cúp điện ba tuần liền vì bão.';
const short = 'Thật mà, cô đọc trên mạng đó';

const claimsOf = (...bubbles: readonly string[]) => {
  const text = textOfBubbles(bubbles);
  const claims = split(text).flatMap(({ kind, span }) => (kind === 'claim' ? [span] : []));
  return byBubble(text, claims).map((some) => some.map(({ start, end }) => text.slice(start, end)));
};

test('the claims of each bubble stand together, and apart from those of another', () => {
  expect(claimsOf(one, other)).toEqual([one.match(/[^.]+\./g)!.map((said) => said.trim()), [other]]);
});

test('a short bubble belongs to the one before it, or to the one after where it is the first; nothing is lost', () => {
  expect(claimsOf(other, short)).toEqual([[other, short]]);
  expect(claimsOf(short, other)).toEqual([[short, other]]);
  expect(claimsOf(short, short, other, one).map((some) => some.length)).toEqual([3, 2]);
  expect(claimsOf(short)).toEqual([[short]]);
});
