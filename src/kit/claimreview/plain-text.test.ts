import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedWords, plainText } from './plain-text.ts';

test.each([
  ['<p>Nước&nbsp;chanh &amp;#039;chữa&amp;#039; cúm</p>', "Nước chanh 'chữa' cúm"],
  ['nồng độ <5 mg và a < b, x<y thì', 'nồng độ <5 mg và a < b, x<y thì'],
  ['<script>alert(1)</script>một<br>hai', 'một hai'],
  ['&lt;b&gt;đậm&lt;/b&gt;', 'đậm'],
  ['AT&T & công ty', 'AT&T & công ty'],
  ['\u202Eđảo\u0000 ngược\u200B', 'đảo ngược'],
  ['Hoà\u0300', 'Hoà\u0300'.normalize('NFC')],
  ['  \n ', undefined],
])('%j becomes %j', (raw, clean) => {
  expect(plainText(raw, 200)).toBe(clean);
});

test('clean text is well formed, within its cap, and cleaning it again changes nothing', () => {
  const hostile = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom('<', '&', 'amp;', '<b>', '\uD800', 'đ '),
    ),
  });
  fc.assert(
    fc.property(hostile, fc.integer({ min: 5, max: 60 }), (raw, cap) => {
      const once = plainText(raw, cap);
      if (once === undefined) return;
      expect(once.length).toBeLessThanOrEqual(cap);
      expect(once.isWellFormed()).toBe(true);
    }),
  );
});

test('claims that differ in case and marks fold to one, those that differ in accents do not', () => {
  expect(foldedWords('“Nước chanh” – CHỮA cúm!')).toBe(foldedWords('nước chanh chữa cúm'));
  expect(foldedWords('bán')).not.toBe(foldedWords('bạn'));
});
