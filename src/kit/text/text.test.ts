import fc from 'fast-check';
import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/text.json' with { type: 'json' };
import { analyzer, fingerprint, fold } from './index.ts';
import { murmur3 } from './murmur3.ts';

type Case<T> = readonly [text: string, expected: T];
const casesOf = <T>(cases: unknown): readonly Case<T>[] => cases as readonly Case<T>[];
const termsOf = (text: string, kind = 'word'): readonly string[] =>
  analyzer.tokens(text).flatMap((t) => (t.kind === kind ? [t.term] : []));

test.each(casesOf<string>(vectors.fold))('%s folds as the vectors say', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('folding twice changes nothing, whatever the text', () => {
  const odd = fc.constantFrom(
    'a',
    'Đ',
    '\u0301',
    '0',
    '1',
    '@',
    '$',
    '\u200b',
    'İ',
    'ß',
    '٣',
    '𝐀',
    '½',
    ' ',
    'ế',
    '\ud800',
  );
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: odd }));
  fc.assert(
    fc.property(text, (t) => fold(fold(t)) === fold(t)),
    { numRuns: 2000 },
  );
});

test.each(vectors.same)('one message has one fingerprint: %s', (...texts) => {
  expect(new Set(texts.map(fingerprint)).size).toBe(1);
});

test.each(vectors.different as [string, string][])('%s and %s have two fingerprints', (a, b) => {
  expect(fingerprint(a)).not.toBe(fingerprint(b));
});

test('the fingerprint is MurmurHash3_x86_128, as its published vectors have it', () => {
  expect(murmur3(new TextEncoder().encode('The quick brown fox jumps over the lazy dog'))).toBe(
    '2f1583c3ecee2c675d7bf66ce5e91d2c',
  );
});

test.each(casesOf<readonly number[]>(vectors.numbers))('the numbers in "%s" are read', (text, numbers) => {
  expect(analyzer.facts(text).amounts.map((a) => a.value)).toEqual(numbers);
});

test.each(casesOf<boolean>(vectors.negated))('"%s" is read as negated or not', (text, negated) => {
  expect(analyzer.facts(text).negated).toBe(negated);
});

test('Vietnamese gives folded syllables, pairs and accents; the same words come without diacritics', () => {
  expect(termsOf('Nước chanh chữa ung thư')).toEqual(['nuoc', 'chanh', 'chua', 'ung', 'thu']);
  expect(termsOf('nuoc chanh chua ung thu')).toEqual(termsOf('Nước chanh chữa ung thư'));
  expect(termsOf('Nước chanh', 'pair')).toEqual(['nuocchanh']);
  expect(termsOf('hoà thuý', 'accent')).toEqual(termsOf('hòa thúy', 'accent'));
  expect(termsOf('lý kĩ')).toEqual(termsOf('lí kỹ'));
});

test('the frame of a question is no content, with diacritics, without, and in chat shorthand', () => {
  for (const frame of ['có đúng không?', 'co dung khong', 'có đúng ko ạ', ''])
    expect(termsOf(`Nước chanh chữa ung thư ${frame}`)).toEqual(termsOf('Nước chanh chữa ung thư'));
  expect(termsOf('Is it true that vaccines cause autism?')).toEqual(['vaccin', 'caus', 'autism']);
});

test('English is stemmed, hashtags are split, links and handles are left out', () => {
  expect(termsOf("#AustralianFires: Trump's hotels burned (@someone) https://t.co/x pic.twitter.com/y")).toEqual([
    'australian',
    'fire',
    'trump',
    'hotel',
    'burn',
  ]);
  expect(termsOf('covid-19', 'pair')).toEqual(['covid19']);
});

test('spellings of one English word are told apart, and only where they are not the stem itself', () => {
  const spelled = (text: string) => analyzer.tokens(text).map(({ term, spelling }) => [term, spelling]);
  const three = analyzer.tokens("vaccine vaccines vaccine's");
  expect(three.map(({ term }) => term)).toEqual(['vaccin', 'vaccin', 'vaccin']);
  expect(new Set(three.map(({ spelling }) => spelling)).size).toBe(3);
  for (const { spelling } of three) expect(spelling).toBeGreaterThan(0);
  expect(spelled('Trump')).toEqual([['trump', undefined]]);
  expect(analyzer.tokens('Nước chanh nóng chữa ung thư').every(({ spelling }) => spelling === undefined)).toBe(true);
});

test('chat shorthand is spelled out', () => {
  expect(termsOf('mn đi tiêm ở bv nhé')).toEqual(termsOf('mọi người đi tiêm ở bệnh viện nhé'));
});

test('one number has one term in any writing', () => {
  for (const text of ['1.000.000', '1,000,000', '1000000', '1 triệu', 'one million', '1tr'])
    expect(termsOf(text)).toEqual(['1000000']);
});

test('scripts without spaces are cut into words', () => {
  expect(termsOf('新冠疫苗含有微芯片').length).toBeGreaterThan(2);
  expect(termsOf('การเผยแพร่ข่าวปลอม').length).toBeGreaterThan(2);
});

test('every span lies inside the text, in order, and says its word', () => {
  const piece = fc.constantFrom(
    'Nước ',
    'chanh',
    ' 5 triệu ',
    '#TinGiả',
    '@ai ',
    'a.vn/x ',
    '50%',
    ' ko ',
    '🍋',
    '新冠',
    "don't ",
    '\ud83c',
    '⟦phone⟧',
    '-',
    '20/10/2021',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const { span, term } of analyzer.tokens(text)) {
        expect(term).not.toBe('');
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      expect(termsOf(text)).toEqual(termsOf(text));
    }),
  );
  expect(analyzer.tokens('Ở Hà Nội').map((t) => [t.term, t.span.start, t.span.end])).toContainEqual(['hanoi', 2, 8]);
});

test.each([
  ['They sold it, she sells it', 'Selling it was a sale'],
  ['A donor died', 'Donations after a death'],
  ['Women voted', 'A woman is a voter'],
])('families that share no stem are one word: %s, %s', (one, other) => {
  const shared = termsOf(one).filter((term) => termsOf(other).includes(term));
  expect(new Set(shared).size).toBe(one.startsWith('They') ? 1 : 2);
});

test('a syllable of Vietnamese is no irregular form of English', () => {
  expect(termsOf('men rượu làm từ men lá, ran ran trong nồi')).toContain('men');
});

test('initials that newsrooms spell out give the words they stand for, at their own place', () => {
  const text = 'The RNC is not allowing guns';
  expect(termsOf(text)).toEqual(expect.arrayContaining(['republican', 'nation', 'convent']));
  const [first] = analyzer.tokens(text).filter((t) => t.term === 'republican');
  expect(text.slice(first?.span.start, first?.span.end)).toBe('RNC');
  expect(termsOf('#GOPDebate tonight')).toContain('republican');
  expect(termsOf('THE RNC IS NOT ALLOWING GUNS ANYWHERE')).toContain('rnc');
});
