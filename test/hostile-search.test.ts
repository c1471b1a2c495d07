// Whatever is put in and asked: no throw, finite figures, spans inside both texts, no quadratic time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndex } from '../src/kit/search/index.ts';
import { analyzer } from '../src/kit/text/index.ts';

const said = [
  'nước chanh ',
  'chữa ung thư ',
  'lemon water ',
  'cures cancer ',
  "doesn't ",
  '5 triệu ',
  '40 % ',
  'Hà Nội ',
  '2021 ',
  '新冠',
  '\ud83c',
  '\u0301',
  '🍋',
  'https://a.vn/x ',
  '⟦phone⟧',
];
const texts = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes)),
  fc.array(fc.constantFrom(...said), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const kinds = fc.constantFrom('claim' as const, 'title' as const, 'subtitle' as const, 'alias' as const);

test('ten thousand questions to an index that changes under them: finite, in order, and inside both texts', {
  timeout: 120_000,
}, () => {
  const index = createIndex(analyzer);
  fc.assert(
    fc.property(texts, texts, kinds, fc.integer({ min: 0, max: 40 }), (stored, asked, kind, slot) => {
      if (slot === 40) index.remove(`c${slot % 7}`);
      else index.put({ checkId: `c${slot}`, texts: [{ kind, text: stored }], links: [] });
      const proposals = index.propose(asked, 3);
      return proposals.every(
        ({ score, probability, features, spans, text }, place) =>
          Number.isFinite(score) &&
          score <= (proposals[place - 1]?.score ?? Number.POSITIVE_INFINITY) &&
          probability >= 0 &&
          probability <= 1 &&
          features.coverage >= 0 &&
          features.coverage <= 1.000001 &&
          spans.query.every(({ start, end }) => start < end && end <= asked.length) &&
          spans.text.every(({ start, end }) => start < end && end <= text.text.length),
      );
    }),
    { numRuns: 10_000 },
  );
  expect(index.size).toBeGreaterThan(30);
});

const numbered = (from: string, to: string) => (length: number) => {
  let text = '';
  for (let i = 0; text.length < length; i++) text += `${from}${(i * 7919) % 99_991}${to}`;
  return text.slice(0, length);
};
const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const pages: readonly (readonly [string, (length: number) => string])[] = [
  ...['lemon water cures cancer ', 'nước chanh chữa ung thư ', 'a1b2 ', '新冠', '5 % 6 % ', 'Hà Nội '].map(
    (piece) => [piece, repeated(piece)] as const,
  ),
  ['1 %, 7919 %, …', numbered('', ' % ')],
  ['word1 word7919 …', numbered('word', ' ')],
  ['ngày 1/1/2000 …', numbered('ngày 1/1/2', ' ')],
  ['nước1 nước7919 …', numbered('nước ', 'chanh ')],
];

test.each(pages)(
  'eight times as much of %s, put in and asked, takes no more than some eight times as long',
  { timeout: 60_000 },
  (_, page) => {
    // Milliseconds of this thread's processor, which other work on the machine does not lengthen.
    const quickest = (length: number): number => {
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 3; run++) {
        // Another end each time, so that nothing remembered answers.
        const text = `${page(length)}${'.'.repeat(run)}`;
        const start = process.threadCpuUsage();
        const index = createIndex(analyzer);
        index.put({ checkId: 'long', texts: [{ kind: 'claim', text }], links: [] });
        expect(index.propose(text, 1)[0]?.checkId).toBe('long');
        const { user, system } = process.threadCpuUsage(start);
        best = Math.min(best, (user + system) / 1000);
      }
      return best;
    };
    // Quadratic would be 64 times; the constant covers the clock's ticks.
    const short = quickest(12_500);
    expect(quickest(100_000)).toBeLessThan(28 * short + 60);
  },
);
