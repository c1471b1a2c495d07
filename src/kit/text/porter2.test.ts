import { expect, test } from 'vitest';
import { stem } from './porter2.ts';

test.each([
  ['caresses', 'caress'],
  ['ties', 'tie'],
  ['cries', 'cri'],
  ['gas', 'gas'],
  ['gaps', 'gap'],
  ['agreed', 'agre'],
  ['hopping', 'hop'],
  ['hoping', 'hope'],
  ['luxuriated', 'luxuri'],
  ['happy', 'happi'],
  ['enjoy', 'enjoy'],
  ['vaccinations', 'vaccin'],
  ['relational', 'relat'],
  ['generously', 'generous'],
  ['communism', 'communism'],
  ['hopefulness', 'hope'],
  ['adjustment', 'adjust'],
  ['rolled', 'roll'],
  ['skies', 'sky'],
  ['proceeding', 'proceed'],
  ['by', 'by'],
  ['ấm', 'ấm'],
])('the stem of %s is %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test('ASVS 15.3.6: words that every object has are words like others', () => {
  for (const word of ['constructor', 'valueof', 'hasownproperty', '__proto__', 'tostring'])
    expect(typeof stem(word)).toBe('string');
  expect(stem('constructor')).toBe('constructor');
});
