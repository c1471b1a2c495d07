// Whatever is sent: no throw, no quadratic time, spans inside the text.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyzer, fingerprint, fold, guessLang } from './index.ts';

const units = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes));
const pieces = fc.constantFrom(
  ...[
    'không ',
    'khoong ',
    'Nước',
    'Hà Nội ',
    'Mỹ ',
    'U.S.',
    '#TinGiả',
    ' 5',
    ' 1.000',
    '%',
    ' km',
    '°C',
    '-',
    '/',
    '20/10/2021',
    'ngày ',
    'tháng ',
    'năm ',
    'triệu ',
    'mươi ',
    'trăm ',
    'rưỡi ',
    'linh ',
    'twenty',
    ' million ',
    'half a ',
    'January ',
    "don't ",
    '@ai ',
    'a.vn/x ',
    '⟦phone⟧',
    '🍋',
    '\ud83c',
    '\udf4b',
    '\u0301',
    '\u200b',
    '新冠',
    'ไทย',
    'مـ',
    'Mát-xcơ',
    ' to ',
    'có đúng không',
    '$',
    '€',
    '\n',
    '. ',
    "isn't it?",
  ],
);
const texts = fc.oneof(
  units,
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);

test('ten thousand texts of any UTF-16 units are read without a throw, spans in order and inside', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(texts, (text) => {
      let start = 0;
      for (const { span, term, kind } of analyzer.tokens(text)) {
        if (term === '' || span.end <= span.start || span.end > text.length) return false;
        if (kind !== 'pair' && span.start < start) return false;
        if (kind !== 'pair') start = span.start;
      }
      const { amounts, dates, places } = analyzer.facts(text);
      guessLang(text);
      return (
        amounts.every(({ value }) => Number.isFinite(value)) &&
        dates.every(({ year, month, day }) => year !== null || month !== null || day !== null) &&
        places.every((place, i) => i === 0 || (places[i - 1] as string) < place)
      );
    }),
    { numRuns: 10_000 },
  );
});

test('folding twice changes nothing and no text grows beyond what Unicode allows', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(texts, (text) => {
      const folded = fold(text);
      // U+FDFA, the longest compatibility decomposition, has 18 characters.
      return fold(folded) === folded && folded.length <= 18 * text.length;
    }),
    { numRuns: 10_000 },
  );
});

test('tokens and their terms stay in proportion to the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const tokens = analyzer.tokens(text);
      const written = tokens.reduce((sum, { term }) => sum + term.length, 0);
      return tokens.length <= 5 * text.length && written <= 40 * text.length;
    }),
    { numRuns: 10_000 },
  );
});

const hostile = [
  'a.',
  '1.',
  '@a',
  'a@',
  'a@a.',
  '0/',
  '1/1/',
  '1-',
  '1 %',
  '5 d ',
  '1 tỷ ',
  'triệu ',
  'một triệu ',
  'hai mươi ',
  'nghìn trăm ',
  'a0',
  'a million ',
  'twenty-',
  'five hundred and ',
  'ngày 1 ',
  'ngày 1/1/',
  'tháng ba ',
  '5 tháng 3 ',
  'January ',
  'May 5 ',
  '5-10 to ',
  '\u200b',
  '#Aa',
  '#',
  '#A',
  "a'",
  "'",
  '新冠',
  'ไทย',
  'พ',
  'ကြ',
  'a\u0301',
  '\u0301',
  '\ud800',
  '𝐀',
  'http://',
  'fwd:\n',
  '⟦a',
  'khong ',
  'không thể ',
  'not impossible ',
  'khoong',
  'Mát-',
  'New ',
  'U.',
  'Mỹ Tâm ',
  'Hà Nội ',
  'South ',
  '٣٤ ',
  'có đúng ',
  'ـ',
  'x-',
];

test.each(hostile)(
  'ASVS 1.3.12: eight times as much of %j takes no more than some eight times as long',
  { timeout: 60_000 },
  (unit) => {
    const [short, long] = [12_500, 100_000].map((length) => unit.repeat(Math.ceil(length / unit.length))) as [
      string,
      string,
    ];
    for (const read of [fold, fingerprint, guessLang, analyzer.tokens, analyzer.facts]) {
      // Milliseconds of this thread's processor, which other work on the machine does not lengthen.
      const quickest = (text: string): number => {
        let best = Number.POSITIVE_INFINITY;
        // A character more each time, so that nothing remembered answers.
        for (let run = 0; run < 3; run++) {
          const other = `${text}${'.'.repeat(run)}`;
          const start = process.threadCpuUsage();
          read(other);
          const { user, system } = process.threadCpuUsage(start);
          best = Math.min(best, (user + system) / 1000);
        }
        return best;
      };
      // Quadratic would be 64 times; the constant covers the clock's ticks.
      expect(quickest(long)).toBeLessThan(28 * quickest(short) + 60);
    }
  },
);
