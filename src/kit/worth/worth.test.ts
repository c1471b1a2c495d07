import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/worth.json' with { type: 'json' };
import { checkWorthiness } from './index.ts';

const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();

const demo = new URL('../../../demo/checks/', import.meta.url);
const demoClaims = readdirSync(demo).map(
  (file): string => JSON.parse(readFileSync(new URL(file, demo), 'utf8')).versions.vi.claim,
);

/** The share of pairs (one of each list) in which the first scores higher: the area under the ROC curve. */
const ahead = (worthy: readonly string[], others: readonly string[], lang?: string): number => {
  const scoresOf = (texts: readonly string[]) => texts.map((text) => checkWorthiness(text, lang).score);
  const [high, low] = [scoresOf(worthy), scoresOf(others)];
  const wins = high.map((a) => low.reduce((sum, b) => sum + (a > b ? 1 : a === b ? 0.5 : 0), 0));
  return wins.reduce((a, b) => a + b, 0) / (high.length * low.length);
};

const { claims, chat, opinions } = vectors.vi;

test.each([
  ['our own claims before chat', demoClaims, chat, 0.98],
  ['our own claims before opinions', demoClaims, opinions, 0.98],
  ['unseen claims before chat', claims, chat, 0.97],
  ['unseen claims before opinions', claims, opinions, 0.96],
])('Vietnamese text puts %s', (_, worthy, others, least) => {
  expect(ahead(worthy, others, 'vi')).toBeGreaterThanOrEqual(least);
});

test.each([
  ['our own claims', demoClaims, 0.97],
  ['unseen claims', claims, 0.94],
])('Vietnamese without any diacritics puts %s before chat and opinions', (_, worthy, least) => {
  expect(ahead(worthy.map(bare), [...chat, ...opinions].map(bare), 'vi')).toBeGreaterThanOrEqual(least);
});

test('English that is no debate puts claims before chat, its language told or guessed', () => {
  expect(ahead(vectors.en.claims, vectors.en.others, 'en')).toBeGreaterThanOrEqual(0.97);
  expect(ahead(vectors.en.claims, vectors.en.others)).toBeGreaterThanOrEqual(0.97);
});

test('the example of the documentation holds', () => {
  const { score, reasons, model } = checkWorthiness('WHO xác nhận sóng điện thoại gây ung thư não');
  expect(score).toBeGreaterThan(checkWorthiness('Chúc cả nhà ngủ ngon nhé').score);
  expect(reasons[0]?.feature).toBe('causal');
  expect(model).toBe('vi');
});

test('a reason points at the very words it speaks of', () => {
  const text = 'Good morning! \u{1f642} The new tax will cost $40 billion, says NASA.';
  const { reasons, model } = checkWorthiness(text, 'en-GB');
  const said = reasons.flatMap(({ feature, span }) => (span ? [[feature, text.slice(span.start, span.end)]] : []));
  expect(model).toBe('en');
  expect(said).toContainEqual(['number', '40']);
  expect(said).toContainEqual(['wording', 'billion']);
});

test('a text is worth as much as its worthiest sentence, however much courtesy surrounds it', () => {
  const claim = 'Uống nước chanh nóng mỗi ngày chữa khỏi ung thư.';
  const alone = checkWorthiness(claim, 'vi');
  const text = `Chào cả nhà, chúc mọi người ngày vui! ${claim} Cảm ơn nhiều nhé.`;
  const wrapped = checkWorthiness(text, 'vi');
  expect(wrapped.score).toBe(alone.score);
  expect(wrapped.reasons.every(({ span }) => span === undefined || span.start >= text.indexOf(claim))).toBe(true);
});

test('to ask whether something is so does not count against it', () => {
  const asked = checkWorthiness('Muối chữa bệnh cúm, có đúng không?', 'vi');
  expect(asked.reasons.map(({ feature }) => feature)).not.toContain('question');
  expect(asked.score).toBeGreaterThan(checkWorthiness('Muối chữa bệnh cúm?', 'vi').score);
});

test('a syllable that means several things counts only with its diacritics', () => {
  const features = (text: string) => checkWorthiness(text, 'vi').reasons.map(({ feature }) => feature);
  expect(features('Lá này chữa ho')).toContain('causal');
  expect(features('la nay chua ho')).not.toContain('causal');
  expect(features('Em chưa ăn')).not.toContain('causal');
  expect(features('la nay chua khoi ho')).toContain('causal');
});

test.each([
  ['Der Minister sagt, 40 % der Schulen schließen 2027.', 'de', 'neutral'],
  ['我们今天吃什么？', undefined, 'neutral'],
  ['La vacuna causa enfermedades en los niños', undefined, 'neutral'],
  ['The vaccine causes disease in children', undefined, 'en'],
  ['tiem vac xin lam tre bi tu ky', undefined, 'vi'],
  ['Tiêm vắc xin làm trẻ bị tự kỷ', undefined, 'vi'],
  ['Tiêm vắc xin làm trẻ bị tự kỷ', 'en', 'en'],
] as const)('"%s" (told: %s) is scored by the model %s', (text, lang, model) => {
  expect(checkWorthiness(text, lang).model).toBe(model);
});

test('in any other language figures and money come before a laughing question', () => {
  const figures = checkWorthiness('La deuda creció un 12 % hasta 1.500 millones de € en 2020.', 'es').score;
  expect(figures).toBeGreaterThan(checkWorthiness('jajaja ¿y tú?', 'es').score);
});

test('nothing scores nothing, and says so without a reason', () => {
  for (const text of ['', '   \n', '…', '\u200b', 'https://example.org/x'])
    expect(checkWorthiness(text)).toEqual({ score: 0, reasons: [], model: 'neutral' });
});

test('whatever the text, the score lies within 0 and 1, is the same twice, and its reasons lie inside the text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.lorem(),
    fc.constantFrom(...claims, ...chat),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('en', 'vi', 'th', '', undefined), (text, lang) => {
      const found = checkWorthiness(text, lang);
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(1);
      expect(checkWorthiness(text, lang)).toEqual(found);
      expect(found.reasons.length).toBeLessThanOrEqual(8);
      for (const { weight, span } of found.reasons) {
        expect(Number.isFinite(weight)).toBe(true);
        if (span === undefined) continue;
        expect(span.start).toBeLessThan(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 10_000 },
  );
});

test.each([
  ['letters', 'a'],
  ['stops', '. '],
  ['closing brackets', '.)'],
  ['handles', '@a '],
  ['apostrophes', "a'"],
  ['figures', '1.'],
  ['addresses', 'http://'],
  ['marks', 'e\u0301\u0323'],
  ['invisible characters', 'a\u200b'],
  ['smiles', '^_'],
  ['phrases', 'không ai '],
  ['English', 'the cause of '],
  ['blank space', ' \n'],
])(
  'eight times as many %s take no more than a constant times as long, and 100,000 no longer than what is read',
  (_, unit) => {
    const timed = (size: number): number => {
      const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      const times = [1, 2, 3].map(() => {
        const begun = process.threadCpuUsage();
        for (const lang of ['en', 'vi', undefined]) checkWorthiness(text, lang);
        const { user, system } = process.threadCpuUsage(begun);
        return (user + system) / 1000;
      });
      return Math.min(...times);
    };
    timed(2500);
    // Quadratic would be 64 times as long. Milliseconds of this thread alone, so that a busy machine
    // does not count; the constant is for texts that take next to none.
    const most = 32 * timed(2500) + 100;
    expect(timed(20_000)).toBeLessThan(most);
    expect(timed(100_000)).toBeLessThan(most);
  },
);
