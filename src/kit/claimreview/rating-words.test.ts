import { expect, test } from 'vitest';
import { foldLabel, verdictOf } from './rating-words.ts';
import ratings from './ratings.json' with { type: 'json' };
import { isVerdict, verdicts } from './verdict.ts';

test.each([
  ['Sai', 'false'],
  ['KHÔNG ĐÚNG', 'false'],
  ['sai su that', 'false'],
  ['Gây hiểu nhầm', 'misleading'],
  ['Có đúng, có sai', 'mixed'],
  ['Half-True', 'mixed'],
  ['FALSO: As imagens são antigas', 'false'],
  ['Falso.', 'false'],
  ['ENGANOSO', 'misleading'],
  ['مضلّل', 'misleading'],
  ['صحيح جزئيًا', 'mixed'],
  ['證據不足', 'unproven'],
  ['भ्रामक', 'misleading'],
])('%s means %s', (label, verdict) => {
  expect(verdictOf(label)).toBe(verdict);
});

test.each([
  '3',
  '2/5',
  'Mostly false',
  'True: he said it. False: it happened',
  'Not exactly false',
  'not_that_way',
  '',
  '…',
])('%j is left as the label it is', (label) => {
  expect(verdictOf(label)).toBeUndefined();
});

test('no label means two verdicts, in one language or in two', () => {
  const seen = new Map<string, string>();
  for (const byVerdict of Object.values(ratings)) {
    for (const [verdict, labels] of Object.entries(byVerdict)) {
      expect(isVerdict(verdict)).toBe(true);
      for (const label of labels) {
        const folded = foldLabel(label);
        expect([label, seen.get(folded) ?? verdict]).toEqual([label, verdict]);
        seen.set(folded, verdict);
      }
    }
  }
});

test('Vietnamese and English have words for every verdict', () => {
  for (const table of [ratings.vi, ratings.en]) expect(Object.keys(table).sort()).toEqual([...verdicts].sort());
});
