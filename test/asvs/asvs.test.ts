import { expect, test } from 'vitest';
import { asvsDocument, isLine, namedIn, namedInTests, writtenDocument } from './document.ts';

test('every line of ASVS that a test names is one that binds here', () => {
  const named = namedInTests();
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ line }) => !isLine(line))).toEqual([]);
});

test('a test names lines before its sentence or behind it', () => {
  const titles = [
    "test('ASVS 2.3.5, 8.2.2: two are needed', () =>",
    "test('guessing is slow (ASVS 6.3.1)', async",
    "test('more than binds here (ASVS 7.5.3, 6.2.12)', { timeout: 1 },",
    '// ASVS 1.2.1: a comment (ASVS 1.2.2)',
  ];
  expect(namedIn(titles.join('\n'), 'x').map(({ line, name }) => [line, name])).toEqual([
    ['2.3.5', 'two are needed'],
    ['8.2.2', 'two are needed'],
    ['6.3.1', 'guessing is slow'],
    ['6.2.12', 'more than binds here'],
  ]);
});

test('docs/asvs.md is what the names of the tests say (else: node test/asvs/document.ts)', () => {
  expect(writtenDocument()).toBe(asvsDocument(namedInTests()));
});
