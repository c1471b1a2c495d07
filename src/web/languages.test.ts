import { expect, test } from 'vitest';
import { preferredLang } from './languages.ts';

test('the language is the one the reader puts first among those there are', () => {
  expect(preferredLang('en-GB,en;q=0.9,vi;q=0.8', ['vi', 'en'])).toBe('en');
  expect(preferredLang('fr, vi;q=0.5, en;q=0.6', ['vi', 'en'])).toBe('en');
  expect(preferredLang('en;q=0, vi;q=0.1', ['vi', 'en'])).toBe('vi');
  expect(preferredLang(undefined, ['vi', 'en'])).toBe('vi');
  expect(preferredLang('en', ['vi'])).toBe('vi');
});
