import { expect, test } from 'vitest';
import { drawnFrom } from './drawn-words.ts';

test.each<[string, string, string]>([
  ['marks of Markdown', 'Muối không giữ nước', '**Muối** _không_ giữ nước'],
  ['addresses of links', 'Theo Bộ Y tế thì không', 'Theo [Bộ Y tế](https://moh.example/tin-1 "Tin") thì không'],
  ['numbers of a list', 'Rửa tay Đeo khẩu trang', '1. Rửa tay\n2. Đeo khẩu trang'],
  ['a blank of a form', 'Chào chúng tôi thấy', 'Chào {xưng hô}, chúng tôi thấy'],
  ['where a link is defined', 'Xem nguồn nhé', 'Xem [nguồn] nhé\n\n[nguồn]: https://a.example/b'],
  ['an entity', 'A B', 'A &amp; B'],
])('%s need not stand on the page', (_, says, sealed) => expect(drawnFrom(says, sealed)).toBe(true));

test.each<[string, string, string]>([
  ['left out', 'Muối giữ nước', 'Muối **không** giữ nước'],
  ['added', 'Muối không giữ nước mưa', 'Muối không giữ nước'],
  ['in another order', 'nước giữ Muối', 'Muối giữ nước'],
  ['of another number', 'Phạt 6 triệu', 'Phạt 5 triệu'],
  ['the last one missing', 'Muối giữ', 'Muối giữ nước'],
  ['none at all', '', 'Muối'],
])('a word %s is seen', (_, says, sealed) => expect(drawnFrom(says, sealed)).toBe(false));

test('a long hostile text is compared in the time of a test', () => {
  for (const piece of ['[', '<', '{', '![', '](', '&', '1. ', '> ', '[a]: ', '``` '])
    expect(drawnFrom('other', piece.repeat(50_000)), piece).toBe(false);
});
