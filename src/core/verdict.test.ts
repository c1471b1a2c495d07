import { expect, test } from 'vitest';
import { evidenceLacking, isVerdict, offScale, scale, scaleValue, verdicts } from './verdict.ts';

test('the scale runs from six for true to one for false, and nothing else has a number', () => {
  expect(scale.map(scaleValue)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(offScale.map(scaleValue)).toEqual([undefined, undefined, undefined, undefined]);
});

test('an opinion has no verdict: not-checkable is none', () => {
  expect(isVerdict('not-checkable')).toBe(false);
});

const piece = (stance: 'supports' | 'refutes' | 'context', interest: 'independent' | 'party' | 'ourselves') => ({
  stance,
  interest,
});

test('only verdicts that say how true a claim is need somebody independent who says so', () => {
  expect(verdicts.filter((verdict) => evidenceLacking(verdict, []) !== undefined)).toEqual([
    'true',
    'mostly-true',
    'misleading',
    'false',
  ]);
});

test('a source that supports the claim does not make it false, nor one that refutes it true', () => {
  const supports = [piece('supports', 'independent')];
  expect(evidenceLacking('false', supports)).toBe('verdict-needs-refuting-evidence');
  expect(evidenceLacking('misleading', supports)).toBe('verdict-needs-context-evidence');
  expect(evidenceLacking('true', supports)).toBeUndefined();
  const refutes = [piece('refutes', 'independent')];
  expect(evidenceLacking('false', refutes)).toBeUndefined();
  expect(evidenceLacking('misleading', refutes)).toBeUndefined();
  expect(evidenceLacking('mostly-true', refutes)).toBe('verdict-needs-supporting-evidence');
  expect(evidenceLacking('misleading', [piece('context', 'independent')])).toBeUndefined();
  expect(evidenceLacking('false', [piece('context', 'independent')])).toBe('verdict-needs-refuting-evidence');
});

test('what a party or we ourselves say counts for none of it', () => {
  const others = [piece('refutes', 'party'), piece('refutes', 'ourselves'), piece('supports', 'party')];
  expect(evidenceLacking('false', others)).toBe('verdict-needs-independent-evidence');
  expect(evidenceLacking('false', [...others, piece('supports', 'independent')])).toBe(
    'verdict-needs-refuting-evidence',
  );
});
