import { expect, test } from 'vitest';
import { nextPage } from './next-page.ts';

test('ASVS 3.7.2: signing in leads on within this site, however the address is written', () => {
  expect(nextPage('vi', '/vi/desk/cases/3?a=1')).toBe('/vi/desk/cases/3?a=1');
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/./\\evil.example',
    '/vi/..//evil.example',
    '/vi/../..//evil.example',
    '/vi/desk/../../\\evil.example',
    '/%2e//evil.example',
    'https://evil.example/',
    undefined,
  ])
    expect(nextPage('vi', elsewhere)).toBe('/vi/desk');
});
