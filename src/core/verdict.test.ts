import { expect, test } from 'vitest';
import { isVerdict, needsIndependentEvidence, offScale, scale, scaleValue } from './verdict.ts';

test('the scale runs from six for true to one for false, and nothing else has a number', () => {
  expect(scale.map(scaleValue)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(offScale.map(scaleValue)).toEqual([undefined, undefined, undefined, undefined]);
});

test('an opinion has no verdict: not-checkable is none', () => {
  expect(isVerdict('not-checkable')).toBe(false);
});

test('only the strong verdicts need independent evidence', () => {
  expect([...scale, ...offScale].filter(needsIndependentEvidence)).toEqual(['misleading', 'false']);
});
