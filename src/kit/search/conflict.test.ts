import { expect, test } from 'vitest';
import type { Amount, Facts, Token } from '../../base/analyzer.ts';
import { amountsConflict, conflictsBetween, type Said } from './conflict.ts';
import { sideOf } from './side.ts';

const facts = (given: Partial<Facts>): Facts => ({ amounts: [], dates: [], places: [], negated: false, ...given });
const tokens = ['one', 'two', 'three', 'four'].map((term) => ({
  term,
  span: { start: 0, end: 1 },
  kind: 'word' as const,
}));
const saying = (said: readonly Token[], given: Partial<Facts>): Said => ({
  ...sideOf(said, () => 1),
  facts: facts(given),
});
const between = (a: Partial<Facts>, b: Partial<Facts>) => conflictsBetween(saying(tokens, a), saying(tokens, b));

test('amounts are compared like with like', () => {
  const of = (value: number, unit: string | null = null): Amount => ({ value, unit });
  expect(amountsConflict([of(5, 'kg')], [of(6, 'kg')])).toBe(true);
  expect(amountsConflict([of(5, 'kg')], [of(0.4, '%')])).toBe(false);
  expect(amountsConflict([of(5, 'kg')], [of(5)])).toBe(false);
  expect(amountsConflict([of(5, 'kg'), of(6, 'kg')], [of(6, 'kg')])).toBe(false);
  expect(amountsConflict([of(0.1 + 0.2)], [of(0.3)])).toBe(false);
  expect(amountsConflict([], [of(3)])).toBe(false);
});

test('a place may stand for what lies in it, and two that lie apart may not', () => {
  expect(between({ places: ['vn'] }, { places: ['vn/ha-noi'] })).toEqual([]);
  expect(between({ places: ['vn/ha-noi'] }, { places: ['vn/hue'] })).toEqual(['places']);
  expect(between({ places: ['vn/ha-noi', 'us'] }, { places: ['us'] })).toEqual([]);
  expect(between({ places: ['ne'] }, { places: ['new/york'] })).toEqual(['places']);
});

test('a date said in part may be one said in full', () => {
  const march = { year: 2021, month: 3, day: null };
  expect(between({ dates: [march] }, { dates: [{ year: 2021, month: 3, day: 20 }] })).toEqual([]);
  expect(between({ dates: [march] }, { dates: [{ year: null, month: 4, day: 1 }] })).toEqual(['dates']);
  expect(between({ dates: [march] }, { dates: [] })).toEqual([]);
});

// `lồ` is its folded syllable and its accented form, as an analyzer gives them.
const written = (...words: readonly (readonly [string, string?])[]): readonly Token[] =>
  words.flatMap(([term, accented], i) => {
    const span = { start: 5 * i, end: 5 * i + 4 };
    const word: Token = { term, span, kind: 'word' };
    return accented === undefined ? [word] : [word, { term: accented, span, kind: 'accent' }];
  });

test('syllables that agree only without their accents are no agreement, unless a text has hardly any', () => {
  const giant = written(['con', 'côn'], ['ca', 'cá'], ['khong', 'khổng'], ['lo', 'lồ']);
  const unworried = written(['con', 'côn'], ['ca', 'cá'], ['khong', 'không'], ['lo']);
  const bare = written(['con'], ['ca'], ['khong'], ['lo']);
  const conflicts = (a: readonly Token[], b: readonly Token[]) => conflictsBetween(saying(a, {}), saying(b, {}));
  expect(conflicts(giant, unworried)).toEqual(['accents']);
  expect(conflicts(giant, giant)).toEqual([]);
  expect(conflicts(giant, bare)).toEqual([]);
});

test('what denies and what does not, and what is too short, are not answered', () => {
  expect(between({ negated: true }, {})).toEqual(['negation']);
  expect(between({ negated: true }, { negated: true })).toEqual([]);
  const short = saying(tokens.slice(1), {});
  expect(conflictsBetween(short, saying(tokens, {}))).toEqual(['short']);
});
