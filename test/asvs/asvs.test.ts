import { expect, test } from 'vitest';
import { asvsDocument, isLine, namedInTests, writtenDocument } from './document.ts';

test('every line of ASVS that a test names is one that binds here', () => {
  const named = namedInTests();
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ line }) => !isLine(line))).toEqual([]);
});

test('docs/asvs.md is what the names of the tests say (else: node test/asvs/document.ts)', () => {
  expect(writtenDocument()).toBe(asvsDocument(namedInTests()));
});
