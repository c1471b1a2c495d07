import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText, visibleTexts } from './visible-text.ts';

const tricks = [
  ...[
    '\u202A',
    '\u202B',
    '\u202C',
    '\u202D',
    '\u202E',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200E',
    '\u200F',
    '\u061C',
  ],
  ...[
    '\u200B',
    '\u200C',
    '\u200D',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\u034F',
    '\u115F',
    '\u3164',
    '\uFFA0',
    '\u180E',
    '\u206A',
  ],
  ...[
    '\0',
    '\u0007',
    '\u001B',
    '\u007F',
    '\u0090',
    '\u009B',
    '\uFFF9',
    '\uFFFB',
    '\u{E0001}',
    '\u{E0041}',
    '\u{E007F}',
  ],
];
/** Texts in which visible and hidden characters of every kind stand next to each other. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...tricks, '\r', '\n', '\t', '\u2028', '\u0085', '\uFE0F', '\u{E0100}'),
      fc.constantFrom('a', 'ữ', 'đ', ' ', 'क', '्', 'ष', 'م', 'ی', '❤', '🔥', '👩', '🏽', '漢', 'ש'),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join('').toWellFormed());
const allowed = /\t|\n|\u200C|\u200D|[\u180B-\u180D\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB]/gu;

test('whatever comes, what is hidden is gone, what is visible stays in its order, and twice is as once', () => {
  fc.assert(
    fc.property(mixed, (text) => {
      const seen = visibleText(text);
      expect(seen.replace(allowed, '')).not.toMatch(unseen);
      expect(seen.replace(unseen, '')).toBe(text.replace(unseen, ''));
      expect(visibleText(seen)).toBe(seen);
      expect(seen.isWellFormed()).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('each trick is gone from the middle of a Vietnamese word', () => {
  for (const trick of tricks) expect(visibleText(`đú${trick}ng`), JSON.stringify(trick)).toBe('đúng');
});

test('a joiner stays where a script or an emoji needs it, and only one', () => {
  const needed = ['می‌خواهم', 'क्‍ष', 'क्‌ष', '👩🏽‍🚀', '❤️‍🔥', '👨‍👩‍👧', 'ශ්‍රී'];
  for (const text of needed) expect(visibleText(text), text).toBe(text);
  expect(visibleText('क्\u200D\u200Dष')).toBe('क्ष');
  expect(visibleText('a\u200Db 🔥\u200D म\u200D')).toBe('ab 🔥 म');
});

test('one variation selector stays behind what is seen; more of them would hide a message', () => {
  expect(visibleText('❤\uFE0F 漢\u{E0100}')).toBe('❤\uFE0F 漢\u{E0100}');
  expect(visibleText('❤\uFE0F\uFE01\uFE02x \uFE0F')).toBe('❤\uFE0Fx ');
});

test('line ends are one, tabs stay', () => {
  expect(visibleText('a\r\nb\rc\u2028d\u0085e\vf\n\tg')).toBe('a\nb\nc\nd\ne\nf\n\tg');
});

test('in a value every text is cleaned, and nothing else is touched', () => {
  expect(visibleTexts({ a: ['x\u202Ey', 1, null, true], b: { c: 'q\u200B' } })).toEqual({
    a: ['xy', 1, null, true],
    b: { c: 'q' },
  });
  expect(Object.keys(visibleTexts(JSON.parse('{"__proto__":"a"}')) as object)).toEqual(['__proto__']);
});

test('a hundred thousand tricks take the time of their length', () => {
  const begun = performance.now();
  expect(visibleText('\u202E\u200D'.repeat(50_000))).toBe('');
  // Looking at all before for each would take a hundred times as long as this, on any machine.
  expect(performance.now() - begun).toBeLessThan(5_000);
});
