import { expect, test } from 'vitest';
import vectors from '../../../test/vectors/text.json' with { type: 'json' };
import { accentForm } from './fold.ts';
import { analyzer, guessLang } from './index.ts';
import { untyped } from './typed-marks.ts';

type Case<T> = readonly [text: string, expected: T];
const casesOf = <T>(cases: unknown): readonly Case<T>[] => cases as readonly Case<T>[];

test.each(casesOf<readonly (readonly [number, string | null])[]>(vectors.amounts))(
  'the amounts in "%s" come in canonical units',
  (text, amounts) => {
    expect(analyzer.facts(text).amounts).toEqual(amounts.map(([value, unit]) => ({ value, unit })));
  },
);

test.each(casesOf<readonly (readonly (number | null)[])[]>(vectors.dates))(
  'the dates said in "%s" are read',
  (text, dates) => {
    expect(analyzer.facts(text).dates.map(({ year, month, day }) => [year, month, day])).toEqual(dates);
  },
);

test.each(casesOf<readonly string[]>(vectors.places))('the places named in "%s" are found', (text, places) => {
  expect(analyzer.facts(text).places).toEqual(places);
});

test.each(casesOf<string | null>(vectors.languages))('the language of "%s" is told or left open', (text, lang) => {
  expect(guessLang(text) ?? null).toBe(lang);
});

test.each(casesOf<string>(vectors.typed))('"%s" is read as "%s"', (typed, meant) => {
  const terms = (text: string) =>
    analyzer.tokens(text).flatMap(({ kind, term }) => (kind === 'pair' ? [] : [`${kind} ${term}`]));
  expect(terms(typed)).toEqual(terms(meant));
});

test('English words and codes are not taken for leftover typing', () => {
  for (const word of ['taxi', 'his', 'moon', 'test', 'covid19', 'h5n1', 'co2', 'f0', 'xoong'])
    expect(untyped(word)).toBeUndefined();
  expect(untyped('hoafng')).toBe(accentForm('hoàng'));
});

test.each(casesOf<readonly string[]>(vectors.names))('the names in "%s" are told by their capitals', (text, names) => {
  expect(analyzer.tokens(text).flatMap(({ isName, term }) => (isName === true ? [term] : []))).toEqual(names);
});

test('every accented content word comes with its accented form, so that two readings of one syllable can be told apart', () => {
  const accents = (text: string) =>
    analyzer.tokens(text).flatMap(({ kind, term }) => (kind === 'accent' ? [term] : []));
  expect(accents('tòa nhà khổng lồ')).toEqual(['tòa', 'nhà', 'khổng', 'lồ'].map(accentForm));
  expect(accents('mới')).not.toEqual(accents('mỗi'));
});

test('British and American spellings, ordinals and numbers in words have one term', () => {
  const words = (text: string) => analyzer.tokens(text).flatMap(({ kind, term }) => (kind === 'word' ? [term] : []));
  expect(words('vaccination centres organised in grey colours')).toEqual(
    words('vaccination centers organized in gray colors'),
  );
  expect(words('the third child, two dogs')).toEqual(words('the 3rd child, 2 dogs'));
  expect(words('Trump’s claims don’t hold')).toEqual(words("Trump's claims don't hold"));
});

test('Arabic is compared without its stretcher, vowel signs and the variants of alef, yeh and teh', () => {
  const words = (text: string) => analyzer.tokens(text).flatMap(({ kind, term }) => (kind === 'word' ? [term] : []));
  expect(words('إلى المدرســـة الكُبرى')).toEqual(words('الي المدرسه الكبري'));
});
